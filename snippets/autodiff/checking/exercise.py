"""A custom gradient of two inputs returns two gradients."""

import tensorflow as tf


@tf.custom_gradient
def distance(x, y):
    length = tf.sqrt(x**2 + y**2)

    def gradients(grad):
        return grad * x / length, grad * y / length

    return length, gradients


x, y = tf.constant(3.0, tf.float64), tf.constant(4.0, tf.float64)
with tf.GradientTape() as tape:
    tape.watch([x, y])
    z = distance(x, y)
gradient = tape.gradient(z, [x, y])
h = 1e-5
slope_x = (distance(x + h, y) - distance(x - h, y)) / (2 * h)
slope_y = (distance(x, y + h) - distance(x, y - h)) / (2 * h)
print(f"tape:  {gradient[0]:.6f} {gradient[1]:.6f}")
print(f"slope: {slope_x:.6f} {slope_y:.6f}")
