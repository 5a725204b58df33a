"""A weight for every feature starts at 1 and can be trained."""

import keras


# --8<-- [start:answer]
class Scale(keras.layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(
            name="scale", shape=(input_shape[-1],), initializer="ones"
        )

    def call(self, inputs):
        return inputs * self.scale
# --8<-- [end:answer]
