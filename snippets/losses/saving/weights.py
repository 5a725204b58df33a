"""load_weights skips unbuilt layers, too; a call builds them."""

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

# --8<-- [start:weights]
keras.utils.set_random_seed(42)
model = ReconstructingRegressor(1)
expected = model(x).numpy()
model.save_weights("model.weights.h5")

loaded = ReconstructingRegressor(1)
loaded.build((None, 8))
loaded.load_weights("model.weights.h5")
print("build first, equal:", np.allclose(expected, loaded(x), atol=1e-5))

loaded = ReconstructingRegressor(1)
loaded(x[:1])
loaded.load_weights("model.weights.h5")
print("call first, equal: ", np.allclose(expected, loaded(x), atol=1e-5))
# --8<-- [end:weights]
