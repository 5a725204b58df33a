"""A functional model, too, goes through one block several times."""

import keras
import numpy as np


def dense():
    return keras.layers.Dense(
        30, activation="elu", kernel_initializer="he_normal"
    )


def residual_block():
    inputs = keras.Input((30,))
    return keras.Model(inputs, inputs + dense()(dense()(inputs)))


inputs = keras.Input((8,))
outputs = dense()(inputs)
block1 = residual_block()
for _ in range(1 + 3):
    outputs = block1(outputs)
outputs = residual_block()(outputs)
model = keras.Model(inputs, keras.layers.Dense(1)(outputs))
print(model.count_params(), "parameters")
print(len(model.weights), "weight tensors")

x = np.random.default_rng(42).normal(size=(5, 8)).astype("float32")
model.save("functional.keras")
loaded = keras.saving.load_model("functional.keras")
print("same predictions:", np.allclose(model(x), loaded(x), rtol=1e-4))
