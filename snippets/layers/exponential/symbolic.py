"""A TensorFlow function does not take the input of a functional model."""

import keras
import tensorflow as tf

# --8<-- [start:symbolic]
inputs = keras.Input((2,))
print("keras.ops.exp:", keras.ops.exp(inputs).shape)
tf.exp(inputs)
# --8<-- [end:symbolic]
