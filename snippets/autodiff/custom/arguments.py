"""A variable that is an argument of the function gets its own gradient."""

# --8<-- [start:arguments]
import tensorflow as tf


@tf.custom_gradient
def scaled(x, w):
    def gradients(grad):
        return grad * w, tf.reduce_sum(grad * x)

    return x * w, gradients


x, w = tf.constant([1.0, 2.0]), tf.Variable(3.0)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = scaled(x, w)
print([gradient.numpy().tolist() for gradient in tape.gradient(y, [x, w])])
# --8<-- [end:arguments]
