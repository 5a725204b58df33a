"""Without **kwargs a layer is saved, and cannot be loaded."""

import keras


@keras.saving.register_keras_serializable(package="book")
class Scale(keras.layers.Layer):
    def __init__(self, factor):
        super().__init__(name="scale")
        self.factor = factor

    def call(self, inputs):
        return self.factor * inputs


inputs = keras.Input((2,), name="inputs")
model = keras.Model(inputs, Scale(3.0)(inputs))
model.save("scale.keras")
print("saved")
keras.saving.load_model("scale.keras")
