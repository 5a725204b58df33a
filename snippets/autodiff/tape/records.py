"""A tape records what is executed, not what is written."""

# --8<-- [start:records]
import tensorflow as tf


def g(w):
    return w**2 if w > 0 else -w


unused = tf.Variable(1.0, name="unused")
constant = tf.constant(1.0)
for start in [3.0, -3.0]:
    w = tf.Variable(start, name="w")
    with tf.GradientTape() as tape:
        z = g(w) + constant
    watched = [variable.name for variable in tape.watched_variables()]
    print(f"w = {start}: gradient {tape.gradient(z, w):.1f}, {watched}")
# --8<-- [end:records]
