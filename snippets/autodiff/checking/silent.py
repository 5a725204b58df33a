"""A check in float64 does not see what fails in float32."""

# --8<-- [start:silent]
import tensorflow as tf


def my_softplus(z):
    return tf.math.log(tf.exp(z) + 1.0)


def compare(function, number, dtype=tf.float64, step=1e-5):
    z = tf.constant(number, dtype)
    with tf.GradientTape() as tape:
        tape.watch(z)
        y = function(z)
    slope = (function(z + step) - function(z - step)) / (2 * step)
    print(f"{number}: tape {tape.gradient(y, z):.4f}, slope {slope:.4f}")


compare(my_softplus, 88.0)
compare(my_softplus, 88.0, dtype=tf.float32, step=0.25)
# --8<-- [end:silent]
