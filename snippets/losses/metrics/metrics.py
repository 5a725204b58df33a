"""A metric that call updates appears in the history of fit."""

# --8<-- [start:model]
import keras
import numpy as np


class ReconstructingRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.hidden = keras.Sequential(
            [
                keras.layers.Dense(
                    30, activation="selu", kernel_initializer="lecun_normal"
                )
                for _ in range(5)
            ]
        )
        self.out = keras.layers.Dense(output_dim)
        self.tracker = keras.metrics.Mean(name="reconstruction_error")

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
        errors = keras.ops.mean(errors, axis=-1)
        self.tracker.update_state(errors)
        self.add_loss(0.05 * keras.ops.mean(errors))
        return self.out(hidden)


# --8<-- [end:model]
if __name__ == "__main__":
    # --8<-- [start:fit]
    keras.utils.set_random_seed(42)
    x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
    y = x.sum(axis=1, keepdims=True)

    model = ReconstructingRegressor(1)
    model.compile(loss="mse", optimizer="adam", metrics=["mse"])
    history = model.fit(x, y, epochs=3, batch_size=200, verbose=0).history
    for name, values in history.items():
        print(f"{name:<20}", " ".join(f"{v:.3f}" for v in values))
    # --8<-- [end:fit]
    # --8<-- [start:parts]
    error = np.array(history["reconstruction_error"])
    total = np.array(history["mse"]) + 0.05 * error
    print(np.allclose(total, history["loss"], atol=1e-4))
    # --8<-- [end:parts]
    # --8<-- [start:evaluate]
    result = model.evaluate(x, y, verbose=0, return_dict=True)
    rebuilt = model.reconstruct(model.hidden(x))
    error = np.mean((rebuilt - x) ** 2)
    print(np.allclose(result["reconstruction_error"], error, atol=1e-4))
    # --8<-- [end:evaluate]
