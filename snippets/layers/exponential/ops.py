"""A functional model takes a function of keras.ops without a layer."""

import keras
import numpy as np

inputs = keras.Input((3,))
model = keras.Model(inputs, keras.ops.exp(inputs))
model.save("ops.keras")
loaded = keras.saving.load_model("ops.keras")
x = np.array([[-1.0, 0.0, 1.0]], dtype="float32")
print(loaded(x).numpy().round(3))
