"""Keras records numbers and strings given to a layer by itself."""

import keras


class Scale(keras.layers.Layer):
    def __init__(self, factor, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, inputs):
        return self.factor * inputs


print(Scale(3.0).get_config()["factor"])
