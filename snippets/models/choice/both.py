"""Layer or Model, a block computes the same; save and summary differ."""

# --8<-- [start:classes]
import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers=2, n_neurons=30, **kwargs):
        super().__init__(**kwargs)
        self.dense_layers = [
            keras.layers.Dense(n_neurons, activation="elu")
            for _ in range(n_layers)
        ]

    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs


@keras.saving.register_keras_serializable(package="book")
class ModelBlock(keras.Model):
    def __init__(self, n_layers=2, n_neurons=30, **kwargs):
        super().__init__(**kwargs)
        self.dense_layers = [
            keras.layers.Dense(n_neurons, activation="elu")
            for _ in range(n_layers)
        ]

    def call(self, inputs, training=None):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs


# --8<-- [end:classes]
# --8<-- [start:same]
x = np.random.default_rng(42).normal(size=(5, 30)).astype("float32")
layer, model = ResidualBlock(), ModelBlock()
layer(x)
model(x)
model.set_weights(layer.get_weights())
print("weight tensors:", len(layer.weights), len(model.weights))
print("equal outputs:", np.allclose(layer(x), model(x)))
# --8<-- [end:same]
# --8<-- [start:arguments]
for block in (ResidualBlock(n_layers=4), ModelBlock(n_layers=4)):
    model = keras.Sequential([keras.Input((30,)), block])
    model.save("model.keras")
    loaded = keras.saving.load_model("model.keras")
    print(f"{type(block).__name__}:")
    print("  parameters:", model.count_params(), loaded.count_params())
    print("  equal:", np.allclose(model(x), loaded(x), rtol=1e-4))
# --8<-- [end:arguments]
# --8<-- [start:nested]
for block in (ResidualBlock(), ModelBlock()):
    model = keras.Sequential([keras.Input((30,)), block])
    lines = []
    model.summary(expand_nested=True, print_fn=lines.append)
    shown = "".join(lines).count("(Dense)")
    print(f"{type(block).__name__}: {shown} Dense layers shown")
# --8<-- [end:nested]
