"""Weights alone are loaded into a model that has been called before."""

# --8<-- [start:save]
import keras
import numpy as np


class Regressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.hidden = keras.layers.Dense(30, activation="elu")
        self.out = keras.layers.Dense(output_dim)

    def call(self, inputs, training=None):
        return self.out(self.hidden(inputs))


x = np.random.default_rng(42).normal(size=(5, 8)).astype("float32")
model = Regressor(1)
outputs = model(x).numpy()
model.save_weights("regressor.weights.h5")

called = Regressor(1)
called(keras.Input((8,)))
called.load_weights("regressor.weights.h5")
print("after a call, same:", np.allclose(outputs, called(x), rtol=1e-4))
# --8<-- [end:save]
# --8<-- [start:marked]
marked = Regressor(1)
marked.build((None, 8))
marked.load_weights("regressor.weights.h5")
print("after build, same: ", np.allclose(outputs, marked(x), rtol=1e-4))
# --8<-- [end:marked]
# --8<-- [start:unbuilt]
Regressor(1).load_weights("regressor.weights.h5")
# --8<-- [end:unbuilt]
