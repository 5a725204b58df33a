"""A loss of a probability can be silent on the worst of predictions."""

import keras
import tensorflow as tf

of_probability = keras.losses.BinaryCrossentropy()
of_logit = keras.losses.BinaryCrossentropy(from_logits=True)
target = tf.constant([[1.0]])
losses = {
    "tf.sigmoid": lambda z: of_probability(target, tf.sigmoid(z)),
    "keras.ops.sigmoid": lambda z: of_probability(
        target, keras.ops.sigmoid(z)
    ),
    "from_logits=True": lambda z: of_logit(target, z),
}
for name, loss_of in losses.items():
    for number in (-16.0, -100.0):
        z = tf.Variable([[number]])
        with tf.GradientTape() as tape:
            loss = loss_of(z)
        gradient = tape.gradient(loss, z)[0, 0]
        print(f"{name:17} {number:6} loss {loss:5.1f} {gradient:4.1f}")
