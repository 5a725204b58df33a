import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.layers.dense.dense import MyDense

ACTIVATIONS = [None, "relu", "tanh", tf.nn.sigmoid, keras.activations.softmax]


def pair(x, activation):
    mine, built_in = MyDense(3, activation=activation), keras.layers.Dense(3, activation=activation)
    mine.build(x.shape)
    built_in.build(x.shape)
    rng = np.random.default_rng(7)
    mine.set_weights([rng.normal(size=(x.shape[-1], 3)), rng.normal(size=3)])
    built_in.set_weights(mine.get_weights())
    return mine, built_in


@pytest.mark.parametrize("shape", [(5, 4), (2, 5, 4), (1, 1)])
@pytest.mark.parametrize("activation", ACTIVATIONS, ids=str)
def test_dense_equals_keras_dense_with_the_same_weights(rng, activation, shape):
    x = rng.normal(size=shape).astype("float32")
    mine, built_in = pair(x, activation)
    np.testing.assert_allclose(mine(x), built_in(x), atol=1e-5)


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=str)
def test_dense_has_the_gradients_of_keras_dense(rng, activation):
    x = tf.constant(rng.normal(size=(5, 4)), tf.float32)
    gradients = []
    for layer in pair(x, activation):
        with tf.GradientTape() as tape:
            tape.watch(x)
            loss = tf.reduce_sum(layer(x) ** 2)
        gradients.append(tape.gradient(loss, [x, *layer.trainable_weights]))
    assert len(gradients[0]) == 3
    for mine, built_in in zip(*gradients, strict=True):
        np.testing.assert_allclose(mine, built_in, atol=1e-4)


def test_dense_equals_the_formula(rng):
    x = rng.normal(size=(5, 4)).astype("float32")
    mine, _ = pair(x, "relu")
    kernel, bias = mine.get_weights()
    np.testing.assert_allclose(mine(x), np.maximum(x @ kernel + bias, 0), atol=1e-5)


@pytest.mark.parametrize("shape", [(None, 4), (2, 4), (None, 7, 4), (None, None, 4)])
def test_promised_shape_is_the_real_one(shape):
    layer = MyDense(3)
    real = layer(np.zeros([size or 6 for size in shape])).shape
    promised = layer.compute_output_shape(shape)
    assert promised == keras.layers.Dense(3).compute_output_shape(shape)
    assert promised == tuple(
        None if size is None else r for size, r in zip(shape, real, strict=True)
    )
    assert MyDense(3)(keras.Input(batch_shape=shape)).shape == promised


@pytest.mark.parametrize("activation", [None, "relu", keras.activations.tanh])
def test_config_makes_an_equal_layer(activation):
    layer = MyDense(3, activation=activation, name="mine", dtype="float64")
    twin = MyDense.from_config(layer.get_config())
    assert (twin.units, twin.activation, twin.name, twin.dtype) == (
        3,
        layer.activation,
        "mine",
        "float64",
    )


def test_dense_predicts_the_same_after_loading_in_a_new_process(rng, reload):
    x = rng.normal(size=(5, 4)).astype("float32")
    model = keras.Sequential([keras.Input((4,)), MyDense(3, activation="relu"), MyDense(1)])
    [loaded] = reload(model, "snippets.layers.dense.dense", x)
    np.testing.assert_array_equal(loaded, model(x))


@pytest.mark.parametrize("units", [0, -1, "3", 2.0, None])
def test_units_that_are_no_positive_integer_are_refused(units):
    with pytest.raises(ValueError) as error:
        MyDense(units)
    assert str(error.value).endswith(f"Received: units={units!r}")


def test_unknown_activation_is_refused():
    with pytest.raises(ValueError, match=r"identifier: relo$"):
        MyDense(3, activation="relo")
