"""A Python `if` on a tensor works in a call, and fails in fit."""

# --8<-- [start:python]
import keras
import numpy as np


class PythonIf(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.out = keras.layers.Dense(1)

    def call(self, inputs, training=None):
        if keras.ops.max(inputs) > 10:
            inputs = inputs / 10
        return self.out(inputs)


x = np.array([[1.0, 2.0], [30.0, 4.0]], dtype="float32")
y = np.ones((2, 1), dtype="float32")
print("called directly:", PythonIf()(x).shape)
# --8<-- [end:python]


# --8<-- [start:cond]
class Cond(PythonIf):
    def call(self, inputs, training=None):
        inputs = keras.ops.cond(
            keras.ops.max(inputs) > 10, lambda: inputs / 10, lambda: inputs
        )
        return self.out(inputs)


model = Cond()
model.compile(loss="mse", optimizer="sgd")
print("trained with cond:", len(model.fit(x, y, verbose=0).epoch), "epoch")
# --8<-- [end:cond]
# --8<-- [start:fit]
model = PythonIf()
model.compile(loss="mse", optimizer="sgd")
model.fit(x, y, verbose=0)
# --8<-- [end:fit]
