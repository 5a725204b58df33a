"""ZERO instead of None makes a broken computation look like a minimum."""

# --8<-- [start:zero]
import numpy as np
import tensorflow as tf

ZERO = tf.UnconnectedGradients.ZERO
w, other = tf.Variable(3.0), tf.Variable(1.0)
for library in [tf, np]:
    with tf.GradientTape() as tape:
        z = 2 * tf.convert_to_tensor(library.square(w))
    gradients = tape.gradient(z, [w, other], unconnected_gradients=ZERO)
    print(library.__name__, [float(gradient) for gradient in gradients])
# --8<-- [end:zero]
