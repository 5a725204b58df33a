"""A first derivative taken outside the outer tape has no derivative."""

import tensorflow as tf

v = tf.Variable(3.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = v**3
first = inner.gradient(y, v)
print(first.numpy(), outer.gradient(first, v))
