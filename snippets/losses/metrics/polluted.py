"""A call of the model in the middle of an epoch counts in its history."""

# --8<-- [start:polluted]
import keras
import numpy as np


class Watched(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.out = keras.layers.Dense(1)
        self.tracker = keras.metrics.Mean(name="square")

    def call(self, inputs, training=None):
        self.tracker.update_state(keras.ops.mean(inputs**2, axis=-1))
        return self.out(inputs)


class Peek(keras.callbacks.Callback):
    def __init__(self, moment):
        super().__init__()
        setattr(self, moment, self.peek)

    def peek(self, number, logs=None):
        if number == 0:
            self.model(10 * x)


def squares(model, moment):
    model.compile(loss="mse")
    history = model.fit(
        x, y, batch_size=50, epochs=2, verbose=0, callbacks=[Peek(moment)]
    ).history["square"]
    print(f"{moment:<18}", " ".join(f"{value:<4.1f}" for value in history))


x, y = np.ones((200, 8)), np.ones((200, 1))
moments = ("none", "on_epoch_begin", "on_train_batch_end", "on_epoch_end")
for moment in moments:
    model = Watched()
    squares(model, moment)
# --8<-- [end:polluted]
# --8<-- [start:reset]
model.evaluate(x, y, verbose=0)
print("after evaluate:", int(model.tracker.count))
model.predict(x, verbose=0)
print("after predict: ", int(model.tracker.count))
# --8<-- [end:reset]
# --8<-- [start:repaired]
class Tracked(Watched):
    def call(self, inputs, training=None):
        self.add_loss(keras.ops.mean(inputs**2))
        return self.out(inputs)

    def compute_loss(self, x, *args, **kwargs):
        rows = keras.ops.shape(x)[0]
        self.tracker.update_state(sum(self.losses), sample_weight=rows)
        return super().compute_loss(x, *args, **kwargs)


for moment in ("none", "on_train_batch_end"):
    squares(Tracked(), moment)
# --8<-- [end:repaired]
