"""get_config turns a function into a name, and __init__ turns it back."""

import keras


@keras.saving.register_keras_serializable(package="book")
class Apply(keras.layers.Layer):
    def __init__(self, function, **kwargs):
        super().__init__(**kwargs)
        self.function = keras.activations.get(function)
        self.supports_masking = True

    def call(self, inputs):
        return self.function(inputs)

    def get_config(self):
        return {
            **super().get_config(),
            "function": keras.activations.serialize(self.function),
        }


model = keras.Sequential([keras.Input((3,)), Apply(keras.activations.relu)])
model.save("apply.keras")
loaded = keras.saving.load_model("apply.keras")
print(loaded.layers[0].get_config()["function"])
print(loaded(keras.ops.array([[-1.0, 0.0, 2.0]])).numpy())
