"""A layer that is not registered is saved, but not loaded."""

import keras


# --8<-- [start:layer]
class Scale(keras.layers.Layer):
    def __init__(self, factor, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, inputs):
        return self.factor * inputs


# --8<-- [end:layer]
# --8<-- [start:load]
inputs = keras.Input((2,), name="inputs")
model = keras.Model(inputs, Scale(3.0, name="scale")(inputs))
model.save("scale.keras")
keras.saving.load_model("scale.keras")
# --8<-- [end:load]
