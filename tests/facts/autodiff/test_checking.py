import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.autodiff.checking.checking import check_gradients


def gradient_times(factor):
    """v³ with a gradient that is wrong by a factor."""

    @tf.custom_gradient
    def cube(v):
        return v**3, lambda grad: grad * factor * 3 * v**2

    return cube


RIGHT = [
    (lambda w1, w2: 3 * w1**2 + 2 * w1 * w2, (5.0, 3.0)),
    (lambda v: v**3, (3,)),
    (lambda x: tf.reduce_sum(tf.nn.softmax(x)[0] ** 2), (np.arange(6.0).reshape(2, 3),)),
    (
        lambda w, x: tf.reduce_mean(tf.tanh(x @ w)),
        (np.eye(3), np.linspace(-1, 1, 12).reshape(4, 3)),
    ),
    (
        lambda table: tf.reduce_sum(tf.gather(table, [0, 2, 2]) ** 2),
        (np.arange(6.0).reshape(3, 2),),
    ),
    (lambda x, unused: x**2, (2.0, 7.0)),
]


@pytest.mark.parametrize("function, points", RIGHT)
def test_right_gradients_pass(function, points):
    assert check_gradients(function, *points) < 1e-6


@pytest.mark.parametrize("factor, error", [(1.001, 1e-3), (1.5, 0.5), (-1.0, 2.0), (0.0, 1.0)])
def test_the_error_of_a_wrong_gradient_is_measured(factor, error):
    assert check_gradients(gradient_times(factor), 3.0) == pytest.approx(error, rel=1e-4)


def test_one_wrong_element_among_many_is_found():
    @tf.custom_gradient
    def total(x):
        return tf.reduce_sum(
            x
        ), lambda grad: grad * tf.constant([[1.0, 1.0], [1.0, 2.0]], tf.float64)

    assert check_gradients(total, np.ones((2, 2))) == pytest.approx(1)


def test_a_blocked_gradient_is_found():
    assert check_gradients(lambda x: x + tf.stop_gradient(x), 1.0) == pytest.approx(0.5)
    assert check_gradients(lambda x: tf.stop_gradient(x), 1.0) == pytest.approx(1)


def test_a_nan_does_not_pass():
    assert not check_gradients(lambda x: tf.norm(x), np.zeros(2)) < 1e-6
    assert not check_gradients(lambda x, y: x + tf.norm(y), 1.0, np.zeros(2)) < 1e-6


def test_a_random_function_does_not_pass():
    tf.random.set_seed(42)
    assert not check_gradients(lambda x: tf.reduce_sum(tf.nn.dropout(x, 0.5)), np.ones(8)) < 1e-6


def test_a_function_that_returns_a_vector_is_refused():
    with pytest.raises(ValueError) as error:
        check_gradients(lambda x: x**2, np.ones(3))
    assert str(error.value).endswith("Received: shape=(3,)")


def test_the_points_are_left_as_they_were():
    point = np.ones(3)
    check_gradients(lambda x: tf.reduce_sum(x**2), point)
    np.testing.assert_array_equal(point, np.ones(3))


@pytest.mark.parametrize("function, points", RIGHT[:4])
def test_tensorflows_own_check_agrees(function, points):
    points = [np.asarray(point, "float64") for point in points]
    pair = tf.test.compute_gradient(function, points)
    for by_tape, by_difference in zip(*pair, strict=True):
        np.testing.assert_allclose(by_tape, by_difference, atol=1e-5)


def test_the_error_of_a_central_difference_falls_with_the_square_of_the_step():
    def errors(h):
        one_sided = (np.exp(1 + h) - np.exp(1)) / h
        central = (np.exp(1 + h) - np.exp(1 - h)) / (2 * h)
        return np.abs(np.array([one_sided, central]) - np.exp(1))

    np.testing.assert_allclose(errors(1e-2) / errors(1e-3), [10, 100], rtol=0.02)


LAYER = keras.layers.Dropout(0.5, seed=42, dtype="float64")
SAME = {
    "an integer seed in keras.random": lambda x: keras.random.dropout(x, 0.5, seed=42),
    "a stateless function": lambda x: tf.nn.experimental.stateless_dropout(x, 0.5, seed=(4, 2)),
    "switched off": lambda x: LAYER(x, training=False),
}
NEXT = {
    "the seed of a layer": lambda x: LAYER(x, training=True),
    "the seed of an operation": lambda x: tf.nn.dropout(x, 0.5, seed=42),
    "a seed set before": lambda x: keras.random.dropout(x, 0.5),
}


@pytest.mark.parametrize("way", SAME)
def test_a_random_function_passes_if_every_call_draws_the_same(way):
    assert check_gradients(lambda x: tf.reduce_sum(SAME[way](x)), np.ones(16)) < 1e-6


@pytest.mark.parametrize("way", NEXT)
def test_a_seed_that_is_set_once_does_not_make_a_random_function_pass(way):
    keras.utils.set_random_seed(42)
    tf.random.set_seed(42)
    assert not check_gradients(lambda x: tf.reduce_sum(NEXT[way](x)), np.ones(16)) < 0.1


@pytest.mark.parametrize("dtype, passes", [("float64", True), (None, False)])
def test_a_keras_layer_passes_if_it_is_made_with_float64(dtype, passes):
    keras.utils.set_random_seed(42)
    layer = keras.layers.Dense(4, "tanh", dtype=dtype)
    error = check_gradients(
        lambda x: tf.cast(tf.reduce_sum(layer(x) ** 2), "float64"), np.ones((2, 3))
    )
    assert (error < 1e-6) == passes


@pytest.mark.parametrize(
    "z, passes", [(0.0, False), (0.5e-5, False), (-0.5e-5, False), (2e-5, True), (-2e-5, True)]
)
def test_relu_passes_at_points_farther_from_its_corner_than_the_step(z, passes):
    assert (check_gradients(tf.nn.relu, z) < 1e-6) == passes


def test_in_float32_a_small_step_is_useless_at_88_and_a_large_one_exposes_the_zero():
    from snippets.autodiff.stability.stability import my_softplus

    z = tf.constant(88.0)
    slopes = {
        step: float((my_softplus(z + step) - my_softplus(z - step)) / (2 * step))
        for step in (1e-5, 0.25)
    }
    assert abs(slopes[1e-5] - 1) > 0.1 and slopes[0.25] == 1


def test_the_check_of_the_exercise_passes(programs):
    solution = {}
    exec(programs["autodiff/checking/exercise.py"].code, solution)
    assert check_gradients(solution["distance"], 3.0, 4.0) < 1e-6


@pytest.mark.parametrize("shape", [(5,), (), (3, 1)])
def test_a_gradient_of_the_wrong_shape_is_refused(shape):
    function = tf.custom_gradient(
        lambda x: (tf.reduce_sum(x), lambda grad: tf.ones(shape, tf.float64))
    )
    with pytest.raises(
        tf.errors.InvalidArgumentError, match="is not compatible with expected shape"
    ):
        check_gradients(function, np.ones(3))
