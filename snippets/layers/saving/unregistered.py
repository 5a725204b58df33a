"""A layer that is not registered is loaded only if it is named."""

# --8<-- [start:layer]
import keras


class Scale(keras.layers.Layer):
    def __init__(self, factor, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, inputs):
        return self.factor * inputs


inputs = keras.Input((2,), name="inputs")
model = keras.Model(inputs, Scale(3.0, name="scale")(inputs))
model.save("scale.keras")
# --8<-- [end:layer]
# --8<-- [start:named]
loaded = keras.saving.load_model(
    "scale.keras", custom_objects={"Scale": Scale}
)
print(loaded(keras.ops.array([[1.0, 2.0]])).numpy())
# --8<-- [end:named]
# --8<-- [start:load]
keras.saving.load_model("scale.keras")
# --8<-- [end:load]
