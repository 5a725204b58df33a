import keras
import numpy as np
import pytest
import tensorflow as tf


def test_the_gradient_of_a_vector_is_the_sum_of_the_rows_of_its_jacobian(rng):
    kernel = rng.normal(size=(3, 4))
    x = tf.Variable(rng.normal(size=3))
    with tf.GradientTape(persistent=True) as tape:
        y = tf.tanh(tf.linalg.matvec(kernel, x, transpose_a=True))
    right = (1 - np.tanh(kernel.T @ x.numpy()) ** 2)[:, None] * kernel.T
    np.testing.assert_allclose(tape.jacobian(y, x), right)
    np.testing.assert_allclose(tape.gradient(y, x), right.sum(axis=0))


def test_a_jacobian_has_the_shape_of_the_result_and_then_of_the_variable(rng):
    x, w = tf.constant(rng.normal(size=(2, 3))), tf.Variable(rng.normal(size=(3, 4)))
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = x @ w
    by_w, by_x = tape.jacobian(y, w).numpy(), tape.jacobian(y, x).numpy()
    # y[n, j] = Σ x[n, i] w[i, j]
    np.testing.assert_allclose(by_w, np.einsum("ni,jk->njik", x, np.eye(4)))
    np.testing.assert_allclose(by_x, np.einsum("ij,nm->njmi", w, np.eye(2)))
    assert not by_x[0, :, 1].any() and not by_x[1, :, 0].any()
    np.testing.assert_array_equal(tape.batch_jacobian(y, x), by_x[[0, 1], :, [0, 1]])


def test_the_second_derivative_needs_the_first_inside_the_outer_tape():
    v = tf.Variable(3.0)
    for inside in (True, False):
        with tf.GradientTape() as outer:
            with tf.GradientTape() as inner:
                y = v**3
            if inside:
                first = inner.gradient(y, v)
        if not inside:
            first = inner.gradient(y, v)
        second = outer.gradient(first, v)
        assert first.numpy() == 27
        assert second.numpy() == 18 if inside else second is None


@pytest.mark.parametrize("options, passes", [({}, 1), ({"experimental_use_pfor": False}, 50)])
def test_a_jacobian_calls_a_gradient_function_once_unless_it_is_told_to_loop(options, passes):
    calls = []

    @tf.custom_gradient
    def cube(x):
        return x**3, lambda grad: [calls.append(1), 3 * x**2 * grad][1]

    x = tf.Variable(np.linspace(1, 2, 50))
    with tf.GradientTape(persistent=True) as tape:
        y = cube(x)
    np.testing.assert_allclose(tape.jacobian(y, x, **options), np.diag(3 * x.numpy() ** 2))
    assert len(calls) == passes


@pytest.mark.parametrize("vectorized, shapes", [(True, {(7,), (7, 7)}), (False, {(7,)})])
def test_a_vectorized_jacobian_has_an_axis_for_the_components_in_its_intermediate_results(
    vectorized, shapes
):
    @tf.function
    def jacobian(x):
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(x)
            y = tf.tanh(tf.sin(x))
        return tape.jacobian(y, x, experimental_use_pfor=vectorized)

    graph = jacobian.get_concrete_function(tf.TensorSpec([7])).graph
    inner = [graph, *(graph._get_function(name).graph for name in graph._functions)]
    found = {
        tuple(each.outputs[0].shape)
        for one in inner
        for each in one.get_operations()
        if each.type == "TanhGrad"
    }
    assert found == shapes


def test_batch_jacobian_is_silently_wrong_when_examples_mix(rng):
    x = tf.constant(rng.normal(size=(2, 3)))
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = x - tf.reduce_mean(x, axis=0)
    # by hand: an example counts half in the mean of two
    right = np.broadcast_to(np.eye(3) / 2, (2, 3, 3))
    np.testing.assert_allclose(tape.jacobian(y, x).numpy()[[0, 1], :, [0, 1]], right)
    np.testing.assert_allclose(tape.batch_jacobian(y, x), np.zeros((2, 3, 3)), atol=1e-12)


@pytest.mark.parametrize("training, right", [(False, True), (True, False)])
def test_batch_normalization_mixes_examples_in_training_alone(rng, training, right):
    x = tf.constant(rng.normal(size=(4, 2)), tf.float32)
    layer = keras.layers.BatchNormalization()
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = layer(x, training=training)
    own = tape.jacobian(y, x).numpy()[range(4), :, range(4)]
    assert np.allclose(tape.batch_jacobian(y, x), own, atol=1e-3) == right


def test_an_output_is_picked_inside_the_tape():
    z = tf.Variable([1.0, 2.0, 3.0])
    with tf.GradientTape(persistent=True) as tape:
        p = tf.nn.softmax(z)
        inside = p[2]
    right = np.exp([1, 2, 3]) / np.exp([1, 2, 3]).sum()
    np.testing.assert_allclose(tape.gradient(inside, z), right[2] * ([0, 0, 1] - right), rtol=1e-5)
    np.testing.assert_allclose(tape.jacobian(p, z)[2], right[2] * ([0, 0, 1] - right), rtol=1e-5)
    np.testing.assert_allclose(tape.gradient(p, z), np.zeros(3), atol=1e-6)
    assert tape.gradient(p[2], z) is None


@pytest.mark.parametrize("optimizer, grows", [("SGD", True), ("Adam", False)])
def test_with_sgd_a_batch_ten_times_as_large_makes_an_update_ten_times_as_large(optimizer, grows):
    updates = []
    for size in (1, 10):
        w = keras.Variable(2.0)
        with tf.GradientTape() as tape:
            losses = (w * tf.ones(size) - 1.0) ** 2
        getattr(keras.optimizers, optimizer)(0.01).apply_gradients(
            [(tape.gradient(losses, w.value), w)]
        )
        updates.append(2 - float(w))
    assert updates[1] / updates[0] == pytest.approx(10 if grows else 1, rel=1e-3)


@pytest.mark.parametrize(
    "wrap", [lambda f: f, tf.function, tf.function(jit_compile=True)], ids=["eager", "graph", "XLA"]
)
def test_nested_tapes_give_the_hessian_in_every_mode(wrap, rng):
    a = rng.normal(size=(3, 3))

    def hessian(x):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                y = tf.reduce_sum(x * tf.linalg.matvec(a, x))
            gradient = inner.gradient(y, x)
        return outer.jacobian(gradient, x)

    np.testing.assert_allclose(wrap(hessian)(tf.constant(rng.normal(size=3))), a + a.T)
