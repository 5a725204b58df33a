"""With a random last kernel, a model does not start as its linear layer."""

import keras


# --8<-- [start:answer]
class CorrectedRegressor(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.linear = keras.layers.Dense(1)
        self.correction = keras.Sequential(
            [
                keras.layers.Dense(30, activation="elu"),
                keras.layers.Dense(1),
            ]
        )

    def call(self, inputs, training=None):
        return self.linear(inputs) + self.correction(inputs)
# --8<-- [end:answer]
