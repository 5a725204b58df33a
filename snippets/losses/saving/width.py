"""Without a build of its own, Keras builds the layers by a call on load."""

# --8<-- [start:width]
import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class WidthRegressor(keras.Model):
    def __init__(self, output_dim, input_dim, **kwargs):
        super().__init__(**kwargs)
        self.output_dim = output_dim
        self.input_dim = input_dim
        self.hidden = keras.Sequential(
            [
                keras.layers.Dense(
                    30, activation="selu", kernel_initializer="lecun_normal"
                )
                for _ in range(5)
            ]
        )
        self.out = keras.layers.Dense(output_dim)
        self.reconstruct = keras.layers.Dense(input_dim)

    def call(self, inputs, training=None):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        errors = keras.ops.cast(errors, keras.config.floatx())
        self.add_loss(0.05 * keras.ops.mean(errors))
        return self.out(hidden)

    def get_config(self):
        return {
            **super().get_config(),
            "output_dim": self.output_dim,
            "input_dim": self.input_dim,
        }


keras.utils.set_random_seed(42)
x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
model = WidthRegressor(output_dim=1, input_dim=8)
expected = model(x).numpy()
model.save("model.keras")
loaded = keras.saving.load_model("model.keras")
print("weight tensors after loading:", len(loaded.weights))
print("equal:", np.allclose(expected, loaded(x), atol=1e-5))
# --8<-- [end:width]
