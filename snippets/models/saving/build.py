"""A build that leaves inner layers unbuilt loses their weights on load."""

import keras
import numpy as np


# --8<-- [start:block]
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.dense_layers = [
            keras.layers.Dense(
                n_neurons, activation="elu", kernel_initializer="he_normal"
            )
            for _ in range(n_layers)
        ]

    def build(self, input_shape):
        for dense in self.dense_layers:
            dense.build(input_shape)

    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs


# --8<-- [end:block]
@keras.saving.register_keras_serializable(package="book")
class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.output_dim = output_dim
        self.first = keras.layers.Dense(
            30, activation="elu", kernel_initializer="he_normal"
        )
        self.block1 = ResidualBlock(2, 30)
        self.block2 = ResidualBlock(2, 30)
        self.out = keras.layers.Dense(output_dim)

    def call(self, inputs, training=None):
        outputs = self.first(inputs)
        for _ in range(1 + 3):
            outputs = self.block1(outputs)
        return self.out(self.block2(outputs))

    def get_config(self):
        return {**super().get_config(), "output_dim": self.output_dim}


# --8<-- [start:silent]
@keras.saving.register_keras_serializable(package="book")
class HalfBuiltRegressor(ResidualRegressor):
    def build(self, input_shape):
        if input_shape[-1] != 8:
            raise ValueError(
                "there must be 8 features. "
                f"Received: input_shape={tuple(input_shape)}"
            )


def save_and_load(model):
    keras.utils.set_random_seed(42)
    x = np.random.default_rng(42).normal(size=(5, 8)).astype("float32")
    outputs = model(x).numpy()
    model.save("model.keras")
    loaded = keras.saving.load_model("model.keras")
    print("weight tensors:", len(model.weights), len(loaded.weights))
    print("same predictions:", np.allclose(outputs, loaded(x), rtol=1e-4))


save_and_load(HalfBuiltRegressor(1))
# --8<-- [end:silent]


# --8<-- [start:repaired]
@keras.saving.register_keras_serializable(package="book")
class BuiltRegressor(HalfBuiltRegressor):
    def build(self, input_shape):
        super().build(input_shape)
        self.first.build(input_shape)
        for layer in (self.block1, self.block2, self.out):
            layer.build((*input_shape[:-1], 30))


save_and_load(BuiltRegressor(1))
# --8<-- [end:repaired]
