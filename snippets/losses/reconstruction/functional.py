"""A functional model refuses add_loss; a layer inside it may call it."""

# --8<-- [start:model]
import keras

inputs = keras.Input((8,), name="inputs")
hidden = keras.layers.Dense(30, activation="selu")(inputs)
reconstruction = keras.layers.Dense(8)(hidden)
model = keras.Model(inputs, keras.layers.Dense(1)(hidden))
model.add_loss(keras.ops.mean((reconstruction - inputs) ** 2))
# --8<-- [end:model]
