"""The silent interval of the softplus gradient, its cause, and the figure."""

import json

import keras
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


@pytest.fixture(scope="module", params=["eager", "graph", "XLA"])
def measure(request):
    """A function: value and gradient, as arrays, of a softplus at every number of an array."""

    def run(function, z):
        differentiate = value_and_gradient
        if request.param != "eager":
            differentiate = tf.function(value_and_gradient, jit_compile=request.param == "XLA")
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
    assert (gradient[inside] == 0).all(), (
        REWRITE + "the gradient of log(exp(z) + 1) is no longer silently 0"
    )
    np.testing.assert_allclose(
        value[inside], np.logaddexp(0, z[inside].astype("float64")), rtol=1e-6
    )
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
    assert np.isnan(gradient[above]).all() and np.isinf(value[above]).all(), (
        REWRITE + "there is no nan above 88.72"
    )


def test_the_zero_comes_from_flushing_subnormal_numbers(z):
    """The same arithmetic gives 1 in NumPy, which keeps them."""
    inside = z[(z > LOW + 1e-4) & (z < HIGH - 1e-4)][::1000]
    exp = np.exp(inside)
    inverse = 1 / (exp + 1)
    assert (
        inverse.dtype == np.float32
        and (inverse > 0).all()
        and (inverse < np.finfo("float32").tiny).all()
    )
    np.testing.assert_allclose(inverse * exp, 1, rtol=1e-6)
    assert (tf.math.reciprocal(tf.constant(exp + 1)).numpy() == 0).all(), (
        REWRITE + "subnormal numbers are kept"
    )


def test_the_nan_is_zero_times_infinity():
    z = tf.constant(100.0)
    assert np.isinf(tf.exp(z)) and tf.math.reciprocal(tf.exp(z) + 1.0).numpy() == 0
    assert np.isnan(value_and_gradient(my_softplus, z)[1])


def test_in_float64_the_same_interval_lies_further_out():
    z = np.arange(705, 712, 0.001)
    _, gradient = value_and_gradient(my_softplus, tf.constant(z))
    zero = z[gradient.numpy() == 0]
    np.testing.assert_allclose(
        [zero.min(), zero.max()], [1022 * np.log(2), 1024 * np.log(2)], atol=2e-3
    )


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
    assert np.isnan(value_and_gradient(tf.norm, x)[1]).all(), (
        "rewrite the exercise of autodiff/stability"
    )


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_arithmetic_turns_subnormal_numbers_into_zero_and_a_constant_keeps_them(dtype):
    tiny = np.finfo(dtype).tiny / 4
    x = tf.constant(tiny, dtype)
    assert x.numpy() == tiny
    for result in (
        x * 1.0,
        x + 0.0,
        tf.sqrt(x),
        tf.math.reciprocal(2 / tf.constant(2 * tiny, dtype) * 2),
    ):
        assert result.numpy() == 0
    assert np.asarray(tiny, dtype) * np.asarray(1, dtype) == tiny


@pytest.mark.parametrize("number, weights_are_nan", [(88.0, False), (100.0, True)])
def test_in_training_the_nan_reaches_loss_and_weights_and_the_zero_nothing(number, weights_are_nan):
    class Softplus(keras.layers.Layer):
        def call(self, inputs):
            return my_softplus(inputs)

    model = keras.Sequential(
        [
            keras.Input((1,)),
            keras.layers.Dense(1, kernel_initializer="ones", use_bias=False),
            Softplus(),
        ]
    )
    model.compile(loss="mse", optimizer="sgd")
    x = np.full((4, 1), number, "float32")
    losses = model.fit(x, np.ones((4, 1)), epochs=2, verbose=0).history["loss"]
    kernel = model.get_weights()[0]
    if weights_are_nan:
        assert np.isinf(losses[0]) and np.isnan(losses[1]) and np.isnan(kernel).all()
    else:
        assert losses == [(88 - 1) ** 2] * 2 and (kernel == 1).all()


@pytest.fixture
def check_numerics():
    tf.debugging.enable_check_numerics()
    yield
    tf.debugging.disable_check_numerics()


def test_check_numerics_stops_a_tf_function_and_is_refused_by_xla(check_numerics):
    z = tf.constant(100.0)
    with pytest.raises(
        tf.errors.InvalidArgumentError,
        match='Detected Infinity or NaN in output 0 of graph op "Exp"',
    ):
        tf.function(my_softplus)(z)
    with pytest.raises(
        tf.errors.InvalidArgumentError, match=r"unsupported operations.* DebugNumericSummaryV2"
    ):
        tf.function(my_softplus, jit_compile=True)(z)
    with pytest.raises(
        tf.errors.InvalidArgumentError, match=r"unsupported operations.* DebugNumericSummaryV2"
    ):
        tf.function(my_softplus, jit_compile=True)(tf.constant(1.0))


def distances(programs):
    namespace = {}
    exec(programs["autodiff/stability/distance.py"].code, namespace)
    return namespace["distance"], namespace["safe_distance"]


@pytest.mark.parametrize("jit_compile", [False, True])
@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32", "float64"])
def test_the_guarded_distance_is_right_everywhere_in_every_type_and_the_plain_one_nan_at_0(
    programs, dtype, jit_compile
):
    b = tf.cast([3.0, 4.0], dtype)

    def compiled(function):
        return tf.function(
            lambda a: value_and_gradient(lambda a: function(a, b), a), jit_compile=jit_compile
        )

    for function, at_equal in zip(distances(programs), (np.nan, 0.0), strict=True):
        both = compiled(function)
        length, gradient = both(tf.cast([0.0, 0.0], dtype))
        np.testing.assert_allclose(
            [float(length), *map(float, gradient)], [5, -0.6, -0.8], rtol=0.01
        )
        length, gradient = both(b)
        np.testing.assert_array_equal(
            [float(length), *map(float, gradient)], [0, at_equal, at_equal]
        )


@pytest.mark.parametrize(
    "norm",
    [
        tf.norm,
        keras.ops.norm,
        lambda x: tf.sqrt(tf.reduce_sum(x**2)),
        tf.math.reduce_euclidean_norm,
    ],
)
def test_other_ways_to_a_length_have_the_same_nan(norm):
    assert np.isnan(value_and_gradient(norm, tf.zeros(2))[1]).all()


def test_a_floor_under_the_square_gives_short_vectors_the_floors_length_and_fails_in_float16():
    def floor(x):
        return tf.sqrt(tf.maximum(tf.reduce_sum(x**2), 1e-12))

    length, gradient = value_and_gradient(floor, tf.constant([1e-8, 0.0]))
    np.testing.assert_allclose([float(length), *gradient], [1e-6, 0, 0])
    assert np.float16(1e-12) == 0
    assert np.isnan(value_and_gradient(floor, tf.zeros(2, "float16"))[1]).all()


@pytest.mark.parametrize("jit_compile", [False, True])
@pytest.mark.parametrize("guarded", [False, True])
def test_one_pair_of_equal_points_makes_all_weights_nan_unless_the_distance_is_guarded(
    programs, rng, guarded, jit_compile
):
    distance = distances(programs)[guarded]

    class Apart(keras.Model):
        def __init__(self):
            super().__init__()
            self.dense = keras.layers.Dense(2)

        def call(self, inputs, training=None):
            a, b = inputs
            return tf.map_fn(
                lambda pair: distance(*pair),
                (self.dense(a), self.dense(b)),
                fn_output_signature="float32",
            )

    a, b = rng.normal(size=(2, 4, 3)).astype("float32")
    b[0] = a[0]
    model = Apart()
    model.compile(loss="mse", optimizer="sgd", jit_compile=jit_compile)
    model.fit((a, b), np.ones(4), batch_size=4, verbose=0)
    assert (
        np.isnan(model.dense.get_weights()[0]).all()
        == np.isnan(model.dense.get_weights()[0]).any()
        == (not guarded)
    )


@pytest.mark.parametrize("z", np.linspace(-1000, 1000, 41))
def test_log_sigmoid_by_softplus_and_by_tensorflow_equal_numpy(z):
    for function in (lambda z: -tf.nn.softplus(-z), tf.math.log_sigmoid):
        value, gradient = value_and_gradient(function, tf.constant(z, tf.float32))
        np.testing.assert_allclose(value, -np.logaddexp(0, -z), rtol=1e-6, atol=1e-37)
        np.testing.assert_allclose(gradient, np.exp(-np.logaddexp(0, z)), rtol=1e-6, atol=1e-37)


def test_the_sigmoid_at_minus_100_is_a_subnormal_number_that_tensorflow_turns_into_zero():
    right = np.float32(1 / (1 + np.exp(100.0)))
    assert 0 < right < np.finfo("float32").tiny
    assert tf.sigmoid(-100.0).numpy() == 0


LAST = {
    "keras sigmoid": ("sigmoid", "float32", []),
    "tf.sigmoid": (tf.sigmoid, "float32", []),
    "Reshape": ("sigmoid", "float32", [keras.layers.Reshape((1,))]),
    "mixed_float16": ("sigmoid", "mixed_float16", []),
    "from_logits": (None, "mixed_float16", []),
}


@pytest.mark.parametrize("compiled", [False, True])
@pytest.mark.parametrize("last", LAST)
def test_a_wrong_probability_trains_nothing_in_fit_if_its_sigmoid_is_not_the_last_operation(
    last, compiled
):
    activation, policy, after = LAST[last]
    dense = keras.layers.Dense(1, activation=activation, kernel_initializer="ones", dtype=policy)
    model = keras.Sequential([keras.Input((1,)), dense, *after])
    loss = keras.losses.BinaryCrossentropy(from_logits=activation is None)
    model.compile(loss=loss, optimizer=keras.optimizers.SGD(0.001), jit_compile=compiled)
    model.fit(np.full((4, 1), -100.0), np.ones((4, 1)), verbose=0)
    # the derivative of the loss by the kernel is -1 times -100, or 0 where the loss clips
    expected = 1.0 if last in ("Reshape", "mixed_float16") else 0.9
    np.testing.assert_allclose(dense.kernel, [[expected]], rtol=1e-5)
