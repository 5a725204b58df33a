"""What a layer sets before super().__init__() may be undone by it."""

import keras


class Frozen(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        self.dense = keras.layers.Dense(units)
        self.trainable = False
        super().__init__(**kwargs)

    def call(self, inputs):
        return self.dense(inputs)


layer = Frozen(3)
layer(keras.ops.ones((2, 4)))
print("weights:", len(layer.weights))
print("trainable:", layer.trainable)
