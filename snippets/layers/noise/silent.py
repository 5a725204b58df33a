"""A subclassed model trains without noise if its call lacks training."""

# --8<-- [start:models]
import keras
import numpy as np


class Forgetful(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.noise = keras.layers.GaussianNoise(0.5)

    def call(self, inputs):
        return self.noise(inputs)


class Repaired(Forgetful):
    def call(self, inputs, training=None):
        return self.noise(inputs)


# --8<-- [end:models]
# --8<-- [start:fit]
x = np.zeros((1000, 100), dtype="float32")
inputs = keras.Input((100,))
noise = keras.layers.GaussianNoise(0.5)
models = {
    "call(self, inputs)": Forgetful(),
    "call(self, inputs, training=None)": Repaired(),
    "Sequential": keras.Sequential([noise]),
    "functional": keras.Model(inputs, noise(inputs)),
}
for name, model in models.items():
    model.compile(loss="mse")
    history = model.fit(x, x, batch_size=1000, verbose=0).history
    print(f"{name:<33} loss in fit: {history['loss'][0]:.2f}")
# --8<-- [end:fit]
