"""A subclassed model is saved to .h5, and cannot be loaded from it."""

import keras
import numpy as np


class Regressor(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.out = keras.layers.Dense(1)

    def call(self, inputs, training=None):
        return self.out(inputs)


x = np.random.default_rng(42).normal(size=(5, 8)).astype("float32")
model = Regressor()
outputs = model(x).numpy()
model.save("regressor.h5")

weights = Regressor()
weights(x)
weights.load_weights("regressor.h5")
print("weights alone, same:", np.allclose(outputs, weights(x), atol=1e-6))
keras.saving.load_model(
    "regressor.h5", custom_objects={"Regressor": Regressor}
)
