"""tf.where picks the right value and still lets the nan through."""

# --8<-- [start:one]
import tensorflow as tf


def one_where(z):
    return tf.where(z > 30, z, tf.math.log(tf.exp(z) + 1.0))


def two_wheres(z):
    safe = tf.where(z > 30, 0.0, z)
    return tf.where(z > 30, z, tf.math.log(tf.exp(safe) + 1.0))


for softplus in [one_where, two_wheres]:
    z = tf.Variable(100.0)
    with tf.GradientTape() as tape:
        y = softplus(z)
    gradient = tape.gradient(y, z).numpy()
    print(f"{softplus.__name__:10} value {y.numpy()} gradient {gradient}")
# --8<-- [end:one]
