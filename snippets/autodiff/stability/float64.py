"""In float64 the same happens, only later."""

import numpy as np
import tensorflow as tf

z = tf.constant(np.arange(700, 720, 0.01))
with tf.GradientTape() as tape:
    tape.watch(z)
    y = tf.math.log(tf.exp(z) + 1.0)
gradient = tape.gradient(y, z).numpy()
zero, nan = z[gradient == 0], z[np.isnan(gradient)]
print(f"0.0 from {zero[0]:.2f} to {zero[-1]:.2f}")
print(f"nan from {nan[0]:.2f}")
