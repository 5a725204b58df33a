"""The built-in softplus is right forward and backward."""

import keras
import tensorflow as tf

for softplus in [tf.nn.softplus, keras.activations.softplus]:
    z = tf.Variable(100.0)
    with tf.GradientTape() as tape:
        y = softplus(z)
    print(y.numpy(), tape.gradient(y, z).numpy())
