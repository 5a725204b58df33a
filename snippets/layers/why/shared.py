"""Multiplying a list of one block repeats that block, weights included."""

import keras


class Block(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation="relu")

    def call(self, inputs):
        return self.dense(inputs)


one_block = keras.Sequential([keras.Input((16,))] + [Block(16)] * 3)
three_blocks = keras.Sequential(
    [keras.Input((16,))] + [Block(16) for _ in range(3)]
)
print("[Block(16)] * 3:           ", one_block.count_params())
print("[Block(16) for _ in ...]:  ", three_blocks.count_params())
