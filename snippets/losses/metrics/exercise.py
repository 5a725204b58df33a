"""A layer with a metric reports on what passes through it, in any model."""

import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class Monitor(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.zeros = keras.metrics.Mean(name=f"{self.name}_zeros")
        self.supports_masking = True

    def call(self, inputs):
        is_zero = keras.ops.cast(keras.ops.equal(inputs, 0), inputs.dtype)
        self.zeros.update_state(is_zero)
        return inputs


keras.utils.set_random_seed(42)
x = np.random.default_rng(42).normal(size=(70, 8)).astype("float32")
y = x.sum(axis=1, keepdims=True)
hidden = keras.layers.Dense(30, activation="relu")
model = keras.Sequential(
    [
        keras.Input((8,)),
        hidden,
        Monitor(name="hidden"),
        keras.layers.Dense(1),
    ]
)
model.compile(loss="mse", optimizer="adam")
model.fit(x, y, epochs=2, verbose=0)
result = model.evaluate(x, y, verbose=0, return_dict=True)
print(sorted(result))
share = np.mean(hidden(x) == 0)
print(np.isclose(result["hidden_zeros"], share, atol=1e-4))
