"""A model trains, its loss falls, and one of its layers stands still."""

# --8<-- [start:model]
import warnings

import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(42)
x = np.random.default_rng(42).normal(size=(256, 4)).astype("float32")
y = (x**2).sum(axis=1, keepdims=True)


class Stopped(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.hidden = keras.layers.Dense(8, "relu", name="hidden")
        self.out = keras.layers.Dense(1, name="out")

    def call(self, inputs, training=None):
        return self.out(tf.stop_gradient(self.hidden(inputs)))


# --8<-- [end:model]
# --8<-- [start:fit]
model = Stopped(name="stopped")
model(x)
hidden, out = model.hidden.get_weights(), model.out.get_weights()
model.compile(loss="mse", optimizer="sgd")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always", UserWarning)
    loss = model.fit(x, y, epochs=5, verbose=0).history["loss"]

print("loss fell:     ", loss[-1] < 0.5 * loss[0])
print("hidden changed:", not np.array_equal(hidden[0], model.hidden.kernel))
print("out changed:   ", not np.array_equal(out[0], model.out.kernel))
print(str(caught[0].message).split(" when ")[0])
# --8<-- [end:fit]
