"""A model with a Lambda of a Python lambda is saved, but not loaded."""

import keras
import tensorflow as tf

# --8<-- [start:load]
model = keras.Sequential(
    [keras.Input((3,)), keras.layers.Lambda(lambda x: tf.exp(x))]
)
model.save("lambda.keras")
keras.saving.load_model("lambda.keras")
# --8<-- [end:load]
