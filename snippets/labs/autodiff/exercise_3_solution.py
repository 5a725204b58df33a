"""The tape finds the way from x to odd when it records all of it."""

import tensorflow as tf


# --8<-- [start:answer]
def sensitivity(w, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        logits = tf.linalg.matvec(x, w)
        odd = 1.0 / (1.0 + tf.exp(-logits))
    return tape.gradient(odd, x)
# --8<-- [end:answer]
