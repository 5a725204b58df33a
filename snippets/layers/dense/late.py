"""A weight made in call comes too late."""

import keras


class Late(keras.layers.Layer):
    def call(self, inputs):
        kernel = self.add_weight(shape=(inputs.shape[-1], 3))
        return inputs @ kernel


Late()(keras.ops.ones((2, 4)))
