"""A call of the model in the middle of an epoch counts in its history."""

import keras
import numpy as np


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
        self.tracker = keras.metrics.Mean(name="reconstruction_error")

    def build(self, input_shape):
        self.reconstruct = keras.layers.Dense(input_shape[-1])
        self.hidden.build(input_shape)
        hidden_shape = self.hidden.compute_output_shape(input_shape)
        self.out.build(hidden_shape)
        self.reconstruct.build(hidden_shape)

    def call(self, inputs):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        errors = keras.ops.mean(errors, axis=-1)
        self.tracker.update_state(errors)
        self.add_loss(0.05 * keras.ops.mean(errors))
        return self.out(hidden)


keras.utils.set_random_seed(42)
x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
y = x.sum(axis=1, keepdims=True)

# --8<-- [start:polluted]
class Peek(keras.callbacks.Callback):
    def __init__(self, moment):
        super().__init__()
        setattr(self, moment, self.peek)

    def peek(self, number, logs=None):
        if number == 0:
            self.model(10 * x)


moments = ("none", "on_epoch_begin", "on_train_batch_end", "on_epoch_end")
for moment in moments:
    keras.utils.set_random_seed(42)
    model = ReconstructingRegressor(1)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.01))
    history = model.fit(
        x, y, batch_size=50, epochs=2, verbose=0, callbacks=[Peek(moment)]
    ).history["reconstruction_error"]
    print(f"{moment:<18}", " ".join(f"{value:<5.1f}" for value in history))
# --8<-- [end:polluted]
# --8<-- [start:reset]
model.evaluate(x, y, verbose=0)
print("after evaluate:", int(model.tracker.count))
model.predict(x, verbose=0)
print("after predict: ", int(model.tracker.count))
# --8<-- [end:reset]
# --8<-- [start:repaired]
class TrackingRegressor(ReconstructingRegressor):
    def __init__(self, output_dim, **kwargs):
        super().__init__(output_dim, **kwargs)
        self.tracker = keras.metrics.Mean(name="auxiliary")

    def call(self, inputs):
        hidden = self.hidden(inputs)
        errors = keras.ops.square(self.reconstruct(hidden) - inputs)
        self.add_loss(0.05 * keras.ops.mean(errors))
        return self.out(hidden)

    def compute_loss(self, x, *args, **kwargs):
        rows = keras.ops.shape(x)[0]
        self.tracker.update_state(sum(self.losses), sample_weight=rows)
        return super().compute_loss(x, *args, **kwargs)


for moment in ("none", "on_train_batch_end"):
    keras.utils.set_random_seed(42)
    model = TrackingRegressor(1)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.01))
    history = model.fit(
        x, y, batch_size=50, epochs=2, verbose=0, callbacks=[Peek(moment)]
    ).history["auxiliary"]
    print(f"{moment:<18}", " ".join(f"{value:.4f}" for value in history))
# --8<-- [end:repaired]
