"""After model.build((None, 8)), load_weights loads nothing, silently."""

# --8<-- [start:classes]
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


class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.first = keras.layers.Dense(
            30, activation="elu", kernel_initializer="he_normal"
        )
        self.block1 = ResidualBlock(2, 30)
        self.block2 = ResidualBlock(2, 30)
        self.out = keras.layers.Dense(output_dim)

    def call(self, inputs):
        outputs = self.first(inputs)
        for _ in range(1 + 3):
            outputs = self.block1(outputs)
        return self.out(self.block2(outputs))


# --8<-- [end:classes]
# --8<-- [start:silent]
keras.utils.set_random_seed(42)
x = np.random.default_rng(42).normal(size=(5, 8)).astype("float32")
model = ResidualRegressor(1)
outputs = model(x).numpy()
model.save_weights("regressor.weights.h5")

marked = ResidualRegressor(1)
marked.build((None, 8))
marked.load_weights("regressor.weights.h5")
print("after build, same: ", np.allclose(outputs, marked(x), rtol=1e-4))

called = ResidualRegressor(1)
called(keras.Input((8,)))
called.load_weights("regressor.weights.h5")
print("after a call, same:", np.allclose(outputs, called(x), rtol=1e-4))
# --8<-- [end:silent]
