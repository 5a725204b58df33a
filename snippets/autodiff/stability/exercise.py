"""The gradient of a length is nan where the length is 0."""

import tensorflow as tf


def safe_norm(x):
    square = tf.reduce_sum(x**2)
    return tf.sqrt(tf.maximum(square, 1e-12))


for name, norm in [("tf.norm  ", tf.norm), ("safe_norm", safe_norm)]:
    for point in [[3.0, 4.0], [0.0, 0.0]]:
        x = tf.Variable(point)
        with tf.GradientTape() as tape:
            length = norm(x)
        print(name, point, tape.gradient(length, x).numpy().round(4))
