"""A Layer becomes trainable by itself when a Sequential wraps it."""

import keras
import numpy as np


class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.dense_layers = [
            keras.layers.Dense(
                n_neurons, activation="elu", kernel_initializer="he_normal"
            )
            for _ in range(n_layers)
        ]

    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs


keras.utils.set_random_seed(42)
x = np.random.default_rng(42).normal(size=(500, 8)).astype("float32")
y = x + np.maximum(x, 0)
model = keras.Sequential([keras.Input((8,)), ResidualBlock(2, 8)])
model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
losses = model.fit(x, y, epochs=20, verbose=0).history["loss"]
print("falls below a tenth:", losses[-1] < losses[0] / 10)
