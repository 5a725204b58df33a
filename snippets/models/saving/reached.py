"""A layer that call leaves out is lost when the model is loaded."""

# --8<-- [start:silent]
import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class Autoencoder(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.encoder = keras.layers.Dense(2)
        self.decoder = keras.layers.Dense(8)

    def call(self, inputs, training=None):
        codes = self.encoder(inputs)
        return self.decoder(codes) if training else codes


def save_and_load(model):
    keras.utils.set_random_seed(42)
    x = np.random.default_rng(42).normal(size=(64, 8)).astype("float32")
    model.compile(loss="mse", optimizer="sgd")
    model.fit(x, x, verbose=0)
    model.save("model.keras")
    loaded = keras.saving.load_model("model.keras")
    codes = model(x)
    print("weight tensors:", len(model.weights), len(loaded.weights))
    print("same codes:   ", np.allclose(codes, loaded(x), atol=1e-5))
    before, after = model.decoder(codes), loaded.decoder(codes)
    print("same decoder: ", np.allclose(before, after, atol=1e-5))


save_and_load(Autoencoder())
# --8<-- [end:silent]


# --8<-- [start:repaired]
@keras.saving.register_keras_serializable(package="book")
class BuiltAutoencoder(Autoencoder):
    def build(self, input_shape):
        self.encoder.build(input_shape)
        self.decoder.build((*input_shape[:-1], 2))


save_and_load(BuiltAutoencoder())
# --8<-- [end:repaired]
