"""Gradients with respect to constants are None unless they are watched."""

# --8<-- [start:constants]
import tensorflow as tf


def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


c1, c2 = tf.constant(5.0), tf.constant(3.0)
with tf.GradientTape() as tape:
    z = f(c1, c2)
print(tape.gradient(z, [c1, c2]))
# --8<-- [end:constants]
# --8<-- [start:watch]
with tf.GradientTape() as tape:
    tape.watch([c1, c2])
    z = f(c1, c2)
print([float(g) for g in tape.gradient(z, [c1, c2])])
# --8<-- [end:watch]
