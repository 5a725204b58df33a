"""With an integer seed, this layer drops the same pixels on every call."""

import keras


# --8<-- [start:answer]
class PixelDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed

    def call(self, inputs, training=None):
        if not training:
            return inputs
        draw = keras.random.uniform(
            (1, inputs.shape[-1]), seed=self.seed
        )
        kept = keras.ops.cast(draw >= self.rate, inputs.dtype)
        return inputs * kept / (1 - self.rate)
# --8<-- [end:answer]
