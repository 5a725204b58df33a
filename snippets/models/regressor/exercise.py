"""Four blocks have more parameters than one that is passed four times."""

import keras


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


class UnsharedRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.first = keras.layers.Dense(
            30, activation="elu", kernel_initializer="he_normal"
        )
        self.blocks = [ResidualBlock(2, 30) for _ in range(5)]
        self.out = keras.layers.Dense(output_dim)

    def call(self, inputs, training=None):
        outputs = self.first(inputs)
        for block in self.blocks:
            outputs = block(outputs)
        return self.out(outputs)


model = UnsharedRegressor(1)
model(keras.Input((8,)))
print(model.count_params(), "parameters")
print(len(model.weights), "weight tensors")
