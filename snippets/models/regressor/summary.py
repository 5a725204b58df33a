"""summary() asks a layer for its output shape, and shows ? without one."""

import keras


class ShortBlock(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(30, activation="elu")

    def call(self, inputs):
        return inputs + self.dense(inputs)


class ShapedBlock(ShortBlock):
    def build(self, input_shape):
        self.dense.build(input_shape)

    def compute_output_shape(self, input_shape):
        return input_shape


class TwoBlocks(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.short = ShortBlock(name="short")
        self.shaped = ShapedBlock(name="shaped")

    def call(self, inputs, training=None):
        return self.shaped(self.short(inputs))


model = TwoBlocks(name="two_blocks")
model(keras.Input((30,)))
model.summary(line_length=36, print_fn=print)
