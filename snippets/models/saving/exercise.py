"""Every argument that changes the computation belongs in get_config."""

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


# --8<-- [start:model]
@keras.saving.register_keras_serializable(package="book")
class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, passes=4, **kwargs):
        super().__init__(**kwargs)
        self.output_dim = output_dim
        self.passes = passes
        self.first = keras.layers.Dense(
            30, activation="elu", kernel_initializer="he_normal"
        )
        self.block1 = ResidualBlock(2, 30)
        self.block2 = ResidualBlock(2, 30)
        self.out = keras.layers.Dense(output_dim)

    def call(self, inputs, training=None):
        outputs = self.first(inputs)
        for _ in range(self.passes):
            outputs = self.block1(outputs)
        return self.out(self.block2(outputs))

    def get_config(self):
        return {
            **super().get_config(),
            "output_dim": self.output_dim,
            "passes": self.passes,
        }


x = np.random.default_rng(42).normal(size=(5, 8)).astype("float32")
model = ResidualRegressor(1, passes=2)
outputs = model(x).numpy()
model.save("model.keras")
loaded = keras.saving.load_model("model.keras")
print("passes:", loaded.passes)
print("same predictions:", np.allclose(outputs, loaded(x), rtol=1e-4))
# --8<-- [end:model]
