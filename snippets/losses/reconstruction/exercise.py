"""The weight of the reconstruction loss trades one error for the other."""

import keras
import numpy as np


class WeightedRegressor(keras.Model):
    def __init__(self, output_dim, weight=0.05, **kwargs):
        super().__init__(**kwargs)
        self.weight = weight
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
        self.reconstruct = keras.layers.Dense(input_shape[-1])
        self.hidden.build(input_shape)
        hidden_shape = self.hidden.compute_output_shape(input_shape)
        self.out.build(hidden_shape)
        self.reconstruct.build(hidden_shape)

    def call(self, inputs, training=None):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        errors = keras.ops.cast(errors, keras.config.floatx())
        self.add_loss(self.weight * keras.ops.mean(errors))
        return self.out(hidden)


keras.utils.set_random_seed(42)
x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
y = x.sum(axis=1, keepdims=True)

for weight in (0.0, 0.05, 5.0):
    keras.utils.set_random_seed(42)
    model = WeightedRegressor(1, weight=weight)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.003))
    model.fit(x, y, epochs=10, batch_size=20, shuffle=False, verbose=0)
    main = np.mean((model(x) - y) ** 2)
    rebuilt = model.reconstruct(model.hidden(x))
    error = np.mean((rebuilt - x) ** 2)
    print(f"{weight:.2f}: main {main:.2f}, reconstruction {error:.2f}")
