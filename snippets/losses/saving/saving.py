"""A build that leaves its layers unbuilt loads without their weights."""

# --8<-- [start:model]
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

    def call(self, inputs, training=None):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        errors = keras.ops.cast(errors, keras.config.floatx())
        self.add_loss(0.05 * keras.ops.mean(errors))
        return self.out(hidden)

    def get_config(self):
        return {**super().get_config(), "output_dim": self.output_dim}


# --8<-- [end:model]
# --8<-- [start:trap]
x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
y = x.sum(axis=1, keepdims=True)


def save_and_load(cls):
    keras.utils.set_random_seed(42)
    model = cls(1)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(name="adam"))
    model.fit(x, y, verbose=0)
    expected = model(x).numpy()
    model.save("model.keras")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        loaded = keras.saving.load_model("model.keras")
    for warning in caught:
        print(str(warning.message).split(",")[0])
    print("weight tensors after loading:", len(loaded.weights))
    print("equal:", np.allclose(expected, loaded(x), atol=1e-5))
    print(f"largest difference: {np.abs(expected - loaded(x)).max():.1f}")


save_and_load(ReconstructingRegressor)
# --8<-- [end:trap]


# --8<-- [start:repaired]
@keras.saving.register_keras_serializable(package="book")
class RepairedRegressor(ReconstructingRegressor):
    def build(self, input_shape):
        super().build(input_shape)
        self.hidden.build(input_shape)
        hidden_shape = self.hidden.compute_output_shape(input_shape)
        self.out.build(hidden_shape)
        self.reconstruct.build(hidden_shape)


save_and_load(RepairedRegressor)
# --8<-- [end:repaired]
