"""One backward pass over a tape gives the derivative of every parameter."""

# --8<-- [start:tape]
import tensorflow as tf


def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


w1, w2 = tf.Variable(5.0), tf.Variable(3.0)
with tf.GradientTape() as tape:
    z = f(w1, w2)

gradients = tape.gradient(z, [w1, w2])
print([float(gradient) for gradient in gradients])
# --8<-- [end:tape]
