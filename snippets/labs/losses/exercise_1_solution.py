"""This layer adds rate times the mean absolute input to the loss."""

import keras


# --8<-- [start:answer]
class ActivityPenalty(keras.layers.Layer):
    def __init__(self, rate, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate

    def call(self, inputs):
        sizes = keras.ops.cast(keras.ops.abs(inputs), keras.config.floatx())
        self.add_loss(self.rate * keras.ops.mean(sizes))
        return inputs
# --8<-- [end:answer]
