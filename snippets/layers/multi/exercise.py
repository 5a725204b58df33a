"""A layer with two inputs and one output: the distance between them."""

import keras


class Distance(keras.layers.Layer):
    def call(self, inputs):
        first, second = inputs
        squares = keras.ops.square(first - second)
        total = keras.ops.sum(squares, axis=-1, keepdims=True)
        root = keras.ops.sqrt(keras.ops.where(total > 0, total, 1.0))
        return keras.ops.where(total > 0, root, 0.0)

    def compute_output_shape(self, input_shape):
        first, _ = input_shape
        return (*first[:-1], 1)


points = [keras.Input((2,)), keras.Input((2,))]
model = keras.Model(points, Distance()(points))
print(model.output_shape)
origin = keras.ops.zeros((1, 2))
print(model([origin, keras.ops.array([[3.0, 4.0]])]).numpy())
