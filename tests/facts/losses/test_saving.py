"""The silent trap, and every repair in a new process.

When Keras heals the trap, a test here says what to rewrite.
"""

import h5py
import keras
import numpy as np
import pytest

from book.run import fresh

HEALED = (
    "Keras no longer loads this model silently without its weights: "
    "rewrite docs/*/losses/saving.md, and the links to it"
)
SAVE = """
model = {make}
model.compile(loss="mse", optimizer={optimizer!r})
model.fit(x, x[:, :1], verbose=0)
model.save({path!r})
np.save({path!r} + ".npy", model(x))
"""
LOAD = """
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    loaded = keras.saving.load_model({path!r})
print(len(loaded.weights), len(caught), np.array_equal(loaded(x), np.load({path!r} + ".npy")))
"""
FILL = """
loaded.load_weights({path!r})
print(len(loaded.weights), np.array_equal(loaded(x), np.load({path!r} + ".npy")))
"""


@pytest.fixture
def saved_and_loaded(programs):
    """What LOAD prints in one process, of a model that SAVE saved in another."""

    def run(program, make, optimizer, path, load=LOAD):
        values = {"make": make, "optimizer": optimizer, "path": str(path / "model.keras")}
        steps = programs[program].steps
        saved = fresh.run((*steps, ("save.py", SAVE.format(**values))))[1]
        assert not saved.error, saved.report
        return fresh.run((*steps, ("load.py", load.format(**values))))[1].text

    return run


@pytest.mark.parametrize("optimizer, warnings", [("sgd", 0), ("adam", 1)])
def test_a_build_that_leaves_layers_unbuilt_loads_without_weights_and_without_an_error(
    saved_and_loaded, tmp_path, optimizer, warnings
):
    text = saved_and_loaded(
        "losses/saving/saving.py", "ReconstructingRegressor(1)", optimizer, tmp_path
    )
    assert text == f"0 {warnings} False\n", f"{HEALED}\n{text}"


@pytest.mark.parametrize(
    "program, make",
    [
        ("losses/saving/saving.py", "RepairedRegressor(1)"),
        ("losses/saving/width.py", "WidthRegressor(1, 8)"),
    ],
)
def test_a_repaired_model_predicts_the_same_after_loading_in_a_new_process(
    saved_and_loaded, tmp_path, program, make
):
    assert saved_and_loaded(program, make, "adam", tmp_path) == "14 0 True\n"


class Plain(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.out = keras.layers.Dense(1, name="out")
        self.calls = 0

    def call(self, inputs):
        self.calls += 1
        return self.out(inputs)


class Unbuilt(Plain):
    def build(self, input_shape):
        pass


def paths(file):
    names = []
    with h5py.File(file) as weights:
        weights.visit(names.append)
    return [name for name in names if name.endswith("vars/0")]


def test_the_weights_are_in_the_file_under_one_of_the_two_paths_of_a_layer(tmp_path):
    model = Unbuilt()
    model(np.ones((2, 4)))
    assert model.layers == [model.out]
    model.save_weights(tmp_path / "model.weights.h5")
    assert paths(tmp_path / "model.weights.h5") == ["layers/dense/vars/0"]


def test_an_unbuilt_layer_refuses_weights_and_accepts_none():
    layer = keras.layers.Dense(1)
    with pytest.raises(ValueError, match="was never built"):
        layer.load_own_variables({"0": np.ones((4, 1)), "1": np.ones(1)})
    layer.load_own_variables({})


@pytest.mark.parametrize("cls, calls", [(Plain, 1), (Unbuilt, 0)])
def test_keras_runs_call_on_loading_only_if_the_model_has_no_build(tmp_path, cls, calls):
    model = cls()
    model(np.ones((2, 4)))
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras", custom_objects={cls.__name__: cls})
    assert loaded.calls == calls, HEALED
    assert len(loaded.weights) == 2 * calls, HEALED


def test_a_checked_save_passes_a_model_that_loads_and_names_the_difference_of_one_that_does_not(
    programs,
):
    result = fresh.run(programs["losses/saving/exercise.py"].steps)[0]
    assert (
        result.stdout == "good.keras is checked\n" and "Received: path='bad.keras'" in result.error
    ), HEALED


def test_the_file_of_a_trained_model_in_the_trap_holds_every_weight(saved_and_loaded, tmp_path):
    text = saved_and_loaded(
        "losses/saving/saving.py", "ReconstructingRegressor(1)", "adam", tmp_path, LOAD + FILL
    )
    assert text == "0 1 False\n14 True\n"


@pytest.mark.filterwarnings("error::UserWarning")
def test_a_model_that_was_compiled_and_never_trained_loses_its_weights_without_a_warning(tmp_path):
    model = Unbuilt()
    model.compile(loss="mse", optimizer="adam")
    model.evaluate(np.ones((2, 4)), np.ones((2, 1)), verbose=0)
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras", custom_objects={"Unbuilt": Unbuilt})
    assert loaded.weights == [], HEALED
