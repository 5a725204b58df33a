"""Without the training argument, noise disturbs predictions as well."""

import keras
import numpy as np


# --8<-- [start:layer]
class AlwaysNoisy(keras.layers.Layer):
    def call(self, inputs):
        noise = keras.random.normal(keras.ops.shape(inputs), stddev=0.5)
        return inputs + noise


# --8<-- [end:layer]
# --8<-- [start:predict]
x = np.ones((4, 3), dtype="float32")
model = keras.Sequential([keras.Input((3,)), AlwaysNoisy()])
first = model.predict(x, verbose=0)
second = model.predict(x, verbose=0)
print("predict returns its input:  ", np.array_equal(first, x))
print("predict twice, equal result:", np.array_equal(first, second))
# --8<-- [end:predict]
