"""A layer that does not call super().__init__() says so."""

import keras


class Forgetful(keras.layers.Layer):
    def __init__(self, units):
        self.units = units

    def call(self, inputs):
        return inputs


Forgetful(3)(keras.ops.ones((2, 4)))
