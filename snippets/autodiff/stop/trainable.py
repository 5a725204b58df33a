"""A frozen layer passes gradients on; stop_gradient does not."""

import keras
import tensorflow as tf


class Three(keras.Model):
    def __init__(self, stop=False, **kwargs):
        super().__init__(**kwargs)
        self.first = keras.layers.Dense(8)
        self.second = keras.layers.Dense(8)
        self.third = keras.layers.Dense(1)
        self.stop = stop

    def call(self, inputs, training=None):
        hidden = self.second(self.first(inputs))
        return self.third(tf.stop_gradient(hidden) if self.stop else hidden)


keras.utils.set_random_seed(42)
x = tf.random.normal((64, 4))
for case in ["neither", "trainable = False", "stop_gradient"]:
    model = Three(stop=case == "stop_gradient")
    model(x)
    model.second.trainable = case != "trainable = False"
    weights = model.trainable_variables
    with tf.GradientTape() as tape:
        outputs = model(x, training=True)
        loss = tf.reduce_mean((outputs - 1.0) ** 2)
    gradients = tape.gradient(loss, weights)
    moved = {id(w) for w, g in zip(weights, gradients) if g is not None}
    layers = [model.first, model.second, model.third]
    print(f"{case:18}", *[id(layer.kernel) in moved for layer in layers])
