"""An if on a tensor in call works when called, and fails in fit."""

# --8<-- [start:call]
import keras
import tensorflow as tf


class Folded(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(1)

    def call(self, inputs, training=None):
        outputs = self.dense(inputs)
        return outputs if tf.reduce_mean(outputs) > 0 else -outputs


x, y = tf.ones((8, 3)), tf.ones((8, 1))
model = Folded()
with tf.GradientTape() as tape:
    loss = tf.reduce_mean((model(x, training=True) - y) ** 2)
gradients = tape.gradient(loss, model.trainable_variables)
print([gradient is not None for gradient in gradients])

model.compile(loss="mse", optimizer="sgd")
model.fit(x, y, verbose=0)
# --8<-- [end:call]
