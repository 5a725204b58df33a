"""A wrong compute_output_shape is believed, not checked."""

import keras
import tensorflow as tf


# --8<-- [start:layer]
class FirstShape(keras.layers.Layer):
    def call(self, inputs):
        first, second = inputs
        return first + second, first * second, first / second

    def compute_output_shape(self, input_shape):
        first, second = input_shape
        return [first, first, first]


# --8<-- [end:layer]
# --8<-- [start:model]
inputs = [keras.Input((1,)), keras.Input((2,))]
model = keras.Model(inputs, FirstShape()(inputs))
print("promised:", model.output_shape[0])
print("real:    ", model([tf.ones((5, 1)), tf.ones((5, 2))])[0].shape)
# --8<-- [end:model]
