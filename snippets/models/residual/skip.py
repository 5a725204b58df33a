"""Small weights lose input and gradient, unless the blocks skip them."""

# --8<-- [start:stack]
import keras
import numpy as np
import tensorflow as tf


class Block(keras.layers.Layer):
    def __init__(self, skip, initializer, **kwargs):
        super().__init__(**kwargs)
        self.skip = skip
        self.dense_layers = [
            keras.layers.Dense(
                30, activation="elu", kernel_initializer=initializer
            )
            for _ in range(2)
        ]

    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs if self.skip else outputs


def ten_blocks(skip, initializer):
    keras.utils.set_random_seed(42)
    layers = [Block(skip, initializer) for _ in range(10)]
    return keras.Sequential([keras.Input((30,)), *layers])


# --8<-- [end:stack]
# --8<-- [start:measure]
x = tf.random.stateless_normal((512, 30), seed=(4, 2))
for initializer in ("random_normal", "he_normal"):
    for skip in (True, False):
        blocks = ten_blocks(skip, initializer)
        with tf.GradientTape() as tape:
            tape.watch(x)
            outputs = blocks(x)
        gradient = np.abs(tape.gradient(outputs, x)).mean()
        print(f"{initializer}, skip={skip}:")
        print(f"  output {np.std(outputs):.1f}, gradient {gradient:.1f}")
# --8<-- [end:measure]
