"""An input of width 1 is broadcast silently, unless build checks it."""

# --8<-- [start:silent]
import keras
import numpy as np


def block(n_neurons, inputs):
    return inputs + keras.layers.Dense(n_neurons, activation="elu")(inputs)


x = np.random.default_rng(42).normal(size=(4, 8)).astype("float32")
print("width 1 into 30 units:", block(30, x[:, :1]).shape)
print("width 8 into 1 unit:  ", block(1, x).shape)
# --8<-- [end:silent]


# --8<-- [start:checked]
class CheckedBlock(keras.layers.Layer):
    def __init__(self, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_neurons = n_neurons
        self.dense = keras.layers.Dense(n_neurons, activation="elu")

    def build(self, input_shape):
        if input_shape[-1] != self.n_neurons:
            raise ValueError(
                f"the input must be {self.n_neurons} wide. "
                f"Received: input_shape={tuple(input_shape)}"
            )
        self.dense.build(input_shape)

    def call(self, inputs):
        return inputs + self.dense(inputs)


print("width 8 into 8 units: ", CheckedBlock(8)(x).shape)
CheckedBlock(30)(x[:, :1])
# --8<-- [end:checked]
