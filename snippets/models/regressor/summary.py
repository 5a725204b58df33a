"""summary() asks a layer for its output shape, and shows ? without one."""

# --8<-- [start:classes]
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


class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.first = keras.layers.Dense(
            30,
            activation="elu",
            kernel_initializer="he_normal",
            name="first",
        )
        self.block1 = ResidualBlock(2, 30, name="block1")
        self.block2 = ResidualBlock(2, 30, name="block2")
        self.out = keras.layers.Dense(output_dim, name="out")

    def call(self, inputs):
        outputs = self.first(inputs)
        for _ in range(1 + 3):
            outputs = self.block1(outputs)
        return self.out(self.block2(outputs))


# --8<-- [end:classes]
# --8<-- [start:summary]
model = ResidualRegressor(1, name="regressor")
model(keras.Input((8,)))
model.summary(line_length=36, print_fn=print)
# --8<-- [end:summary]


# --8<-- [start:shape]
class ShapedBlock(ResidualBlock):
    def build(self, input_shape):
        for dense in self.dense_layers:
            dense.build(input_shape)

    def compute_output_shape(self, input_shape):
        return input_shape


class TwoBlocks(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.plain = ResidualBlock(2, 30, name="plain")
        self.shaped = ShapedBlock(2, 30, name="shaped")

    def call(self, inputs):
        return self.shaped(self.plain(inputs))


model = TwoBlocks(name="two_blocks")
model(keras.Input((30,)))
model.summary(line_length=36, print_fn=print)
# --8<-- [end:shape]
