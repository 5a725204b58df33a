"""The usual shifted softplus has a wrong gradient at exactly 0."""

import tensorflow as tf


def usual_softplus(z):
    return tf.maximum(z, 0.0) + tf.math.log1p(tf.exp(-tf.abs(z)))


z = tf.Variable([-0.001, 0.0, 0.001])
with tf.GradientTape() as tape:
    y = usual_softplus(z)
print("value:   ", y.numpy().round(4))
print("gradient:", tape.gradient(y, z).numpy().round(4))
