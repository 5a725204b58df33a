"""A model without get_config is saved with its defaults, silently."""

# --8<-- [start:layer]
import keras


@keras.saving.register_keras_serializable(package="book")
class Scaler(keras.Model):
    def __init__(self, factor=1.0, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, inputs, training=None):
        return self.factor * inputs


# --8<-- [end:layer]
# --8<-- [start:silent]
x = keras.ops.ones((1, 1))
model = Scaler(factor=3.0)
before = model(x).numpy()
model.save("scaler.keras")
after = keras.saving.load_model("scaler.keras")(x).numpy()
print("without get_config:", before, "->", after)
# --8<-- [end:silent]


# --8<-- [start:repaired]
@keras.saving.register_keras_serializable(package="book")
class ConfiguredScaler(Scaler):
    def get_config(self):
        return {**super().get_config(), "factor": self.factor}


model = ConfiguredScaler(factor=3.0)
before = model(x).numpy()
model.save("scaler.keras")
after = keras.saving.load_model("scaler.keras")(x).numpy()
print("with get_config:   ", before, "->", after)
# --8<-- [end:repaired]
