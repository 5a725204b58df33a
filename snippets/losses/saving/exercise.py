"""A file is checked right after it is saved, by loading it."""

import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class ReconstructingRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.output_dim = output_dim
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
        self.reconstruct = keras.layers.Dense(input_shape[-1])

    def call(self, inputs):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        self.add_loss(0.05 * keras.ops.mean(errors))
        return self.out(hidden)

    def get_config(self):
        return {**super().get_config(), "output_dim": self.output_dim}


x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")

# --8<-- [start:check]
def save_checked(model, path, x):
    expected = keras.ops.convert_to_numpy(model(x))
    model.save(path)
    loaded = keras.saving.load_model(path)(x)
    difference = float(np.max(np.abs(expected - loaded)))
    if not np.allclose(expected, loaded, atol=1e-5):
        raise ValueError(
            "The model predicts differently after loading. "
            f"Received: path={path!r}, difference={difference:.1f}"
        )


keras.utils.set_random_seed(42)
good = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
save_checked(good, "good.keras", x)
print("good.keras is checked")
save_checked(ReconstructingRegressor(1), "bad.keras", x)
# --8<-- [end:check]
