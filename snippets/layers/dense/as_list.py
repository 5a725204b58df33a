"""A shape is a tuple in Keras 3: the book's as_list() fails in a model."""

# --8<-- [start:layer]
import keras
import tensorflow as tf


class BookDense(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units))

    def call(self, inputs):
        return inputs @ self.kernel

    def compute_output_shape(self, input_shape):
        return tf.TensorShape(input_shape.as_list()[:-1] + [self.units])


# --8<-- [end:layer]
# --8<-- [start:eager]
print("eager:", BookDense(3)(tf.ones((2, 4))).shape)
# --8<-- [end:eager]
# --8<-- [start:model]
inputs = keras.Input((4,), name="inputs")
keras.Model(inputs, BookDense(3)(inputs))
# --8<-- [end:model]
