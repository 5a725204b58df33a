"""Three layers repeated three times become one block used three times."""

# --8<-- [start:repeated]
import keras
import numpy as np

keras.utils.set_random_seed(42)

repeated = keras.Sequential(
    [
        keras.Input((8,)),
        keras.layers.Dense(16),
        keras.layers.LayerNormalization(),
        keras.layers.Activation("relu"),
        keras.layers.Dense(16),
        keras.layers.LayerNormalization(),
        keras.layers.Activation("relu"),
        keras.layers.Dense(16),
        keras.layers.LayerNormalization(),
        keras.layers.Activation("relu"),
    ]
)
count = repeated.count_params()
print(len(repeated.layers), "layers,", count, "parameters")
# --8<-- [end:repeated]


# --8<-- [start:block]
class Block(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units)
        self.norm = keras.layers.LayerNormalization()
        self.relu = keras.layers.Activation("relu")

    def call(self, inputs):
        return self.relu(self.norm(self.dense(inputs)))


blocks = keras.Sequential(
    [keras.Input((8,)), Block(16), Block(16), Block(16)]
)
count = blocks.count_params()
print(len(blocks.layers), "layers,", count, "parameters")
# --8<-- [end:block]

# --8<-- [start:same]
blocks.set_weights(repeated.get_weights())
x = np.random.default_rng(42).normal(size=(5, 8)).astype("float32")
print(np.allclose(repeated(x), blocks(x), atol=1e-6))
# --8<-- [end:same]
