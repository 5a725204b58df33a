"""What is recorded is the argument, not the attribute it became."""

import keras


@keras.saving.register_keras_serializable(package="book")
class Scale(keras.layers.Layer):
    def __init__(self, factor, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, inputs):
        return self.factor * inputs


layer = Scale(3.0)
layer.factor = 5.0
model = keras.Sequential([keras.Input((1,)), layer])
model.save("scale.keras")
loaded = keras.saving.load_model("scale.keras")
x = keras.ops.ones((1, 1))
print(model(x).numpy(), "->", loaded(x).numpy())
