"""A layer may take its two inputs as two arguments."""

# --8<-- [start:layer]
import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class Join(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, first_shape, second_shape):
        width = first_shape[-1] + second_shape[-1]
        self.kernel = self.add_weight(shape=(width, self.units))

    def call(self, first, second):
        joined = keras.ops.concatenate([first, second], axis=-1)
        return keras.ops.matmul(joined, self.kernel)

    def get_config(self):
        return {**super().get_config(), "units": self.units}


# --8<-- [end:layer]
# --8<-- [start:model]
inputs = [keras.Input((1,)), keras.Input((2,))]
model = keras.Model(inputs, Join(3)(*inputs))
model.save("join.keras")
loaded = keras.saving.load_model("join.keras")
x = [np.ones((5, 1)), np.ones((5, 2))]
print("output shape:", model.output_shape)
print("same after loading:", np.allclose(model(x), loaded(x)))
# --8<-- [end:model]
# --8<-- [start:missing]
Join(3)(np.ones((2, 2)))
# --8<-- [end:missing]
