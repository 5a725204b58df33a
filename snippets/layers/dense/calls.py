"""A layer that prints which of its methods Keras calls, and when."""

# --8<-- [start:layer]
import keras


@keras.saving.register_keras_serializable(package="book")
class Traced(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        print("  __init__")
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        print("  build", input_shape)
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units))

    def call(self, inputs):
        print("  call")
        return keras.ops.matmul(inputs, self.kernel)

    def compute_output_shape(self, input_shape):
        print("  compute_output_shape")
        return (*input_shape[:-1], self.units)

    def get_config(self):
        print("  get_config")
        return {**super().get_config(), "units": self.units}


# --8<-- [end:layer]
# --8<-- [start:calls]
x = keras.ops.ones((2, 4))
print("layer = Traced(3)")
layer = Traced(3)
print("layer(x)")
layer(x)
print("layer(x), once more")
layer(x)
print("Traced(3)(keras.Input((4,)))")
inputs = keras.Input((4,))
model = keras.Model(inputs, Traced(3)(inputs))
print("model(x)")
model(x)
print("model.save")
model.save("traced.keras")
print("load_model")
loaded = keras.saving.load_model("traced.keras")
# --8<-- [end:calls]
