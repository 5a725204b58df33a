"""A function as a constructor argument needs a get_config."""

import keras
import tensorflow as tf


class Apply(keras.layers.Layer):
    def __init__(self, function, **kwargs):
        super().__init__(**kwargs)
        self.function = function

    def call(self, inputs):
        return self.function(inputs)


Apply(tf.nn.relu).get_config()
