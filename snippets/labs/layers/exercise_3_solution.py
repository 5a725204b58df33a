"""A layer sets pixels of a whole batch to 0 and draws them at each call."""

import keras


# --8<-- [start:answer]
class PixelDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=None):
        if not training:
            return inputs
        draw = keras.random.uniform(
            (1, inputs.shape[-1]), seed=self.generator
        )
        kept = keras.ops.cast(draw >= self.rate, inputs.dtype)
        return inputs * kept / (1 - self.rate)
# --8<-- [end:answer]
