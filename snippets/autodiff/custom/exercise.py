"""The identity, with a gradient that never leaves the range -1 to 1."""

import tensorflow as tf


@tf.custom_gradient
def clip_gradient(x):
    def gradients(grad):
        return tf.clip_by_value(grad, -1.0, 1.0)

    return tf.identity(x), gradients


x = tf.Variable([-3.0, 0.1, 5.0])
with tf.GradientTape() as tape:
    y = clip_gradient(x)
    loss = tf.reduce_sum(y**2)
print(y.numpy())
print(tape.gradient(loss, x).numpy())
