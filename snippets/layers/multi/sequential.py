"""A Sequential model hands a layer one tensor, not two."""

import keras


class MyMultiLayer(keras.layers.Layer):
    def call(self, inputs):
        first, second = inputs
        return first + second, first * second, first / second

    def compute_output_shape(self, input_shape):
        first, second = input_shape
        return [first, first, first]


# --8<-- [start:model]
model = keras.Sequential([MyMultiLayer()])
model(keras.ops.ones((1, 2)))
# --8<-- [end:model]
