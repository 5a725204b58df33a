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


def test_a_clone_of_a_model_with_a_part_that_is_a_model_has_the_default():
    class Part(keras.Model):
        def __init__(self, count=2, **kwargs):
            super().__init__(**kwargs)
            self.parts = [keras.layers.Dense(3) for _ in range(count)]

        def call(self, inputs, training=None):
            for dense in self.parts:
                inputs = dense(inputs)
            return inputs

    model = keras.Sequential([keras.Input((3,)), Part(count=4)])
    assert (model.count_params(), keras.models.clone_model(model).count_params()) == (
        4 * 12,
        2 * 12,
    )


class Taken(keras.Model):
    """A layer in an attribute of this name."""

    def __init__(self, name_of_layer):
        super().__init__()
        self.name_of_layer = name_of_layer
        setattr(self, name_of_layer, keras.layers.Dense(1))

    def call(self, inputs, training=None):
        return getattr(self, self.name_of_layer)(inputs)


def test_compile_replaces_what_was_stored_in_loss_or_optimizer():
    for name in ("loss", "optimizer"):
        model = Taken(name)
        assert model(np.ones((1, 3))).shape == (1, 1)
        model.compile(loss="mse", optimizer="sgd")
        assert not isinstance(getattr(model, name), keras.layers.Dense)
    model = Taken("loss")
    model.compile(loss="mse", optimizer="sgd")
    with pytest.raises(TypeError, match="'str' object is not callable"):
        model.fit(np.ones((1, 3)), np.ones((1, 1)), verbose=0)


def test_a_model_lists_the_layers_of_its_attributes_also_in_lists():
    class Lists(keras.Model):
        def __init__(self):
            super().__init__()
            self.one = keras.layers.Dense(1)
            self.more = [keras.layers.Dense(1), {"a": keras.layers.Dense(1)}]

        def call(self, inputs, training=None):
            return inputs

    assert len(Lists().layers) == 3


@pytest.mark.parametrize("base", [keras.layers.Layer, keras.Model])
def test_with_a_get_config_a_part_is_saved_correctly_as_layer_and_as_model(tmp_path, base, rng):
    @keras.saving.register_keras_serializable(package="test")
    class Part(base):
        def __init__(self, count=2, **kwargs):
            super().__init__(**kwargs)
            self.count = count
            self.parts = [keras.layers.Dense(3) for _ in range(count)]

        def call(self, inputs, training=None):
            for dense in self.parts:
                inputs = dense(inputs)
            return inputs

        def get_config(self):
            return {**super().get_config(), "count": self.count}

    x = rng.normal(size=(4, 3)).astype("float32")
    model = keras.Sequential([keras.Input((3,)), Part(count=4)])
    model.save(tmp_path / "model.keras")
    np.testing.assert_allclose(
        keras.saving.load_model(tmp_path / "model.keras")(x), model(x), rtol=1e-5
    )
