import warnings

import keras
import numpy as np
import pytest
import tensorflow as tf


class Stopped(keras.Model):
    def __init__(self, regularizer=None, stop=True, bias=False):
        super().__init__()
        self.hidden = keras.layers.Dense(
            8, use_bias=bias, kernel_regularizer=regularizer, name="hidden"
        )
        self.out = keras.layers.Dense(1)
        self.stop = stop

    def call(self, inputs):
        hidden = self.hidden(inputs)
        return self.out(tf.stop_gradient(hidden) if self.stop else hidden)


def fit(model, rng):
    """Train for 10 steps.

    Return the hidden kernel before and after, and the warnings about missing gradients.
    """
    x = rng.normal(size=(80, 4)).astype("float32")
    model(x)
    before = model.hidden.get_weights()[0]
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.01))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model.fit(x, x.sum(axis=1), batch_size=8, verbose=0)
    missing = [
        str(warning.message)
        for warning in caught
        if "Gradients do not exist" in str(warning.message)
    ]
    return before, model.hidden.get_weights()[0], missing


def test_a_layer_behind_stop_gradient_does_not_train_and_a_warning_says_so(rng):
    before, after, missing = fit(Stopped(), rng)
    np.testing.assert_array_equal(before, after)
    assert len(missing) == 1


def test_without_stop_gradient_the_same_layer_trains(rng):
    before, after, missing = fit(Stopped(stop=False), rng)
    assert (before != after).all() and not missing


def test_a_regularized_layer_behind_stop_gradient_only_shrinks_and_nothing_warns(rng):
    before, after, missing = fit(Stopped(keras.regularizers.L2(0.5)), rng)
    # d/dw 0.5 w² = w, so each of the 10 steps multiplies by 1 - 0.01
    np.testing.assert_allclose(after, before * 0.99**10, rtol=1e-5)
    assert not missing, "rewrite the page autodiff/stop: now Keras warns, regularizer or not"


def test_a_regularized_kernel_leaves_the_warning_about_the_bias(rng):
    missing = fit(Stopped(keras.regularizers.L2(0.5), bias=True), rng)[2]
    assert missing and all(
        "hidden/bias" in text and "hidden/kernel" not in text for text in missing
    )
    model = Stopped(keras.regularizers.L2(0.5), bias=True)
    model.hidden.bias_regularizer = keras.regularizers.L2(0.5)
    assert not fit(model, rng)[2]


def test_fit_trains_the_layers_around_a_frozen_one(rng):
    model = keras.Sequential([keras.Input((4,)), *(keras.layers.Dense(4) for _ in range(3))])
    model.layers[1].trainable = False
    model.compile(loss="mse", optimizer="sgd")
    x = rng.normal(size=(32, 4))
    before = [layer.get_weights()[0] for layer in model.layers]
    model.fit(x, x**2, verbose=0)
    changed = [
        not np.array_equal(kernel, layer.kernel)
        for kernel, layer in zip(before, model.layers, strict=True)
    ]
    assert changed == [True, False, True]


@pytest.mark.parametrize("stop, closer", [(False, False), (True, True)])
def test_gradient_descent_moves_the_estimate_to_the_target_only_if_the_target_is_constant(
    stop, closer
):
    w = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        target = 1.0 + 0.9 * w * 3.0
        loss = (w * 1.0 - (tf.stop_gradient(target) if stop else target)) ** 2
    step = -0.01 * tape.gradient(loss, w).numpy()
    assert (step > 0) == closer  # the estimate is 2, the target 6.4


def test_none_is_no_path_and_zero_is_a_path():
    w = tf.Variable(3.0)
    with tf.GradientTape(persistent=True) as tape:
        cut, flat = tf.stop_gradient(w) * 2.0, w * 0.0
    assert tape.gradient(cut, w) is None
    assert tape.gradient(flat, w).numpy() == 0


@pytest.mark.parametrize(
    "regularizer",
    [keras.regularizers.L1(0.5), keras.regularizers.L2(0.5), keras.regularizers.L1L2(0.5, 0.5)],
)
def test_behind_stop_gradient_l1_and_l2_shrink_every_weight_towards_zero(rng, regularizer):
    before, after, missing = fit(Stopped(regularizer), rng)
    # L1 moves by 0.005 a step, and around 0 in the end
    assert (abs(after) < np.maximum(abs(before), 0.01)).all() and not missing


def test_a_layer_with_another_way_to_the_loss_trains(rng):
    class Around(Stopped):
        def call(self, inputs, training=None):
            hidden = self.hidden(inputs)
            return self.out(tf.stop_gradient(hidden) + hidden)

    before, after, missing = fit(Around(), rng)
    assert (before != after).all() and not missing


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32", "float64"])
def test_the_straight_through_estimator_returns_exactly_the_rounded_number(rng, dtype):
    from snippets.autodiff.stop.rounding import round_through

    x = tf.cast(
        np.concatenate([rng.normal(size=10_000) * scale for scale in (1e-3, 0.5, 1, 3, 1e4)]), dtype
    )
    np.testing.assert_array_equal(round_through(x), tf.round(x))


@pytest.mark.parametrize(
    "function", [tf.round, tf.math.rint, tf.floor, tf.math.ceil, keras.ops.round]
)
def test_rounding_gives_none_and_the_sign_zero(function):
    w = tf.Variable(2.7)
    with tf.GradientTape(persistent=True) as tape:
        rounded, sign = function(w), tf.sign(w)
    assert tape.gradient(rounded, w) is None
    assert tape.gradient(sign, w).numpy() == 0


def test_of_a_model_that_rounds_its_kernel_only_the_bias_trains(rng):
    class Rounded(keras.layers.Layer):
        def build(self, input_shape):
            self.kernel = self.add_weight(shape=(input_shape[-1], 1), name="kernel")
            self.bias = self.add_weight(shape=(1,), name="bias")

        def call(self, inputs):
            return inputs @ tf.round(self.kernel) + self.bias

    model = keras.Sequential([keras.Input((4,)), Rounded()])
    model.compile(loss="mse", optimizer="sgd")
    before = model.get_weights()
    with pytest.warns(UserWarning, match="Gradients do not exist for variables .*kernel"):
        model.fit(rng.normal(size=(32, 4)), np.ones((32, 1)), verbose=0)
    pairs = zip(before, model.get_weights(), strict=True)
    assert [np.array_equal(*pair) for pair in pairs] == [True, False]


def test_on_a_symbolic_tensor_keras_ops_stops_a_gradient_and_tensorflow_raises():
    inputs = keras.Input((3,))
    with pytest.raises(
        ValueError, match=r"^A KerasTensor cannot be used as input to a TensorFlow function"
    ):
        tf.stop_gradient(inputs)
    hidden = keras.layers.Dense(2)(inputs)
    model = keras.Model(inputs, keras.layers.Dense(1)(keras.ops.stop_gradient(hidden)))
    with tf.GradientTape() as tape:
        z = model(tf.ones((1, 3)))
    gradients = tape.gradient(z, model.trainable_variables)
    assert [gradient is None for gradient in gradients] == [True, True, False, False]


def test_freezing_takes_the_weights_from_the_list_and_not_from_the_tape():
    layer = keras.layers.Dense(1)
    model = keras.Sequential([keras.Input((2,)), layer])
    layer.trainable = False
    assert model.trainable_variables == []
    with tf.GradientTape() as tape:
        z = model(tf.ones((1, 2)))
    np.testing.assert_array_equal(tape.gradient(z, layer.kernel.value), np.ones((2, 1)))


def changes_after(rng, trainable, compile_again, **compiled):
    """After a `fit` of the other kind, is the layer trained by a second one?"""
    x = rng.normal(size=(32, 4))
    layer = keras.layers.Dense(4)
    model = keras.Sequential([keras.Input((4,)), layer, keras.layers.Dense(1)])
    layer.trainable = not trainable
    for _ in range(2):
        if compile_again or not model.compiled:
            model.compile(loss="mse", optimizer="sgd", **compiled)
        before = layer.get_weights()[0]
        model.fit(x, x.sum(axis=1), verbose=0)
        changed = not np.array_equal(before, layer.kernel)
        assert layer.trainable == trainable or changed != trainable
        layer.trainable = trainable
    return changed


@pytest.mark.parametrize("trainable", [False, True])
def test_after_fit_trainable_takes_effect_once_compiled_again(rng, trainable):
    assert changes_after(rng, trainable, compile_again=True) == trainable
    assert changes_after(rng, trainable, compile_again=False) != trainable, (
        "rewrite the page autodiff/stop: no need to compile again"
    )


def test_without_a_graph_freezing_takes_effect_at_once(rng):
    assert not changes_after(rng, trainable=False, compile_again=False, run_eagerly=True)


def test_a_frozen_batch_normalization_works_as_in_inference(rng):
    x = rng.normal(3, 2, size=(64, 4)).astype("float32")
    layer = keras.layers.BatchNormalization()
    layer.build(x.shape)
    layer.trainable = False
    np.testing.assert_allclose(layer(x, training=True), x / np.sqrt(1 + layer.epsilon), rtol=1e-5)
    np.testing.assert_array_equal(layer.moving_mean, np.zeros(4))
    layer.trainable = True
    np.testing.assert_allclose(np.mean(layer(x, training=True), axis=0), np.zeros(4), atol=1e-5)
