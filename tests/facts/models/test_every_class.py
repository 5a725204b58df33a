"""Every other class of a program is saved, and loaded in a new process with equal predictions."""

import pytest

from book.run import fresh

CLASSES = {
    "models/residual/skip.py": "Block(True, 'he_normal')",
    "models/residual/broadcast.py": "CheckedBlock(4)",
    "models/regressor/summary.py": "ShapedBlock()",
    "models/choice/both.py": "ResidualBlock(3, 4)",
    "models/saving/build.py": "BuiltRegressor(2)",
    "models/saving/exercise.py": "ResidualRegressor(2, passes=2)",
}
WIDTH = {
    "models/residual/skip.py": 30,
    "models/regressor/summary.py": 30,
    "models/saving/build.py": 8,
}
PREPARE = """
import numpy as np
classes = {{name: value for name, value in globals().items() if isinstance(value, type)}}
keras.utils.set_random_seed({seed})
x = np.linspace(-1, 1, 3 * {width}).reshape(3, {width}).astype("float32")
"""
SAVE = """
part = {expression}
model = part if isinstance(part, keras.Model) else keras.Sequential([keras.Input(({width},)), part])
model(x)
model.save({path!r})
"""
LOAD = """
model = keras.saving.load_model({path!r}, custom_objects=classes)
"""
PREDICT = """
print(model(x).numpy().round(3).tolist(), len(model.weights))
"""
# Tested in a file of their own, made to be wrong or refused, or the same class once more.
ELSEWHERE = {
    "models/residual/residual.py",
    "models/residual/width.py",
    "models/residual/exercise.py",
    "models/regressor/regressor.py",
    "models/regressor/range.py",
    "models/regressor/build.py",
    "models/regressor/exercise.py",
    "models/choice/exercise.py",
    "models/saving/saving.py",
    "models/saving/reached.py",
}


@pytest.mark.parametrize("name", CLASSES)
def test_it_predicts_the_same_after_loading_in_a_new_process(tmp_path, name, programs):
    printed = []
    for seed, code in (
        (1, SAVE),
        (2, LOAD),
    ):  # another seed: equal weights can only come from the file
        values = {
            "seed": seed,
            "expression": CLASSES[name],
            "path": f"{tmp_path}/model.keras",
            "width": WIDTH.get(name, 4),
        }
        steps = (*programs[name].steps, ("model.py", (PREPARE + code + PREDICT).format(**values)))
        result = fresh.run(steps)[1]
        assert not result.error, result.report
        printed.append(result.stdout.splitlines()[-1])
    assert printed[0] == printed[1] and "[[" in printed[0]


def test_no_class_is_forgotten(programs):
    for program in programs.values():
        if (
            program.name.startswith("models/")
            and "class " in program.code
            and "Traceback" not in program.recorded
        ):
            assert program.name in CLASSES or program.name in ELSEWHERE, program.name
