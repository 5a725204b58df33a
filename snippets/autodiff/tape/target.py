"""A target that no tape recorded is an error when it is no tensor."""

# --8<-- [start:target]
import tensorflow as tf

w = tf.Variable(3.0)
with tf.GradientTape() as tape:
    z = w**2
tape.gradient(z.numpy(), w)
# --8<-- [end:target]
