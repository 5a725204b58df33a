"""A tf.Variable is not a weight: it is neither trained nor saved."""

import keras
import numpy as np
import tensorflow as tf


@keras.saving.register_keras_serializable(package="book")
class Scale(keras.layers.Layer):
    def build(self, input_shape):
        self.forgotten = tf.Variable(1.0)
        self.factor = self.add_weight(shape=(), initializer="ones")

    def call(self, inputs):
        return self.forgotten * self.factor * inputs


x = np.random.default_rng(42).normal(size=(64, 1)).astype("float32")
layer = Scale()
model = keras.Sequential([keras.Input((1,)), layer])
model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
model.fit(x, 5 * x, epochs=50, verbose=0)
print("weights:", len(layer.weights))
print(f"forgotten: {layer.forgotten.numpy():.1f}")
print(f"factor:    {layer.factor.numpy():.1f}")

layer.forgotten.assign(100.0)
model.save("scale.keras")
loaded = keras.saving.load_model("scale.keras").layers[0]
print(f"forgotten, loaded: {loaded.forgotten.numpy():.1f}")
print(f"factor, loaded:    {loaded.factor.numpy():.1f}")
