"""A layer takes tensors and arrays, but no list of numbers."""

import keras
import numpy as np

exponential = keras.layers.Activation("exponential")
print(exponential(np.array([-1.0, 0.0, 1.0])).numpy().round(3))
exponential([-1.0, 0.0, 1.0])
