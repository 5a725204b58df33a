"""Saved as a Model, a block loses its arguments; as a Layer it does not."""

# --8<-- [start:classes]
import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers=2, n_neurons=30, **kwargs):
        super().__init__(**kwargs)
        self.dense_layers = [
            keras.layers.Dense(
                n_neurons, activation="elu", kernel_initializer="he_normal"
            )
            for _ in range(n_layers)
        ]

    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs


@keras.saving.register_keras_serializable(package="book")
class ModelBlock(keras.Model):
    def __init__(self, n_layers=2, n_neurons=30, **kwargs):
        super().__init__(**kwargs)
        self.dense_layers = [
            keras.layers.Dense(
                n_neurons, activation="elu", kernel_initializer="he_normal"
            )
            for _ in range(n_layers)
        ]

    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs


# --8<-- [end:classes]
# --8<-- [start:silent]
x = np.random.default_rng(42).normal(size=(5, 30)).astype("float32")
for block in (ResidualBlock(n_layers=4), ModelBlock(n_layers=4)):
    model = keras.Sequential([keras.Input((30,)), block])
    model.save("model.keras")
    loaded = keras.saving.load_model("model.keras")
    print(f"{type(block).__name__}:")
    print("  parameters:", model.count_params(), loaded.count_params())
    print("  equal:", np.allclose(model(x), loaded(x), rtol=1e-4))
# --8<-- [end:silent]
