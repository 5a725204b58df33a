"""Calling the model again replaces its losses."""

import keras


class Penalty(keras.layers.Layer):
    def call(self, inputs):
        self.add_loss(keras.ops.mean(inputs**2))
        return inputs


model = keras.Sequential([keras.Input((1,)), Penalty()])
one = keras.ops.ones((1, 1))

model(one)
model(2 * one)
print("read once: ", float(sum(model.losses)))

model(one)
kept = sum(model.losses)
model(2 * one)
kept = kept + sum(model.losses)
print("read twice:", float(kept))
