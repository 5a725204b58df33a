"""A layer of somebody else's code is named when the file is loaded."""

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
model = keras.Sequential([keras.Input((2,)), Scale(3.0)])
model.save("scale.keras")
loaded = keras.saving.load_model(
    "scale.keras", custom_objects={"Scale": Scale}
)
print(loaded(keras.ops.array([[1.0, 2.0]])).numpy())
# --8<-- [end:load]
