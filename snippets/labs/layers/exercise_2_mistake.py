"""Keras 3 neither sees nor trains the tf.Variable of this layer."""

import keras
import tensorflow as tf


# --8<-- [start:answer]
class Scale(keras.layers.Layer):
    def build(self, input_shape):
        self.scale = tf.Variable(tf.ones(input_shape[-1], self.dtype))

    def call(self, inputs):
        return inputs * self.scale
# --8<-- [end:answer]
