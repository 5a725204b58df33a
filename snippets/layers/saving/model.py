"""A model does not record even a plain number by itself."""

import keras


class Regressor(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.hidden = keras.layers.Dense(units, activation="relu")
        self.out = keras.layers.Dense(1)

    def call(self, inputs, training=None):
        return self.out(self.hidden(inputs))


model = Regressor(8)
model(keras.ops.ones((1, 4)))
model.save("regressor.keras")
