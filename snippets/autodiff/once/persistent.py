"""A persistent tape answers as often as it is asked."""

# --8<-- [start:persistent]
import tensorflow as tf


def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


w1, w2 = tf.Variable(5.0), tf.Variable(3.0)
with tf.GradientTape(persistent=True) as tape:
    z = f(w1, w2)
print(tape.gradient(z, w1).numpy())
print(tape.gradient(z, w2).numpy())
del tape
# --8<-- [end:persistent]
