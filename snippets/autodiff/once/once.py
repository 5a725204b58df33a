"""A second call of gradient() on the same tape is refused."""

# --8<-- [start:tape]
import tensorflow as tf


def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


w1, w2 = tf.Variable(5.0), tf.Variable(3.0)
with tf.GradientTape() as tape:
    z = f(w1, w2)
print(tape.gradient(z, w1).numpy())
# --8<-- [end:tape]
# --8<-- [start:second]
print(tape.gradient(z, w2).numpy())
# --8<-- [end:second]
