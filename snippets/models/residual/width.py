"""A block of 30 units cannot add an input of width 8."""

# --8<-- [start:layer]
import keras


class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.dense_layers = [
            keras.layers.Dense(
                n_neurons,
                activation="elu",
                kernel_initializer="he_normal",
                name=f"dense{number}",
            )
            for number in range(n_layers)
        ]

    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs


# --8<-- [end:layer]
# --8<-- [start:repaired]
inputs = keras.Input((8,), name="inputs")
hidden = keras.layers.Dense(30, activation="elu")(inputs)
print("after Dense(30):", ResidualBlock(2, 30)(hidden).shape)
# --8<-- [end:repaired]
# --8<-- [start:wrong]
ResidualBlock(2, 30, name="block")(inputs)
# --8<-- [end:wrong]
