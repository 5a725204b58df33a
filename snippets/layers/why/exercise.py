"""A stack of blocks is itself a layer."""

import keras


class Block(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units)
        self.norm = keras.layers.LayerNormalization()
        self.relu = keras.layers.Activation("relu")

    def call(self, inputs):
        return self.relu(self.norm(self.dense(inputs)))


class Stack(keras.layers.Layer):
    def __init__(self, count, units, **kwargs):
        super().__init__(**kwargs)
        self.blocks = [Block(units) for _ in range(count)]

    def call(self, inputs):
        for block in self.blocks:
            inputs = block(inputs)
        return inputs


model = keras.Sequential([keras.Input((8,)), Stack(3, 16)])
print(len(model.layers), "layer,", model.count_params(), "parameters")
