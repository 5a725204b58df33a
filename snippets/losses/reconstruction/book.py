"""A build that calls super().build works with add_loss again."""

# --8<-- [start:model]
import keras
import numpy as np
import tensorflow as tf


class BookRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.hidden = keras.layers.Dense(30, activation="selu")
        self.out = keras.layers.Dense(output_dim)

    def build(self, batch_input_shape):
        self.reconstruct = keras.layers.Dense(batch_input_shape[-1])
        super().build(batch_input_shape)

    def call(self, inputs, training=None):
        z = self.hidden(inputs)
        errors = tf.square(self.reconstruct(z) - inputs)
        self.add_loss(0.05 * tf.reduce_mean(errors))
        return self.out(z)


# --8<-- [end:model]
# --8<-- [start:fit]
model = BookRegressor(1)
model.compile(loss="mse", optimizer="nadam")
history = model.fit(np.ones((64, 8)), np.ones((64, 1)), verbose=0)
print("epochs:", len(history.history["loss"]), "losses:", len(model.losses))
# --8<-- [end:fit]
