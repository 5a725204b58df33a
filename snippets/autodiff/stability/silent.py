"""Before the gradient is nan, it is 0 where the truth is 1."""

import numpy as np
import tensorflow as tf


def gradient_of_softplus(z):
    with tf.GradientTape() as tape:
        tape.watch(z)
        y = tf.math.log(tf.exp(z) + 1.0)
    return y, tape.gradient(y, z)


z = np.arange(86, 90, 2**-17, dtype=np.float32)  # every float32 there is
eager = gradient_of_softplus
graph, xla = tf.function(eager), tf.function(eager, jit_compile=True)
for name, function in [("eager", eager), ("graph", graph), ("XLA", xla)]:
    y, gradient = (tensor.numpy() for tensor in function(tf.constant(z)))
    zero, nan = gradient == 0, np.isnan(gradient)
    print(f"{name}: 0.0 from {z[zero].min():.2f} to {z[zero].max():.2f}")
    print("  value is right there:", np.allclose(y[zero], z[zero]))
    print("  nan everywhere above:", nan[z > z[zero].max()].all())
