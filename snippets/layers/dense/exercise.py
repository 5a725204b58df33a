"""A layer that states its input width refuses another one clearly."""

import keras


class MyDense(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        width = input_shape[-1]
        self.kernel = self.add_weight(shape=(width, self.units))
        self.input_spec = keras.layers.InputSpec(axes={-1: width})

    def call(self, inputs):
        return keras.ops.matmul(inputs, self.kernel)


layer = MyDense(3)
print(layer(keras.ops.ones((2, 4))).shape)
try:
    layer(keras.ops.ones((2, 5)))
except ValueError as error:
    print(str(error).rpartition("the layer: ")[2])
