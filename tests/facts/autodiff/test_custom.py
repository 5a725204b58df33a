"""Softplus with a gradient of its own, and softplus that is right forward and backward."""

import numpy as np
import pytest
import tensorflow as tf

from snippets.autodiff.custom.custom import my_better_softplus
from snippets.autodiff.custom.stable import stable_softplus


def value_and_gradient(function, z):
    z = tf.constant(z)
    with tf.GradientTape() as tape:
        tape.watch(z)
        y = function(z)
    return y.numpy(), tape.gradient(y, z).numpy()


def reference(z):
    """Softplus and its derivative in float64, by NumPy."""
    z = np.asarray(z, "float64")
    return np.logaddexp(0, z), np.exp(-np.logaddexp(0, -z))


def numbers(dtype):
    """A grid over -1000 … 1000, fine around 0, with the numbers next to 0."""
    tiny = [-1e-30, -1e-7, -0.0, 0.0, 1e-7, 1e-30]
    return np.concatenate([np.linspace(-1000, 1000, 20001), np.linspace(-100, 100, 20001), tiny]).astype(dtype)


@pytest.mark.parametrize("wrap", [lambda function: function, tf.function], ids=["eager", "graph"])
@pytest.mark.parametrize("dtype, precision", [("float32", 1e-6), ("float64", 1e-13)])
@pytest.mark.parametrize("softplus", [stable_softplus, tf.nn.softplus])
def test_stable_softplus_equals_a_float64_reference_from_minus_1000_to_1000(softplus, dtype, precision, wrap):
    z = numbers(dtype)
    # below the smallest normal number, a result of 0 is as good as it gets
    tiny = float(np.finfo(dtype).tiny)
    for mine, right in zip(value_and_gradient(wrap(softplus), z), reference(z)):
        np.testing.assert_allclose(mine, right, rtol=precision, atol=1.01 * tiny)
        assert mine.dtype == dtype


@pytest.mark.parametrize("softplus", [stable_softplus, tf.nn.softplus, my_better_softplus])
def test_the_gradient_at_zero_is_one_half(softplus):
    assert value_and_gradient(softplus, 0.0)[1] == 0.5


def test_stable_softplus_is_100_with_gradient_1_at_100():
    for softplus in (stable_softplus, tf.nn.softplus):
        assert value_and_gradient(softplus, 100.0) == (100, 1)


def test_the_custom_gradient_is_right_everywhere_and_the_value_is_not():
    z = numbers("float32")
    value, gradient = value_and_gradient(my_better_softplus, z)
    np.testing.assert_allclose(gradient, reference(z)[1], atol=1e-6)
    assert np.isinf(value[z > 88.73]).all() and np.isfinite(value[z < 88.72]).all()


def test_the_custom_gradient_is_multiplied_by_the_gradient_that_arrives():
    _, gradient = value_and_gradient(lambda z: 3.0 * my_better_softplus(2.0 * z), 1.0)
    np.testing.assert_allclose(gradient, 6 * reference(2.0)[1], rtol=1e-6)


def test_the_usual_shifted_form_is_wrong_at_zero_alone():
    def usual(z):
        return tf.maximum(z, 0) + tf.math.log1p(tf.exp(-tf.abs(z)))

    z = numbers("float32")
    value, gradient = value_and_gradient(usual, z)
    np.testing.assert_allclose(value, reference(z)[0], rtol=1e-6, atol=1e-37)
    np.testing.assert_allclose(gradient[z != 0], reference(z[z != 0])[1], rtol=1e-6, atol=1e-37)
    assert (gradient[z == 0] == 1).all(), "rewrite the page autodiff/custom: the gradient of max(z, 0) at 0 changed"


def test_tf_where_alone_lets_the_nan_through_and_inside_a_custom_gradient_it_is_enough():
    def one_where(z):
        return tf.where(z > 30, z, tf.math.log(tf.exp(z) + 1))

    @tf.custom_gradient
    def inside(z):
        exp = tf.exp(z)
        return tf.where(z > 30, z, tf.math.log(exp + 1)), lambda grad: grad / (1 + 1 / exp)

    value, gradient = value_and_gradient(one_where, 100.0)
    assert value == 100 and np.isnan(gradient), "rewrite the page autodiff/custom: one tf.where is enough now"
    assert value_and_gradient(inside, 100.0) == (100, 1)
