"""A registered layer is saved and loaded with its model."""

# --8<-- [start:layer]
import zipfile

import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class MyDense(keras.layers.Layer):
    def __init__(self, units, activation=None, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        shape = (input_shape[-1], self.units)
        self.kernel = self.add_weight(shape=shape)
        self.bias = self.add_weight(shape=shape[1:], initializer="zeros")

    def call(self, inputs):
        outputs = keras.ops.matmul(inputs, self.kernel) + self.bias
        return self.activation(outputs)

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
            "activation": keras.activations.serialize(self.activation),
        }


# --8<-- [end:layer]
# --8<-- [start:save]
keras.utils.set_random_seed(42)
x = np.random.default_rng(42).normal(size=(64, 4)).astype("float32")
y = x.sum(axis=1, keepdims=True)

model = keras.Sequential(
    [keras.Input((4,)), MyDense(8, activation="relu"), MyDense(1)]
)
model.compile(loss="mse", optimizer="adam")
model.fit(x, y, epochs=5, verbose=0)
model.save("model.keras")

loaded = keras.saving.load_model("model.keras")
print("same predictions:", np.allclose(model(x), loaded(x), atol=1e-6))
# --8<-- [end:save]
# --8<-- [start:zip]
for name in sorted(zipfile.ZipFile("model.keras").namelist()):
    print(name)
# --8<-- [end:zip]
