"""In a tf.function, the losses leave it as return values."""

import keras
import numpy as np
import tensorflow as tf


class Regressor(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.hidden = keras.layers.Dense(30, activation="selu")
        self.reconstruct = keras.layers.Dense(8)
        self.out = keras.layers.Dense(1)

    def call(self, inputs, training=None):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        errors = keras.ops.cast(errors, keras.config.floatx())
        self.add_loss(0.05 * keras.ops.mean(errors))
        return self.out(hidden)


x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
y = x.sum(axis=1, keepdims=True)

mse = keras.losses.MeanSquaredError()


def step(model, optimizer, x, y):
    with tf.GradientTape() as tape:
        main = mse(y, model(x, training=True))
        auxiliary = sum(model.losses)
        loss = main + auxiliary
    gradients = tape.gradient(loss, model.trainable_weights)
    optimizer.apply(gradients, model.trainable_weights)
    return main, auxiliary


results = []
for function in (step, tf.function(step)):
    keras.utils.set_random_seed(42)
    model = Regressor()
    model(x)
    optimizer = keras.optimizers.SGD(0.01)
    for epoch in range(3):
        main, auxiliary = function(model, optimizer, x, y)
    print(f"main {float(main):.3f}, auxiliary {float(auxiliary):.3f}")
    results.append(model.get_weights())
print("equal:", all(np.allclose(a, b, atol=1e-5) for a, b in zip(*results)))
