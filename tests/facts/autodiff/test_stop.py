import warnings

import keras
import numpy as np
import pytest
import tensorflow as tf


class Stopped(keras.Model):
    def __init__(self, regularizer=None, stop=True, bias=False):
        super().__init__()
        self.hidden = keras.layers.Dense(8, use_bias=bias, kernel_regularizer=regularizer, name="hidden")
        self.out = keras.layers.Dense(1)
        self.stop = stop

    def call(self, inputs):
        hidden = self.hidden(inputs)
        return self.out(tf.stop_gradient(hidden) if self.stop else hidden)


def fit(model, rng):
    """Train for 10 steps; return the hidden kernel before and after, and the warnings about missing gradients."""
    x = rng.normal(size=(80, 4)).astype("float32")
    model(x)
    before = model.hidden.get_weights()[0]
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.01))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model.fit(x, x.sum(axis=1), batch_size=8, verbose=0)
    missing = [str(warning.message) for warning in caught if "Gradients do not exist" in str(warning.message)]
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
    assert missing and all("hidden/bias" in text and "hidden/kernel" not in text for text in missing)
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
    changed = [not np.array_equal(kernel, layer.kernel) for kernel, layer in zip(before, model.layers)]
    assert changed == [True, False, True]


@pytest.mark.parametrize("stop, closer", [(False, False), (True, True)])
def test_gradient_descent_moves_the_estimate_to_the_target_only_if_the_target_is_constant(stop, closer):
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
