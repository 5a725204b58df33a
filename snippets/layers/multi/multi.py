"""A layer with two inputs and three outputs."""

# --8<-- [start:layer]
import keras
import tensorflow as tf


@keras.saving.register_keras_serializable(package="book")
class MyMultiLayer(keras.layers.Layer):
    def call(self, inputs):
        first, second = inputs
        return first + second, first * second, first / second

    def compute_output_shape(self, input_shape):
        first, second = map(tf.TensorShape, input_shape)
        shape = tf.broadcast_static_shape(first, second)
        return [tuple(shape)] * 3


# --8<-- [end:layer]
if __name__ == "__main__":
    # --8<-- [start:eager]
    x = tf.constant([[6.0, 8.0]])
    y = tf.constant([[2.0, 4.0]])
    for output in MyMultiLayer()((x, y)):
        print(output.numpy())
    # --8<-- [end:eager]
    # --8<-- [start:model]
    inputs = [keras.Input((1,)), keras.Input((2,))]
    model = keras.Model(inputs, MyMultiLayer()(inputs))
    print("promised:", model.output_shape)
    outputs = model([tf.ones((5, 1)), tf.ones((5, 2))])
    print("real:    ", [tuple(output.shape) for output in outputs])
    # --8<-- [end:model]
