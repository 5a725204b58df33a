"""A layer without weights may have arguments: it clips to a range."""

import keras


@keras.saving.register_keras_serializable(package="book")
class Clip(keras.layers.Layer):
    def __init__(self, low, high, **kwargs):
        super().__init__(**kwargs)
        if not low < high:
            raise ValueError(
                f"low must be below high. Received: low={low}, high={high}"
            )
        self.low = low
        self.high = high
        self.supports_masking = True

    def call(self, inputs):
        return keras.ops.clip(inputs, self.low, self.high)


x = keras.ops.array([[-3.0, 0.5, 3.0]])
model = keras.Sequential([keras.Input((3,)), Clip(-1.0, 1.0)])
model.save("clip.keras")
print(keras.saving.load_model("clip.keras")(x).numpy())
Clip(1.0, -1.0)
