"""A step below the spacing of the numbers is lost, and so is the change."""

# --8<-- [start:zero]
import tensorflow as tf


def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


w1, w2, eps = tf.constant(5.0), tf.constant(3.0), 1e-7
print((w1 + eps == w1).numpy())
print(((f(w1 + eps, w2) - f(w1, w2)) / eps).numpy())
# --8<-- [end:zero]
