"""Without get_config, a model with an argument cannot be saved."""

# --8<-- [start:classes]
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


class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.first = keras.layers.Dense(
            30, activation="elu", kernel_initializer="he_normal"
        )
        self.block1 = ResidualBlock(2, 30)
        self.block2 = ResidualBlock(2, 30)
        self.out = keras.layers.Dense(output_dim)

    def call(self, inputs, training=None):
        outputs = self.first(inputs)
        for _ in range(1 + 3):
            outputs = self.block1(outputs)
        return self.out(self.block2(outputs))


# --8<-- [end:classes]
# --8<-- [start:save]
model = ResidualRegressor(output_dim=1)
model(np.ones((1, 8)))
model.save("model.keras")
# --8<-- [end:save]
