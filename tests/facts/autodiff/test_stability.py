"""The silent interval of the softplus gradient, its cause, and the figure."""

import json

import numpy as np
import pytest
import tensorflow as tf

from book.run import fresh
from snippets.autodiff.custom.stable import stable_softplus
from snippets.autodiff.stability.stability import my_softplus

LOW, HIGH = 126 * np.log(2), 128 * np.log(2)  # 87.34 and 88.72
REWRITE = "rewrite the pages autodiff/stability and autodiff/checking: on this machine "


def value_and_gradient(function, z):
    with tf.GradientTape() as tape:
        tape.watch(z)
        y = function(z)
    return y, tape.gradient(y, z)


def sigmoid(z):
    """The derivative of softplus in float64."""
    return np.exp(-np.logaddexp(0, -z.astype("float64")))


@pytest.fixture(scope="module", params=["eager", "graph"])
def measure(request):
    """A function that gives value and gradient, as arrays, of a softplus at every number of an array."""

    def run(function, z):
        differentiate = tf.function(value_and_gradient) if request.param == "graph" else value_and_gradient
        return [tensor.numpy() for tensor in differentiate(function, tf.constant(z))]

    return run


@pytest.fixture(scope="module")
def z():
    """Every float32 between 86 and 90."""
    z = np.arange(86, 90, 2**-17, dtype="float32")
    np.testing.assert_array_equal(np.nextafter(z[:-1], np.float32(90)), z[1:])
    return z


def test_the_gradient_is_silently_zero_where_stable_forms_give_one(measure, z):
    inside = (z > LOW + 1e-4) & (z < HIGH - 1e-4)
    value, gradient = measure(my_softplus, z)
    assert (gradient[inside] == 0).all(), REWRITE + "the gradient of log(exp(z) + 1) is no longer silently 0"
    np.testing.assert_allclose(value[inside], np.logaddexp(0, z[inside].astype("float64")), rtol=1e-6)
    for repaired in (stable_softplus, tf.nn.softplus):
        value, gradient = measure(repaired, z)
        np.testing.assert_allclose(value, np.logaddexp(0, z.astype("float64")), rtol=1e-6)
        np.testing.assert_allclose(gradient, sigmoid(z), rtol=1e-6)


def test_the_silent_interval_is_exactly_from_126_to_128_times_the_logarithm_of_2(measure, z):
    _, gradient = measure(my_softplus, z)
    zero = z[gradient == 0]
    assert zero.size, REWRITE + "the gradient of log(exp(z) + 1) is no longer silently 0"
    np.testing.assert_allclose([zero.min(), zero.max()], [LOW, HIGH], atol=1e-4)
    assert (gradient[(z >= zero.min()) & (z <= zero.max())] == 0).all()


def test_the_gradient_is_right_below_and_nan_above(measure, z):
    value, gradient = measure(my_softplus, z)
    below, above = z < LOW - 1e-4, z > HIGH + 1e-4
    np.testing.assert_allclose(gradient[below], sigmoid(z[below]), atol=1e-3)
    assert np.isnan(gradient[above]).all() and np.isinf(value[above]).all(), REWRITE + "there is no nan above 88.72"


def test_the_zero_comes_from_flushing_subnormal_numbers(z):
    """The same arithmetic gives 1 in NumPy, which keeps them."""
    inside = z[(z > LOW + 1e-4) & (z < HIGH - 1e-4)][::1000]
    exp = np.exp(inside)
    inverse = 1 / (exp + 1)
    assert inverse.dtype == np.float32 and (0 < inverse).all() and (inverse < np.finfo("float32").tiny).all()
    np.testing.assert_allclose(inverse * exp, 1, rtol=1e-6)
    assert (tf.math.reciprocal(tf.constant(exp + 1)).numpy() == 0).all(), REWRITE + "subnormal numbers are kept"


def test_the_nan_is_zero_times_infinity():
    z = tf.constant(100.0)
    assert np.isinf(tf.exp(z)) and tf.math.reciprocal(tf.exp(z) + 1.0).numpy() == 0
    assert np.isnan(value_and_gradient(my_softplus, z)[1])


def test_in_float64_the_same_interval_lies_further_out():
    z = np.arange(705, 712, 0.001)
    _, gradient = value_and_gradient(my_softplus, tf.constant(z))
    zero = z[gradient.numpy() == 0]
    np.testing.assert_allclose([zero.min(), zero.max()], [1022 * np.log(2), 1024 * np.log(2)], atol=2e-3)


def test_the_figure_shows_what_float64_numpy_says(programs):
    program = programs["autodiff/stability/figure.py"]
    collect = (
        "import json\n"
        "lines = [line.get_xydata().tolist() for axes in figure.axes for line in axes.lines]\n"
        "labels = [line.get_label() for axes in figure.axes for line in axes.lines]\n"
        "print(json.dumps([labels, lines]))\n"
    )
    result = fresh.run((*program.steps, ("collect.py", collect)))[1]
    labels, lines = json.loads(result.text)
    assert labels == ["log(exp(z) + 1)", "tf.nn.softplus(z)"] * 2
    z = np.linspace(86, 90, 401)
    value, gradient = np.logaddexp(0, z), sigmoid(z)
    expected = [
        np.where(z < HIGH, value, np.nan),
        value,
        np.where(z < LOW, gradient, np.where(z < HIGH, 0, np.nan)),
        gradient,
    ]
    for line, y in zip(lines, expected, strict=True):
        np.testing.assert_allclose(line, np.stack([z, y], axis=1), atol=1e-3)


def test_the_length_of_no_vector_has_no_gradient_in_tensorflow():
    x = tf.constant([0.0, 0.0])
    assert np.isnan(value_and_gradient(tf.norm, x)[1]).all(), "rewrite the exercise of autodiff/stability"
