"""Only an optimizer with a state per weight gives a warning."""

import warnings

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
y = x.sum(axis=1, keepdims=True)

# --8<-- [start:warnings]
def report(case, model):
    model.save("model.keras")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        loaded = keras.saving.load_model("model.keras")
    equal = np.allclose(model(x), loaded(x), atol=1e-5)
    print(f"{case:<13} warnings: {len(caught)}, equal: {equal}")


for case in ("never trained", "SGD", "Adam"):
    keras.utils.set_random_seed(42)
    model = ReconstructingRegressor(1)
    model(x)
    if case != "never trained":
        model.compile(loss="mse", optimizer=case.lower())
        model.fit(x, y, verbose=0)
    report(case, model)
# --8<-- [end:warnings]
