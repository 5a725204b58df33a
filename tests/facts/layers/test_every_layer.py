"""Every other layer of a program is saved, and loaded in a new process, with equal predictions."""

import pytest

from book.run import fresh

LAYERS = {
    "index/index.py": "Double()",
    "layers/dense/calls.py": "Traced(3)",
    "layers/dense/exercise.py": "MyDense(3)",
    "layers/dense/inferred.py": "Inferred(3)",
    "layers/exponential/exercise.py": "Clip(-0.5, 0.5)",
    "layers/multi/exercise.py": "Distance()",
    "layers/multi/rows.py": "CheckedSum()",
    "layers/noise/exercise.py": "MyDropout(0.5)",
    "layers/saving/unregistered.py": "Scale(3.0)",
    "layers/saving/exercise.py": "Apply(keras.activations.relu)",
    "layers/why/why.py": "Block(3)",
    "layers/why/exercise.py": "Stack(2, 3)",
}
PREPARE = """
import numpy as np
layers = dict(globals())
x = np.linspace(-1, 1, 12).reshape(3, 4)
arrays = [x, x[::-1]] if {two} else x
"""
SAVE = """
inputs = [keras.Input((4,)), keras.Input((4,))] if {two} else keras.Input((4,))
model = keras.Model(inputs, {layer}(inputs))
model.save({path!r})
"""
LOAD = """
model = keras.saving.load_model({path!r}, custom_objects=layers)
"""
PREDICT = """
sums = [float(keras.ops.sum(weight)) for weight in model.weights]
print(model(arrays).numpy().round(4).tolist(), sums)
"""
# Tested in a file of their own, made to be wrong, or the same layer once more.
ELSEWHERE = {
    "layers/dense/dense.py",
    "layers/exponential/exponential.py",
    "layers/multi/multi.py",
    "layers/noise/noise.py",
    "layers/saving/saving.py",
    "layers/multi/first.py",
    "layers/noise/always.py",
    "layers/saving/automatic.py",
    "layers/why/shared.py",
    "layers/dense/promised.py",
    "layers/dense/undone.py",
    "layers/dense/variable.py",
    "layers/saving/changed.py",
}


@pytest.fixture(scope="module")
def predictions(tmp_path_factory, programs):
    """What every layer predicts in the process that saves it, and in the one that loads it."""
    folder = tmp_path_factory.mktemp("models")
    results = []
    for seed, code in (
        (1, SAVE),
        (2, LOAD),
    ):  # another seed: equal weights can only come from the file
        steps = []
        for number, (name, layer) in enumerate(LAYERS.items()):
            values = {
                "layer": layer,
                "path": f"{folder}/{number}.keras",
                "two": layer in ("Distance()", "CheckedSum()"),
            }
            code_of_layer = f"keras.utils.set_random_seed({seed})\n{PREPARE}{code}{PREDICT}".format(
                **values
            )
            steps += [*programs[name].steps, ("model.py", code_of_layer)]
        results.append(dict(zip(LAYERS, fresh.run(steps)[1::2], strict=True)))
    return results


@pytest.mark.parametrize("name", LAYERS)
def test_it_predicts_the_same_after_loading_in_a_new_process(predictions, name):
    saved, loaded = (results[name] for results in predictions)
    assert not saved.error and not loaded.error, saved.report + loaded.report
    assert saved.stdout.splitlines()[-1] == loaded.stdout.splitlines()[-1] and "[[" in saved.stdout


def test_no_layer_is_forgotten(programs):
    for program in programs.values():
        if (
            program.name.startswith(("layers/", "index"))
            and "keras.layers.Layer)" in program.code
            and "Traceback" not in program.recorded
        ):
            assert program.name in LAYERS or program.name in ELSEWHERE, program.name
