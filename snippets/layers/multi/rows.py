"""A batch of two rows passes for two inputs, unless the layer checks."""

import keras


# --8<-- [start:layer]
class Sum(keras.layers.Layer):
    def call(self, inputs):
        first, second = inputs
        return first + second


class CheckedSum(Sum):
    def build(self, input_shape):
        shapes = [s for s in input_shape if isinstance(s, (tuple, list))]
        if len(shapes) != 2:
            raise ValueError(
                f"inputs must be two tensors. Received: shape {input_shape}"
            )


# --8<-- [end:layer]
# --8<-- [start:silent]
two_rows = keras.ops.array([[1.0, 2.0], [3.0, 4.0]])
print(Sum()(two_rows).numpy())
# --8<-- [end:silent]
# --8<-- [start:checked]
print(CheckedSum()([two_rows, two_rows]).shape)
CheckedSum()(two_rows)
# --8<-- [end:checked]
