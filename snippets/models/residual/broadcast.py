"""An input of width 1 is broadcast silently, unless build checks it."""

# --8<-- [start:layer]
import keras
import numpy as np


class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_neurons = n_neurons
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


# --8<-- [end:layer]
# --8<-- [start:silent]
x = np.random.default_rng(42).normal(size=(4, 8)).astype("float32")
print("width 1 into 30 units:", ResidualBlock(2, 30)(x[:, :1]).shape)
print("width 8 into 1 unit:  ", ResidualBlock(2, 1)(x).shape)
# --8<-- [end:silent]


# --8<-- [start:checked]
class CheckedBlock(ResidualBlock):
    def build(self, input_shape):
        if input_shape[-1] != self.n_neurons:
            raise ValueError(
                f"the input must be {self.n_neurons} wide. "
                f"Received: input_shape={tuple(input_shape)}"
            )
        for dense in self.dense_layers:
            dense.build(input_shape)


print("width 8 into 8 units: ", CheckedBlock(2, 8)(x).shape)
CheckedBlock(2, 30)(x[:, :1])
# --8<-- [end:checked]
