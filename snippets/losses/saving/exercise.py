"""A file is checked right after it is saved, by loading it."""

import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class Trap(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.out = keras.layers.Dense(1)

    def build(self, input_shape):
        pass

    def call(self, inputs, training=None):
        return self.out(inputs)


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
x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
good = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
save_checked(good, "good.keras", x)
print("good.keras is checked")
save_checked(Trap(), "bad.keras", x)
# --8<-- [end:check]
