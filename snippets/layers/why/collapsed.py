"""A Sequential that repeats a layer is saved with that layer once."""

import keras
import numpy as np

keras.utils.set_random_seed(42)
x = np.random.default_rng(42).normal(size=(5, 16)).astype("float32")
block = keras.layers.Dense(16, activation="relu")
inputs = keras.Input((16,))
models = {
    "Sequential": keras.Sequential([inputs] + [block] * 3),
    "functional": keras.Model(inputs, block(block(block(inputs)))),
}
for name, model in models.items():
    model.save("model.keras")
    loaded = keras.saving.load_model("model.keras")
    print(f"{name}, loaded:")
    print("  predicts the same:      ", np.allclose(model(x), loaded(x)))
    print("  predicts as one block:  ", np.allclose(block(x), loaded(x)))
