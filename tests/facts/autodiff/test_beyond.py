import numpy as np
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
