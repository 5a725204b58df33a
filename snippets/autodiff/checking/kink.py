"""At a kink the tape and the differences disagree, and neither is wrong."""

import tensorflow as tf

z = tf.constant([-1.0, 0.0, 1.0], tf.float64)
with tf.GradientTape() as tape:
    tape.watch(z)
    y = tf.nn.relu(z)
slope = (tf.nn.relu(z + 1e-5) - tf.nn.relu(z - 1e-5)) / 2e-5
print("tape: ", tape.gradient(y, z).numpy())
print("slope:", slope.numpy().round(4))
