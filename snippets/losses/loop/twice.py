"""Calling the model again replaces its losses."""

import keras
import numpy as np
import tensorflow as tf


class ReconstructingRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.hidden = keras.Sequential(
            [
                keras.layers.Dense(
                    30, activation="selu", kernel_initializer="lecun_normal"
                )
                for _ in range(5)
            ]
        )
        self.out = keras.layers.Dense(output_dim)

    def build(self, input_shape):
        self.reconstruct = keras.layers.Dense(
            input_shape[-1], name="reconstruct"
        )
        self.hidden.build(input_shape)
        hidden_shape = self.hidden.compute_output_shape(input_shape)
        self.out.build(hidden_shape)
        self.reconstruct.build(hidden_shape)

    def call(self, inputs):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        self.add_loss(0.05 * keras.ops.mean(errors))
        return self.out(hidden)


x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
y = x.sum(axis=1, keepdims=True)

# --8<-- [start:twice]
keras.utils.set_random_seed(42)
model = ReconstructingRegressor(1)
with tf.GradientTape() as tape:
    first = model(x)
    second = model(2 * x)
    lost = sum(model.losses)

with tf.GradientTape() as tape:
    first = model(x)
    kept = sum(model.losses)
    second = model(2 * x)
    kept = kept + sum(model.losses)

print(f"read once:  {float(lost):.4f}")
print(f"read twice: {float(kept):.4f}")
# --8<-- [end:twice]
