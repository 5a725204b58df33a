"""Names such as layers are free in a Layer and taken in a Model."""

import keras


class LayerStack(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.layers = [keras.layers.Dense(30), keras.layers.Dense(30)]


class ModelStack(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.layers = [keras.layers.Dense(30), keras.layers.Dense(30)]


print("in a Layer:", len(LayerStack().layers))
ModelStack()
