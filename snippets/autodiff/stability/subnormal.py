"""NumPy keeps the subnormal number that TensorFlow sets to zero."""

import numpy as np
import tensorflow as tf

u = np.exp(np.float32(88.0)) + np.float32(1.0)
print(f"smallest normal float32: {np.finfo(np.float32).tiny:.2e}")
print(f"1/u in NumPy:            {1 / u:.2e}")
print(f"1/u in TensorFlow:       {tf.math.reciprocal(u):.2e}")
print(f"gradient in NumPy:       {1 / u * np.exp(np.float32(88.0)):.4f}")
