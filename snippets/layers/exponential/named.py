"""A Lambda around a registered function is saved and loaded."""

import keras
import numpy as np
import tensorflow as tf


@keras.saving.register_keras_serializable(package="book")
def exponential(inputs):
    return tf.exp(inputs)


model = keras.Sequential(
    [keras.Input((3,)), keras.layers.Lambda(exponential)]
)
model.save("named.keras")
loaded = keras.saving.load_model("named.keras")
x = np.array([[-1.0, 0.0, 1.0]], dtype="float32")
print(loaded(x).numpy().round(3))
