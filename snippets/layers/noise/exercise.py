"""Dropout written from scratch keeps the mean in training."""

import keras
import numpy as np


class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        if not isinstance(rate, (int, float)) or not 0 <= rate < 1:
            raise ValueError(
                f"rate must be in [0, 1). Received: rate={rate!r}"
            )
        self.rate = rate
        self.generator = keras.random.SeedGenerator(seed)
        self.supports_masking = True

    def call(self, inputs, training=None):
        if not training:
            return inputs
        draw = keras.random.uniform(
            keras.ops.shape(inputs), seed=self.generator
        )
        kept = keras.ops.cast(draw >= self.rate, inputs.dtype)
        return inputs * kept / (1 - self.rate)


x = keras.ops.ones((1000, 100))
layer = MyDropout(0.25, seed=42)
dropped = layer(x, training=True).numpy()
print(f"zeros: {(dropped == 0).mean():.2f}, mean: {dropped.mean():.1f}")
print("inference:", np.array_equal(layer(x), x))
