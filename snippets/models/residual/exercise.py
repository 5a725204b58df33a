"""A projection makes a residual block take inputs of any width."""

# --8<-- [start:layer]
import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class ProjectedBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        self.dense_layers = [
            keras.layers.Dense(
                n_neurons, activation="elu", kernel_initializer="he_normal"
            )
            for _ in range(n_layers)
        ]
        self.projection = None

    def build(self, input_shape):
        if input_shape[-1] != self.n_neurons:
            self.projection = keras.layers.Dense(
                self.n_neurons, use_bias=False
            )
            self.projection.build(input_shape)
        shape = input_shape
        for dense in self.dense_layers:
            dense.build(shape)
            shape = (*shape[:-1], self.n_neurons)

    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        if self.projection is not None:
            inputs = self.projection(inputs)
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
    for width in (30, 8, 1):
        block = ProjectedBlock(2, 30)
        shape = block(np.ones((4, width))).shape
        print(f"width {width}: {shape}, {len(block.weights)} weights")
    # --8<-- [end:use]
