"""Two equal points have the distance 0, and its gradient is nan or 0."""

# --8<-- [start:distance]
import tensorflow as tf


def distance(a, b):
    return tf.norm(a - b)


def safe_distance(a, b):
    square = tf.reduce_sum((a - b) ** 2)
    apart = square > 0
    root = tf.sqrt(tf.where(apart, square, 1.0))
    return tf.where(apart, root, 0.0)


b = tf.constant([3.0, 4.0])
for function in [distance, safe_distance]:
    for point in [[0.0, 0.0], [3.0, 4.0]]:
        a = tf.Variable(point)
        with tf.GradientTape() as tape:
            length = function(a, b)
        gradient = tape.gradient(length, a).numpy()
        print(f"{function.__name__:13} {length.numpy()} {gradient}")
# --8<-- [end:distance]
