"""With stop_gradient a rounded weight gets the gradient of the weight."""

import tensorflow as tf


def round_through(x):
    return x + tf.stop_gradient(tf.round(x) - x)


w = tf.Variable(2.7)
for rounding in [tf.round, round_through]:
    with tf.GradientTape() as tape:
        y = rounding(w)
    print(f"{rounding.__name__:13} {y.numpy()} {tape.gradient(y, w)}")
