"""A layer without weights is a subclass with a call method."""

# --8<-- [start:layer]
import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class Exponential(keras.layers.Layer):
    supports_masking = True

    def call(self, inputs):
        return keras.ops.exp(inputs)


# --8<-- [end:layer]
if __name__ == "__main__":
    # --8<-- [start:use]
    x = np.array([[-1.0, 0.0, 1.0]], dtype="float32")
    model = keras.Sequential([keras.Input((3,)), Exponential()])
    model.save("exponential.keras")
    loaded = keras.saving.load_model("exponential.keras")
    print("loaded:  ", loaded(x).numpy().round(3))
    # --8<-- [end:use]
    # --8<-- [start:builtin]
    builtin = keras.layers.Activation("exponential")
    print("built in:", builtin(x).numpy().round(3))
    # --8<-- [end:builtin]
