"""A training loop that adds model.losses trains as fit does."""

# --8<-- [start:model]
import keras
import numpy as np
import tensorflow as tf


class ReconstructingRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.hidden = keras.Sequential(
            [
                keras.layers.Dense(
                    30, activation="selu", kernel_initializer="lecun_normal"
                )
                for _ in range(5)
            ]
        )
        self.out = keras.layers.Dense(output_dim)

    def build(self, input_shape):
        self.reconstruct = keras.layers.Dense(
            input_shape[-1], name="reconstruct"
        )
        self.hidden.build(input_shape)
        hidden_shape = self.hidden.compute_output_shape(input_shape)
        self.out.build(hidden_shape)
        self.reconstruct.build(hidden_shape)

    def call(self, inputs, training=None):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        errors = keras.ops.cast(errors, keras.config.floatx())
        self.add_loss(0.05 * keras.ops.mean(errors))
        return self.out(hidden)


# --8<-- [end:model]
# --8<-- [start:train]
def train(model, x, y, optimizer, epochs, batch_size):
    mse = keras.losses.MeanSquaredError()
    for epoch in range(epochs):
        for start in range(0, len(x), batch_size):
            rows = slice(start, start + batch_size)
            with tf.GradientTape() as tape:
                main = mse(y[rows], model(x[rows], training=True))
                loss = main + sum(model.losses)
            gradients = tape.gradient(loss, model.trainable_weights)
            optimizer.apply(gradients, model.trainable_weights)


# --8<-- [end:train]
if __name__ == "__main__":
    # --8<-- [start:fit]
    x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
    y = x.sum(axis=1, keepdims=True)

    keras.utils.set_random_seed(42)
    fitted = ReconstructingRegressor(1)
    fitted.compile(loss="mse", optimizer=keras.optimizers.SGD(0.01))
    fitted.fit(x, y, epochs=3, batch_size=50, shuffle=False, verbose=0)

    keras.utils.set_random_seed(42)
    looped = ReconstructingRegressor(1)
    looped.build((None, 8))
    train(looped, x, y, keras.optimizers.SGD(0.01), 3, 50)

    pairs = list(zip(fitted.weights, looped.weights))
    print(len(pairs), "weight tensors")
    print("equal:", all(np.allclose(a, b, atol=1e-5) for a, b in pairs))
    # --8<-- [end:fit]
