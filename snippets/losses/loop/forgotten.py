"""A loop that forgets model.losses leaves the reconstruction untrained."""

import keras
import numpy as np
import tensorflow as tf


class ReconstructingRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.hidden = keras.Sequential(
            [
                keras.layers.Dense(
                    30, activation="selu", kernel_initializer="lecun_normal"
                )
                for _ in range(5)
            ]
        )
        self.out = keras.layers.Dense(output_dim)

    def build(self, input_shape):
        self.reconstruct = keras.layers.Dense(
            input_shape[-1], name="reconstruct"
        )
        self.hidden.build(input_shape)
        hidden_shape = self.hidden.compute_output_shape(input_shape)
        self.out.build(hidden_shape)
        self.reconstruct.build(hidden_shape)

    def call(self, inputs):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        self.add_loss(0.05 * keras.ops.mean(errors))
        return self.out(hidden)


x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
y = x.sum(axis=1, keepdims=True)

# --8<-- [start:forgotten]
import warnings


def one_step(forget):
    keras.utils.set_random_seed(42)
    model = ReconstructingRegressor(1, name="regressor")
    model.build((None, 8))
    before = model.reconstruct.get_weights()
    with tf.GradientTape() as tape:
        loss = keras.ops.mean((model(x) - y) ** 2)
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
# --8<-- [end:forgotten]
