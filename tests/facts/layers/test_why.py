"""What the page on repeated layers says that its programs do not print."""

import collections

import keras
import numpy as np
import pytest


class Object:
    def __init__(self, layer):
        self.layer = layer


class Holder(keras.layers.Layer):
    """Computes with a layer that it keeps in a container of its attribute."""

    def __init__(self, keep, take, **kwargs):
        super().__init__(**kwargs)
        self.kept = keep(keras.layers.Dense(2))
        self.take = take

    def call(self, inputs):
        return self.take(self.kept)(inputs)


FOUND = {
    "attribute": (lambda layer: layer, lambda kept: kept),
    "list": (lambda layer: [layer], lambda kept: kept[0]),
    "tuple": (lambda layer: (layer,), lambda kept: kept[0]),
    "set": (lambda layer: {layer}, lambda kept: next(iter(kept))),
    "dictionary": (lambda layer: {"a": layer}, lambda kept: kept["a"]),
    "all of these": (lambda layer: [{"a": (layer,)}], lambda kept: kept[0]["a"][0]),
}
HIDDEN = {
    "deque": (lambda layer: collections.deque([layer]), lambda kept: kept[0]),
    "object": (Object, lambda kept: kept.layer),
    "array": (lambda layer: np.array([layer], dtype=object), lambda kept: kept[0]),
}


@pytest.mark.parametrize("keep, take", FOUND.values(), ids=FOUND)
def test_a_layer_in_an_attribute_a_list_a_tuple_a_set_or_a_dictionary_is_found(keep, take):
    layer = Holder(keep, take)
    layer(np.ones((1, 3)))
    assert len(layer.weights) == 2


@pytest.mark.parametrize("keep, take", HIDDEN.values(), ids=HIDDEN)
def test_a_layer_in_another_object_is_not_trained_without_a_warning(keep, take, recwarn):
    holder = Holder(keep, take)
    model = keras.Sequential([keras.Input((3,)), holder, keras.layers.Dense(1)])
    hidden = take(holder.kept)
    before = hidden.get_weights()
    model.compile(loss="mse", optimizer="sgd")
    model.fit(np.ones((8, 3)), np.full((8, 1), 9.0), verbose=0)
    assert len(model.weights) == 2
    np.testing.assert_array_equal(hidden.get_weights()[0], before[0])
    assert not [warning for warning in recwarn if warning.category is UserWarning]


@keras.saving.register_keras_serializable(package="test")
class Queue(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.layers = collections.deque([keras.layers.Dense(3)])

    def call(self, inputs):
        return self.layers[0](inputs)


def test_a_layer_in_another_object_is_not_saved(tmp_path):
    x = np.ones((1, 3))
    model = keras.Sequential([keras.Input((3,)), Queue()])
    expected = np.array(model(x))
    model.save(tmp_path / "model.keras")
    assert not np.allclose(keras.saving.load_model(tmp_path / "model.keras")(x), expected)


def test_a_wrong_number_of_neurons_is_not_told():
    def count(*units):
        layers = [
            layer
            for n in units
            for layer in (keras.layers.Dense(n), keras.layers.LayerNormalization())
        ]
        return keras.Sequential([keras.Input((8,)), *layers]).count_params()

    assert count(16, 17, 16) != count(16, 16, 16)


def test_a_block_that_is_not_as_wide_as_its_input_cannot_be_repeated_by_multiplying_a_list():
    with pytest.raises(ValueError, match="expected axis -1 of input shape to have value 8"):
        keras.Sequential([keras.Input((8,)), *[keras.layers.Dense(16)] * 3])


def test_keras_of_tensorflow_registers_and_loads_by_other_names():
    from tensorflow import keras as other

    assert other.utils.register_keras_serializable is keras.saving.register_keras_serializable
    assert other.models.load_model is keras.saving.load_model
    assert other.Model is keras.Model
