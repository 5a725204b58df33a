"""model.build((None, 8)) marks a subclassed model as built, and no more."""

import keras


class OneLayer(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.out = keras.layers.Dense(1)

    def call(self, inputs, training=None):
        return self.out(inputs)


model = OneLayer()
model.build((None, 8))
print("after build:", model.built, model.count_params())
model(keras.Input((8,)))
print("after a call:", model.built, model.count_params())
