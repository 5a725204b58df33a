"""Loaded with safe_mode=False, a lambda does not find what it imported."""

import keras
import tensorflow as tf

# --8<-- [start:load]
model = keras.Sequential(
    [keras.Input((3,)), keras.layers.Lambda(lambda x: tf.exp(x))]
)
model.save("lambda.keras")
loaded = keras.saving.load_model("lambda.keras", safe_mode=False)
print("loaded")
loaded(tf.constant([[-1.0, 0.0, 1.0]]))
# --8<-- [end:load]
