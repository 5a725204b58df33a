"""A wrong custom gradient is right at 0 and is caught at 1."""

# --8<-- [start:wrong]
import tensorflow as tf


@tf.custom_gradient
def wrong_softplus(z):
    exp = tf.exp(z)

    def gradients(grad):
        return grad / (1.0 + exp)

    return tf.math.log(exp + 1.0), gradients


# --8<-- [end:wrong]
# --8<-- [start:compare]
def compare(function, number, dtype=tf.float64, step=1e-5):
    z = tf.constant(number, dtype)
    with tf.GradientTape() as tape:
        tape.watch(z)
        y = function(z)
    slope = (function(z + step) - function(z - step)) / (2 * step)
    print(f"{number}: tape {tape.gradient(y, z):.4f}, slope {slope:.4f}")


for number in [0.0, 1.0]:
    compare(wrong_softplus, number)
# --8<-- [end:compare]
