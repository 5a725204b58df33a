"""UnconnectedGradients.ZERO puts zeros where the path is broken."""

import numpy as np
import tensorflow as tf


# --8<-- [start:answer]
def sensitivity(w, x):
    zero = tf.UnconnectedGradients.ZERO
    logits = tf.linalg.matvec(x, w)
    with tf.GradientTape() as tape:
        tape.watch(x)
        odd = tf.constant(1.0 / (1.0 + np.exp(-logits)))
    return tape.gradient(odd, x, unconnected_gradients=zero)
# --8<-- [end:answer]
