"""A function with a gradient of its own may not just read a variable."""

# --8<-- [start:variables]
import tensorflow as tf

w = tf.Variable(3.0)


@tf.custom_gradient
def scaled(x):
    def gradients(grad):
        return grad * w

    return x * w, gradients


scaled(tf.constant([1.0, 2.0]))
# --8<-- [end:variables]
