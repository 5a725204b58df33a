"""ResidualRegressor passes one residual block four times."""

# --8<-- [start:block]
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


# --8<-- [end:block]
# --8<-- [start:model]
class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        if not isinstance(output_dim, int) or output_dim <= 0:
            raise ValueError(
                "output_dim must be a positive integer. "
                f"Received: output_dim={output_dim!r}"
            )
        self.first = keras.layers.Dense(
            30,
            activation="elu",
            kernel_initializer="he_normal",
            name="first",
        )
        self.block1 = ResidualBlock(2, 30, name="block1")
        self.block2 = ResidualBlock(2, 30, name="block2")
        self.out = keras.layers.Dense(output_dim, name="out")

    def call(self, inputs, training=None):
        outputs = self.first(inputs)
        for _ in range(1 + 3):
            outputs = self.block1(outputs)
        return self.out(self.block2(outputs))


# --8<-- [end:model]
if __name__ == "__main__":
    # --8<-- [start:train]
    keras.utils.set_random_seed(42)
    x = np.random.default_rng(42).normal(size=(1200, 8)).astype("float32")
    y = x.sum(axis=1, keepdims=True)

    model = ResidualRegressor(output_dim=1)
    model.compile(loss="mse", optimizer="adam")
    model.fit(x[:1000], y[:1000], epochs=30, verbose=0)
    error = model.evaluate(x[1000:], y[1000:], verbose=0)
    print(f"error of predicting 0: {np.mean(y[1000:] ** 2):.1f}")
    print("less than half of it: ", error < np.mean(y[1000:] ** 2) / 2)
    predictions = model.predict(x[1000:1003], verbose=0)
    print("three predictions:    ", predictions.shape)
    # --8<-- [end:train]
    # --8<-- [start:count]
    print(model.count_params(), "parameters")
    print(len(model.weights), "weight tensors")
    # --8<-- [end:count]
