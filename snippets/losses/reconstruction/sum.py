"""A loss that is not a scalar is summed over its elements, silently."""

import keras
import numpy as np


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


keras.utils.set_random_seed(42)
x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
y = x.sum(axis=1, keepdims=True)

# --8<-- [start:sum]
class WithoutMean(ReconstructingRegressor):
    def call(self, inputs):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        self.add_loss(0.05 * errors)
        return self.out(hidden)


for cls in (ReconstructingRegressor, WithoutMean):
    keras.utils.set_random_seed(42)
    model = cls(1)
    model.compile(loss="mse")
    main = np.mean((model(x) - y) ** 2)
    for size in (200, 100):
        total = model.evaluate(x, y, batch_size=size, verbose=0)
        print(f"{cls.__name__}, batches of {size}: {total - main:.2f}")
# --8<-- [end:sum]
