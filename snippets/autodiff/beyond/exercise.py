"""The second derivatives of f are a matrix of two rows and two columns."""

import tensorflow as tf

w = tf.Variable([5.0, 3.0])
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        z = 3 * w[0] ** 2 + 2 * w[0] * w[1]
    gradient = inner.gradient(z, w)
print(gradient.numpy())
print(outer.jacobian(gradient, w).numpy())
