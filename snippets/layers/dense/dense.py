"""MyDense, a dense layer written from scratch."""

# --8<-- [start:layer]
import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class MyDense(keras.layers.Layer):
    def __init__(self, units, activation=None, **kwargs):
        super().__init__(**kwargs)
        if not isinstance(units, int) or units <= 0:
            raise ValueError(
                "units must be a positive integer. "
                f"Received: units={units!r}"
            )
        self.units = units
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        self.kernel = self.add_weight(
            name="kernel",
            shape=(input_shape[-1], self.units),
            initializer="glorot_uniform",
        )
        self.bias = self.add_weight(
            name="bias", shape=(self.units,), initializer="zeros"
        )

    def call(self, inputs):
        outputs = keras.ops.matmul(inputs, self.kernel) + self.bias
        return self.activation(outputs)

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], self.units)

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
            "activation": keras.activations.serialize(self.activation),
        }


# --8<-- [end:layer]
if __name__ == "__main__":
    # --8<-- [start:equal]
    x = np.random.default_rng(42).normal(size=(5, 4)).astype("float32")
    mine = MyDense(3, activation="relu")
    built_in = keras.layers.Dense(3, activation="relu")
    mine.build(x.shape)
    built_in.build(x.shape)
    mine.set_weights(built_in.get_weights())
    print("equal to Dense:", np.allclose(mine(x), built_in(x), atol=1e-6))
    # --8<-- [end:equal]
    # --8<-- [start:init]
    layer = MyDense(3, activation="relu")
    print(layer.units, layer.activation.__name__, len(layer.weights))
    # --8<-- [end:init]
    # --8<-- [start:build]
    layer(x)
    for weight in layer.weights:
        print(weight.name, weight.shape)
    # --8<-- [end:build]
    # --8<-- [start:shape]
    print(layer.compute_output_shape((None, 4)))
    # --8<-- [end:shape]
    # --8<-- [start:config]
    config = layer.get_config()
    print(config["units"], config["activation"])
    twin = MyDense.from_config(config)
    print(twin.units, twin.activation.__name__)
    # --8<-- [end:config]
