"""In a functional model, a layer adds the reconstruction loss."""

# --8<-- [start:layer]
import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class ReconstructionLoss(keras.layers.Layer):
    def call(self, inputs):
        hidden, reconstruction, original = inputs
        errors = keras.ops.square(reconstruction - original)
        errors = keras.ops.cast(errors, keras.config.floatx())
        self.add_loss(0.05 * keras.ops.mean(errors))
        return hidden


# --8<-- [end:layer]
# --8<-- [start:use]
inputs = keras.Input((8,))
hidden = keras.layers.Dense(30, activation="selu")(inputs)
reconstruction = keras.layers.Dense(8)(hidden)
hidden = ReconstructionLoss()([hidden, reconstruction, inputs])
model = keras.Model(inputs, keras.layers.Dense(1)(hidden))

model(np.ones((2, 8)))
print(len(model.losses), "loss,", len(model.weights), "weight tensors")
# --8<-- [end:use]
