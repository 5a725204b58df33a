"""On the second visit, Keras takes back the error of the first."""

# --8<-- [start:visits]
import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class Traced(keras.layers.Dense):
    def load_own_variables(self, store):
        print("in the file:", len(store.keys()), end=", ")
        print("in the layer:", len(self.weights), end=", ")
        try:
            super().load_own_variables(store)
        except ValueError as error:
            print("error:", str(error).split(" and")[0])
            raise
        print("no error")


@keras.saving.register_keras_serializable(package="book")
class Unbuilt(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.out = Traced(1, name="out")

    def build(self, input_shape):
        pass

    def call(self, inputs, training=None):
        return self.out(inputs)


model = Unbuilt()
model(np.ones((2, 4)))
model.save("unbuilt.keras")
loaded = keras.saving.load_model("unbuilt.keras")
# --8<-- [end:visits]
