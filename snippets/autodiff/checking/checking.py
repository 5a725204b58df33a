"""Compare the gradients of the tape with central differences."""

# --8<-- [start:check]
import numpy as np
import tensorflow as tf


def check_gradients(function, *points, step=1e-5):
    """Return the largest error of the gradients of function at points."""
    points = [np.array(point, dtype="float64") for point in points]
    tensors = [tf.constant(point) for point in points]
    with tf.GradientTape() as tape:
        tape.watch(tensors)
        value = function(*tensors)
    if value.shape != ():
        raise ValueError(
            f"function must return a scalar. Received: shape={value.shape}"
        )
    gradients = tape.gradient(
        value, tensors, unconnected_gradients=tf.UnconnectedGradients.ZERO
    )
    errors = []
    for point, gradient in zip(points, gradients):
        gradient = tf.ensure_shape(gradient, point.shape).numpy()
        for index in np.ndindex(point.shape):
            values = []
            for sign in [1, -1]:
                moved = point.copy()
                moved[index] += sign * step
                at = [moved if p is point else p for p in points]
                values.append(function(*map(tf.constant, at)).numpy())
            slope = (values[0] - values[1]) / (2 * step)
            error = abs(gradient[index] - slope)
            errors.append(error / max(1.0, abs(slope)))
    return np.max(errors)


# --8<-- [end:check]
if __name__ == "__main__":
    # --8<-- [start:use]
    def f(w1, w2):
        return 3 * w1**2 + 2 * w1 * w2

    print("f:       ", check_gradients(f, 5.0, 3.0) < 1e-6)
    print("softplus:", check_gradients(tf.nn.softplus, 2.0) < 1e-6)
    # --8<-- [end:use]
    # --8<-- [start:loss]
    x = tf.random.stateless_normal((8, 3), seed=[4, 2], dtype="float64")

    def loss(w, b):
        return tf.reduce_mean((tf.tanh(x @ w + b) - 0.5) ** 2)

    w = np.random.default_rng(42).normal(size=(3, 2))
    print("loss:    ", check_gradients(loss, w, np.zeros(2)) < 1e-6)
    # --8<-- [end:loss]
