"""ResidualBlock adds its input to what its dense layers compute."""

# --8<-- [start:layer]
import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        if not isinstance(n_layers, int) or n_layers <= 0:
            raise ValueError(
                "n_layers must be a positive integer. "
                f"Received: n_layers={n_layers!r}"
            )
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        self.dense_layers = [
            keras.layers.Dense(
                n_neurons,
                activation="elu",
                kernel_initializer="he_normal",
                name=f"dense{number}",
            )
            for number in range(n_layers)
        ]

    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs

    def get_config(self):
        return {
            **super().get_config(),
            "n_layers": self.n_layers,
            "n_neurons": self.n_neurons,
        }


# --8<-- [end:layer]
if __name__ == "__main__":
    # --8<-- [start:use]
    x = np.random.default_rng(42).normal(size=(4, 30)).astype("float32")
    block = ResidualBlock(n_layers=2, n_neurons=30)
    print("output shape:", block(x).shape)
    print("parameters:  ", block.count_params())
    # --8<-- [end:use]
    # --8<-- [start:identity]
    block.set_weights([np.zeros_like(w) for w in block.get_weights()])
    print("all weights zero, identity:", np.array_equal(block(x), x))
    # --8<-- [end:identity]
