"""Keras finds the output shape of a layer without compute_output_shape."""

import keras


class Inferred(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units))

    def call(self, inputs):
        return inputs @ self.kernel


model = keras.Sequential([keras.Input((4,)), Inferred(3)])
print(model.output_shape)
