"""Written before the call, model.losses is not yet filled by it."""

import keras
import tensorflow as tf


class Penalty(keras.layers.Layer):
    def call(self, inputs):
        self.add_loss(keras.ops.mean(inputs**2))
        return inputs


dense = keras.layers.Dense(1, kernel_initializer="ones")
model = keras.Sequential([keras.Input((1,)), dense, Penalty()])
mse = keras.losses.MeanSquaredError()
x, y = tf.constant([[1.0]]), tf.constant([[3.0]])

for batch in range(2):
    with tf.GradientTape() as tape:
        loss = sum(model.losses) + mse(y, model(x, training=True))
    gradient = tape.gradient(loss, dense.kernel)
    print(f"losses first: loss {loss:.1f}, gradient {gradient[0, 0]:.1f}")

with tf.GradientTape() as tape:
    loss = mse(y, model(x, training=True)) + sum(model.losses)
gradient = tape.gradient(loss, dense.kernel)
print(f"model first:  loss {loss:.1f}, gradient {gradient[0, 0]:.1f}")
