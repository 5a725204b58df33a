"""A step of Newton's method needs the Jacobian of the gradient."""

import tensorflow as tf

LAMBDA = 0.01


def objective(w, x, y, softplus):
    losses = softplus(-y * tf.linalg.matvec(x, w))
    return tf.reduce_mean(losses) + LAMBDA / 2 * tf.reduce_sum(w[:-1] ** 2)


# --8<-- [start:answer]
def newton_step(w, x, y):
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            loss = objective(w, x, y, tf.nn.softplus)
        g = inner.gradient(loss, w)
    H = outer.jacobian(g, w)
    w.assign_sub(tf.linalg.solve(H, g[:, None])[:, 0])
# --8<-- [end:answer]
