"""A block of 30 units cannot add an input of width 8."""

# --8<-- [start:repaired]
import keras


class ShortBlock(keras.layers.Layer):
    def __init__(self, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(
            n_neurons, activation="elu", name="dense"
        )

    def call(self, inputs):
        return inputs + self.dense(inputs)


inputs = keras.Input((8,), name="inputs")
hidden = keras.layers.Dense(30, activation="elu")(inputs)
print("after Dense(30):", ShortBlock(30)(hidden).shape)
# --8<-- [end:repaired]
# --8<-- [start:wrong]
ShortBlock(30, name="block")(inputs)
# --8<-- [end:wrong]
