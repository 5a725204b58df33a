"""What the page says of layers and models that its programs do not print."""

import keras
import numpy as np
import pytest


class Pair(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units)

    def call(self, inputs):
        return self.dense(inputs)


def test_a_part_that_is_a_model_with_an_argument_without_default_cannot_be_saved(tmp_path):
    model = keras.Sequential([keras.Input((3,)), Pair(3)])
    with pytest.raises(
        NotImplementedError, match=r"Object Pair was created by passing\s+non-serializable"
    ):
        model.save(tmp_path / "model.keras")


@pytest.mark.parametrize("functional", [False, True])
def test_a_sequential_or_functional_part_keeps_its_arguments(tmp_path, rng, functional):
    inputs = keras.Input((3,))
    part = keras.Sequential([keras.layers.Dense(5), keras.layers.Dense(3)])
    if functional:
        part = keras.Model(inputs, keras.layers.Dense(3)(keras.layers.Dense(5)(inputs)))
    model = keras.Sequential([keras.Input((3,)), part])
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    x = rng.normal(size=(4, 3)).astype("float32")
    np.testing.assert_allclose(loaded(x), model(x), atol=1e-6)
    assert loaded.count_params() == (3 * 5 + 5) + (5 * 3 + 3)


def test_only_a_model_is_trained_and_saved():
    for name in ("compile", "fit", "evaluate", "predict", "save", "summary"):
        assert not hasattr(keras.layers.Layer, name) and callable(getattr(keras.Model, name))
