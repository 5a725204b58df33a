"""A Python number is no weight: it is not trained and stays 0."""

import keras


class Block(keras.layers.Layer):
    def __init__(self, skip, initializer, units=30, **kwargs):
        super().__init__(**kwargs)
        self.skip = skip
        self.dense_layers = [
            keras.layers.Dense(
                units, activation="elu", kernel_initializer=initializer
            )
            for _ in range(2)
        ]

    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs if self.skip else outputs


# --8<-- [start:answer]
class GatedBlock(Block):
    def __init__(self, units=30, **kwargs):
        super().__init__(False, "he_normal", units, **kwargs)
        self.alpha = 0.0

    def call(self, inputs):
        return inputs + self.alpha * super().call(inputs)
# --8<-- [end:answer]
