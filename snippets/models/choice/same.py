"""As a Layer or as a Model, a block computes the same."""

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
# --8<-- [start:same]
x = np.random.default_rng(42).normal(size=(5, 30)).astype("float32")
layer, model = ResidualBlock(), ModelBlock()
layer(x)
model(x)
model.set_weights(layer.get_weights())
print("weight tensors:", len(layer.weights), len(model.weights))
print("equal outputs:", np.allclose(layer(x), model(x)))
# --8<-- [end:same]
