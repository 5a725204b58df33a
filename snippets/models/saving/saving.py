"""With get_config, a subclassed model is saved and loaded."""

import keras
import numpy as np


class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
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


# --8<-- [start:model]
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


# --8<-- [end:model]
if __name__ == "__main__":
    # --8<-- [start:save]
    keras.utils.set_random_seed(42)
    x = np.random.default_rng(42).normal(size=(64, 8)).astype("float32")
    y = x.sum(axis=1, keepdims=True)
    model = ResidualRegressor(output_dim=1)
    model.compile(loss="mse", optimizer="adam")
    model.fit(x, y, epochs=3, verbose=0)
    model.save("model.keras")

    loaded = keras.saving.load_model("model.keras")
    print("weight tensors:", len(loaded.weights))
    print("same predictions:", np.allclose(model(x), loaded(x), rtol=1e-4))
    # --8<-- [end:save]
    # --8<-- [start:config]
    print(model.get_config()["output_dim"], model.get_build_config())
    # --8<-- [end:config]
