"""Softplus with a gradient of its own, and softplus that is right forward and backward."""

import keras
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
    return np.concatenate(
        [np.linspace(-1000, 1000, 20001), np.linspace(-100, 100, 20001), tiny]
    ).astype(dtype)


@pytest.mark.parametrize("wrap", [lambda function: function, tf.function], ids=["eager", "graph"])
@pytest.mark.parametrize("dtype, precision", [("float32", 1e-6), ("float64", 1e-13)])
@pytest.mark.parametrize("softplus", [stable_softplus, tf.nn.softplus])
def test_stable_softplus_equals_a_float64_reference_from_minus_1000_to_1000(
    softplus, dtype, precision, wrap
):
    z = numbers(dtype)
    # below the smallest normal number, a result of 0 is as good as it gets
    tiny = float(np.finfo(dtype).tiny)
    for mine, right in zip(value_and_gradient(wrap(softplus), z), reference(z), strict=True):
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
    assert (gradient[z == 0] == 1).all(), (
        "rewrite the page autodiff/custom: the gradient of max(z, 0) at 0 changed"
    )


def test_tf_where_alone_lets_the_nan_through_and_inside_a_custom_gradient_it_is_enough():
    def one_where(z):
        return tf.where(z > 30, z, tf.math.log(tf.exp(z) + 1))

    @tf.custom_gradient
    def inside(z):
        exp = tf.exp(z)
        return tf.where(z > 30, z, tf.math.log(exp + 1)), lambda grad: grad / (1 + 1 / exp)

    value, gradient = value_and_gradient(one_where, 100.0)
    assert value == 100 and np.isnan(gradient), (
        "rewrite the page autodiff/custom: one tf.where is enough now"
    )
    assert value_and_gradient(inside, 100.0) == (100, 1)


EAGER, GRAPH, XLA = lambda function: function, tf.function, tf.function(jit_compile=True)


def gradients_in_every_mode(function, z):
    """In eager mode, in a `tf.function` and compiled by XLA."""

    def gradient(z):
        with tf.GradientTape() as tape:
            tape.watch(z)
            y = function(z)
        return tape.gradient(y, z)

    return [float(wrap(gradient)(tf.constant(z))) for wrap in (EAGER, GRAPH, XLA)]


GUARDED = [
    # one tf.where, where it is to guard, the gradients in eager mode, graph and XLA
    (lambda x: tf.where(x > 0, tf.sqrt(x), 0.0), 0.0, [0, 0, np.nan]),
    (lambda x: tf.where(x > 0, tf.sqrt(x), 0.0), -1.0, [0, 0, np.nan]),
    (lambda x: tf.where(x > 0, tf.math.rsqrt(x), 0.0), 0.0, [0, 0, np.nan]),
    (lambda x: tf.where(x > 0, tf.norm([x, x]), 0.0), 0.0, [0, 0, np.nan]),
    (lambda x: tf.where(x > 0, keras.ops.sqrt(x), 0.0), 0.0, [0, 0, np.nan]),
    (lambda x: tf.where(x > 0, x**0.5, 0.0), 0.0, [np.nan] * 3),
    (lambda x: tf.where(x > 0, 1 / x, 1.0), 0.0, [np.nan] * 3),
    (lambda x: tf.where(x > 0, tf.math.log(x), 0.0), 0.0, [np.nan] * 3),
    (lambda x: tf.where(x > 30, x, tf.exp(x)), 100.0, [np.nan] * 3),
]


@pytest.mark.parametrize("function, at, gradients", GUARDED)
def test_one_tf_where_fails_in_every_mode_but_for_square_roots_which_fail_in_xla_alone(
    function, at, gradients
):
    np.testing.assert_array_equal(gradients_in_every_mode(function, at), gradients)


@pytest.mark.parametrize("x, right", [(-1.0, 0.0), (0.0, 0.0), (4.0, 0.25)])
def test_two_tf_wheres_guard_a_square_root_in_every_mode(programs, x, right):
    namespace = {}
    exec(programs["autodiff/custom/compiled.py"].code, namespace)
    assert gradients_in_every_mode(namespace["two_wheres"], x) == [right] * 3


@pytest.mark.parametrize(
    "wheres, jit_compile, spoiled",
    [(1, False, False), (1, True, True), (2, False, False), (2, True, False)],
)
def test_one_tf_where_around_a_square_root_spoils_the_weights_in_a_compiled_fit_alone(
    wheres, jit_compile, spoiled
):
    class Root(keras.layers.Layer):
        def call(self, inputs):
            safe = tf.where(inputs > 0, inputs, 1.0) if wheres == 2 else inputs
            return tf.where(inputs > 0, tf.sqrt(safe), 0.0)

    model = keras.Sequential(
        [
            keras.Input((1,)),
            keras.layers.Dense(1, kernel_initializer="ones", use_bias=False),
            Root(),
        ]
    )
    model.compile(loss="mse", optimizer="sgd", jit_compile=jit_compile)
    model.fit(np.array([[0.0], [1.0], [4.0]]), np.array([[0.0], [2.0], [4.0]]), epochs=2, verbose=0)
    assert np.isnan(model.get_weights()[0]).all() == spoiled


@pytest.mark.parametrize(
    "function, gradient",
    [
        (lambda z: tf.maximum(z, 0.0), 1),
        (lambda z: tf.maximum(0.0, z), 0),
        (tf.nn.relu, 0),
        (tf.abs, 0),
    ],
)
def test_of_two_equal_values_maximum_gives_the_first_all_of_the_gradient_in_every_mode(
    function, gradient
):
    assert gradients_in_every_mode(function, 0.0) == [gradient] * 3


@pytest.mark.parametrize("z", [-3e38, -1e-45, 0.0, 1e-45, 3e38])
def test_stable_softplus_has_no_nan_and_no_inf_for_any_finite_number_in_any_mode(z):
    assert gradients_in_every_mode(stable_softplus, z) == pytest.approx([reference(z)[1]] * 3)
    assert np.isfinite(stable_softplus(tf.constant(z)))


@pytest.mark.parametrize("dtype, precision", [("float16", 0.003), ("bfloat16", 0.03)])
def test_stable_softplus_is_right_in_half_precision(dtype, precision):
    z = tf.cast(np.linspace(-1000, 1000, 4001), dtype)
    right = reference(tf.cast(z, "float64"))
    for mine, correct in zip(value_and_gradient(stable_softplus, z), right, strict=True):
        np.testing.assert_allclose(mine.astype("float64"), correct, rtol=precision, atol=precision)


@pytest.mark.parametrize("softplus", [keras.activations.softplus, keras.ops.softplus])
def test_the_softplus_of_keras_equals_a_float64_reference(softplus):
    z = numbers("float32")
    for mine, right in zip(value_and_gradient(softplus, z), reference(z), strict=True):
        np.testing.assert_allclose(mine, right, rtol=1e-6, atol=2e-38)


# Functions with a gradient of one's own.

X = np.array([1.0, 2.0], "float32")


def gradients_of(function, *sources):
    with tf.GradientTape() as tape:
        tape.watch(
            [source for source in sources if not isinstance(source, (tf.Variable, keras.Variable))]
        )
        y = function()
    return tape.gradient(
        y, [source.value if isinstance(source, keras.Variable) else source for source in sources]
    )


@pytest.mark.parametrize("new_variable", [tf.Variable, keras.Variable])
def test_a_variable_that_is_read_is_refused_and_accepted_with_an_argument_variables(new_variable):
    w, x = new_variable(3.0), tf.constant(X)

    @tf.custom_gradient
    def refused(x):
        return x * w, lambda grad: grad * w

    @tf.custom_gradient
    def accepted(x):
        def gradients(grad, variables=None):
            assert len(variables) == 1
            return grad * w, [tf.reduce_sum(grad * x)]

        return x * w, gradients

    message = r"@tf\.custom_gradient grad_fn must accept keyword argument 'variables'"
    for wrap in (EAGER, GRAPH):
        with pytest.raises(TypeError, match=message):
            wrap(lambda: refused(x))()
    by_x, by_w = gradients_of(lambda: accepted(x), x, w)
    np.testing.assert_array_equal(by_x, [3, 3])
    assert float(by_w) == X.sum()


@pytest.mark.parametrize("wrap", [EAGER, GRAPH], ids=["eager", "graph"])
def test_a_variable_that_is_not_trainable_may_be_read(wrap):
    w, x = tf.Variable(3.0, trainable=False), tf.constant(X)
    function = tf.custom_gradient(lambda x: (x * w, lambda grad: grad * w))
    np.testing.assert_array_equal(wrap(lambda: gradients_of(lambda: function(x), x))()[0], [3, 3])


@tf.custom_gradient
def scaled(x, w):
    return x * w, lambda grad: (grad * w, tf.reduce_sum(grad * x))


class Scale(keras.layers.Layer):
    def __init__(self, convert):
        super().__init__()
        self.convert = convert

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(), initializer="ones")

    def call(self, inputs):
        return scaled(inputs, tf.convert_to_tensor(self.kernel) if self.convert else self.kernel)


def test_a_weight_of_keras_is_passed_as_a_tensor_and_refused_as_it_is():
    layer = Scale(convert=True)
    with tf.GradientTape() as tape:
        y = layer(X)
    assert [float(gradient) for gradient in tape.gradient(y, layer.trainable_variables)] == [
        X.sum()
    ]
    with pytest.raises(TypeError, match="grad_fn must accept keyword argument 'variables'"):
        Scale(convert=False)(X)


@pytest.mark.parametrize("jit_compile", [False, True])
def test_fit_trains_a_weight_that_is_passed_as_a_tensor(jit_compile):
    model = keras.Sequential([keras.Input((1,)), Scale(convert=True)])
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1), jit_compile=jit_compile)
    model.fit(np.ones((4, 1)), np.zeros((4, 1)), verbose=0)
    np.testing.assert_allclose(model.get_weights(), [1 - 0.1 * 2], rtol=1e-6)


@tf.custom_gradient
def own(x, y=1.0):
    return 2 * x + y, lambda grad: (100 * grad, 200 * grad)


def test_only_positional_arguments_get_the_gradient_that_is_given():
    x, y = tf.constant(2.0), tf.constant(3.0)
    assert [float(each) for each in gradients_of(lambda: own(x, y), x, y)] == [100, 200]
    assert [float(each) for each in gradients_of(lambda: own(x=x, y=y), x, y)] == [2, 1]
    for call in (lambda: own(x, y=y), lambda: own(x)):
        with pytest.raises(
            ValueError,
            match=r"^custom_gradient function expected to return 1 gradients, "
            r"but returned 2 instead",
        ):
            gradients_of(call, x, y)


def test_in_a_tf_function_keyword_arguments_are_an_error():
    x, y = tf.constant(2.0), tf.constant(3.0)
    with pytest.raises(ValueError, match="The custom_gradient decorator currently supports"):
        tf.function(lambda: gradients_of(lambda: own(x=x, y=y), x, y))()


def test_a_tensor_from_outside_gets_none_and_as_an_argument_its_gradient():
    w, x = tf.Variable(3.0), tf.constant(X)

    def closed_over():
        w2 = 2 * w
        function = tf.custom_gradient(lambda x: (x * w2, lambda grad: grad * w2))
        return function(x)

    by_x, by_w = gradients_of(closed_over, x, w)
    np.testing.assert_array_equal(by_x, [6, 6])
    assert by_w is None
    by_x, by_w = gradients_of(lambda: scaled(x, 2 * w), x, w)
    np.testing.assert_array_equal(by_x, [6, 6])
    assert float(by_w) == 2 * X.sum()


@pytest.mark.parametrize("wrap", [EAGER, GRAPH], ids=["eager", "graph"])
def test_a_gradient_of_the_wrong_shape_is_no_error_and_one_too_many_is(wrap):
    x = tf.constant([1.0, 2.0, 3.0])
    longer = tf.custom_gradient(lambda x: (tf.reduce_sum(x), lambda grad: tf.ones(5)))
    assert wrap(lambda: gradients_of(lambda: longer(x), x))()[0].shape == (5,)
    two = tf.custom_gradient(lambda x: (tf.reduce_sum(x), lambda grad: (grad, grad)))
    with pytest.raises((ValueError, tf.errors.InternalError)):
        wrap(lambda: gradients_of(lambda: two(x), x))()


def second_derivative(function, z):
    z = tf.constant(z)
    with tf.GradientTape() as outer:
        outer.watch(z)
        with tf.GradientTape() as inner:
            inner.watch(z)
            y = function(z)
        first = inner.gradient(y, z)
    return outer.gradient(first, z).numpy()


@pytest.mark.parametrize("jit_compile", [None, False, True])
def test_the_second_derivative_is_right_far_out_for_the_stable_softplus_only(jit_compile):
    def twice(softplus, z):
        if jit_compile is None:
            return second_derivative(softplus, z)
        compiled = tf.function(lambda z: softplus(z), jit_compile=jit_compile)
        return second_derivative(compiled, z)

    z = np.array([-1000, -100, -20, -1, 0, 1, 20, 88, 89, 100, 1000], "float32")
    _, slope = reference(z)
    for softplus in (stable_softplus, tf.nn.softplus):
        np.testing.assert_allclose(twice(softplus, z), slope * (1 - slope), atol=1e-6)
    assert np.isnan(twice(my_better_softplus, z))[[1, 8, 9, 10]].all()
    np.testing.assert_allclose(twice(my_better_softplus, z[3:6]), (slope * (1 - slope))[3:6], 1e-4)
