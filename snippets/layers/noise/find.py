"""Batch normalization learns nothing in a model that lacks training."""

# --8<-- [start:fit]
import inspect

import keras
import numpy as np


class Normalized(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.norm = keras.layers.BatchNormalization()
        self.out = keras.layers.Dense(1)

    def call(self, inputs):
        return self.out(self.norm(inputs))


class RepairedNormalized(Normalized):
    def call(self, inputs, training=None):
        return self.out(self.norm(inputs))


def fitted(model):
    model.compile(loss="mse")
    model.fit(x, x[:, :1], epochs=5, batch_size=5, verbose=0)
    return model


x = np.random.default_rng(42).normal(5, 1, (1000, 3)).astype("float32")
keras.utils.set_random_seed(42)
model, repaired = fitted(Normalized()), fitted(RepairedNormalized())
print("call(self, inputs):", model.norm.moving_mean.numpy())
print("with training=None:", repaired.norm.moving_mean.numpy().round(1))
# --8<-- [end:fit]


# --8<-- [start:find]
def left_out(model, x):
    """The change that training makes to the outputs and fit does not."""
    if "training" in inspect.signature(model.call).parameters:
        return 0.0
    change = model(x, training=True) - model(x, training=False)
    return float(keras.ops.max(keras.ops.abs(change)))


print(f"call(self, inputs): {left_out(model, x):.0f}")
print(f"with training=None: {left_out(repaired, x):.0f}")
# --8<-- [end:find]
