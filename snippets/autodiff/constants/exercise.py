"""Three derivatives are None for three reasons, and all can be repaired."""

# --8<-- [start:broken]
import numpy as np
import tensorflow as tf

a, b, c = tf.Variable(2), tf.Variable(0.5), tf.Variable(3.0)
scale = tf.exp(b)
with tf.GradientTape() as tape:
    z = tf.cast(a, tf.float32) ** 2 * scale + float(np.log(c))
print(tape.gradient(z, [a, b, c]))
# --8<-- [end:broken]
# --8<-- [start:repaired]
a, b, c = tf.Variable(2.0), tf.Variable(0.5), tf.Variable(3.0)
with tf.GradientTape() as tape:
    scale = tf.exp(b)
    z = a**2 * scale + tf.math.log(c)
gradients = tape.gradient(z, [a, b, c])
print([round(float(gradient), 3) for gradient in gradients])
# --8<-- [end:repaired]
