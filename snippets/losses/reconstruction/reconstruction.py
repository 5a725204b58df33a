"""ReconstructingRegressor adds a loss that its hidden layers yield."""

# --8<-- [start:model]
import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class ReconstructingRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        if not isinstance(output_dim, int) or output_dim <= 0:
            raise ValueError(
                "output_dim must be a positive integer. "
                f"Received: output_dim={output_dim!r}"
            )
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
        self.hidden.build(input_shape)
        hidden_shape = self.hidden.compute_output_shape(input_shape)
        self.out.build(hidden_shape)
        self.reconstruct.build(hidden_shape)

    def call(self, inputs, training=None):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        errors = keras.ops.cast(errors, keras.config.floatx())
        self.add_loss(0.05 * keras.ops.mean(errors))
        return self.out(hidden)

    def get_config(self):
        return {**super().get_config(), "output_dim": self.output_dim}


# --8<-- [end:model]
if __name__ == "__main__":
    # --8<-- [start:losses]
    keras.utils.set_random_seed(42)
    x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
    y = x.sum(axis=1, keepdims=True)

    model = ReconstructingRegressor(1)
    print("before:          ", np.round(model.losses, 4))
    model(x)
    print("after model(x):  ", np.round(model.losses, 4))
    model(2 * x)
    print("after model(2*x):", np.round(model.losses, 4))
    # --8<-- [end:losses]
    # --8<-- [start:numpy]
    model(x)
    reconstruction = model.reconstruct(model.hidden(x)).numpy()
    error = np.mean((reconstruction - x) ** 2)
    print(f"0.05 * {error:.4f} = {0.05 * error:.4f}")
    # --8<-- [end:numpy]
    # --8<-- [start:fit]
    auxiliary = float(model.losses[0])
    model.compile(loss="mse", optimizer="adam", metrics=["mse"])
    history = model.fit(x, y, batch_size=200, verbose=0).history
    print(f"main      {history['mse'][0]:.3f}")
    print(f"auxiliary {auxiliary:.3f}")
    print(f"total     {history['loss'][0]:.3f}")
    # --8<-- [end:fit]
    # --8<-- [start:after]
    print("after fit, a value:     ", hasattr(model.losses[0], "numpy"))
    model(x)
    print("after model(x), a value:", hasattr(model.losses[0], "numpy"))
    # --8<-- [end:after]
