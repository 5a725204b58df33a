"""A layer that adds noise in training and nothing at inference."""

# --8<-- [start:layer]
import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class MyGaussianNoise(keras.layers.Layer):
    def __init__(self, stddev, seed=None, **kwargs):
        super().__init__(**kwargs)
        if not isinstance(stddev, (int, float)) or not stddev >= 0:
            raise ValueError(
                f"stddev must be zero or more. Received: stddev={stddev!r}"
            )
        self.stddev = stddev
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)
        self.supports_masking = True

    def call(self, inputs, training=None):
        if not training:
            return inputs
        return inputs + keras.random.normal(
            keras.ops.shape(inputs),
            stddev=self.stddev,
            dtype=self.compute_dtype,
            seed=self.generator,
        )

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {
            **super().get_config(),
            "stddev": self.stddev,
            "seed": self.seed,
        }


# --8<-- [end:layer]
if __name__ == "__main__":
    # --8<-- [start:call]
    x = np.zeros((1000, 100), dtype="float32")
    layer = MyGaussianNoise(stddev=0.5, seed=42)
    noisy = layer(x, training=True).numpy()
    print(f"training:  mean {abs(noisy.mean()):.2f}, std {noisy.std():.2f}")
    print("inference:", np.array_equal(layer(x), x))
    # --8<-- [end:call]
    # --8<-- [start:fit]
    model = keras.Sequential([keras.Input((100,)), layer])
    model.compile(loss="mse")
    history = model.fit(x, x, batch_size=1000, verbose=0)
    print(f"loss in fit:      {history.history['loss'][0]:.2f}")
    print(f"loss in evaluate: {model.evaluate(x, x, verbose=0):.2f}")
    # --8<-- [end:fit]
    # --8<-- [start:builtin]
    built_in = keras.layers.GaussianNoise(stddev=0.5, seed=42)
    noisy = built_in(x, training=True).numpy()
    print(f"training:  mean {abs(noisy.mean()):.2f}, std {noisy.std():.2f}")
    print("inference:", np.array_equal(built_in(x), x))
    # --8<-- [end:builtin]
