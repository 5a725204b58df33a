"""Two nested tapes give the second derivative."""

# --8<-- [start:second]
import tensorflow as tf

v = tf.Variable(3.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = v**3
    first = inner.gradient(y, v)
second = outer.gradient(first, v)
print(first.numpy(), second.numpy())
# --8<-- [end:second]
