"""A loop that forgets model.losses leaves the reconstruction untrained."""

import warnings

import keras
import numpy as np
import tensorflow as tf


class Regressor(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.reconstruct = keras.layers.Dense(8, name="reconstruct")
        self.out = keras.layers.Dense(1)

    def call(self, inputs, training=None):
        errors = keras.ops.square(self.reconstruct(inputs) - inputs)
        self.add_loss(keras.ops.mean(errors))
        return self.out(inputs)


def one_step(forget):
    x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
    model = Regressor(name="regressor")
    model(x)
    before = model.reconstruct.get_weights()
    with tf.GradientTape() as tape:
        loss = keras.ops.mean(model(x, training=True) ** 2)
        if not forget:
            loss = loss + sum(model.losses)
    gradients = tape.gradient(loss, model.trainable_weights)
    keras.optimizers.SGD(0.01).apply(gradients, model.trainable_weights)
    after = model.reconstruct.get_weights()
    return [np.array_equal(a, b) for a, b in zip(before, after)]


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print("forgotten, unchanged:", one_step(forget=True))
print(caught[0].message)
print("added, unchanged:    ", one_step(forget=False))
