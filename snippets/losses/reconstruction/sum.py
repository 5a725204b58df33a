"""A loss that is not a scalar is summed over its elements, silently."""

import keras
import numpy as np


class WithMean(keras.layers.Layer):
    def call(self, inputs):
        self.add_loss(0.05 * keras.ops.mean(inputs**2))
        return inputs


class WithoutMean(keras.layers.Layer):
    def call(self, inputs):
        self.add_loss(0.05 * inputs**2)
        return inputs


ones = np.ones((200, 8))
for layer in (WithMean(), WithoutMean()):
    identity = keras.Sequential([keras.Input((8,)), layer])
    identity.compile(loss="mse")
    for size in (200, 100):
        loss = identity.evaluate(ones, ones, batch_size=size, verbose=0)
        print(f"{type(layer).__name__}, batches of {size}: {loss:.2f}")
