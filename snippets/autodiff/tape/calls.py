"""A tape calls f once, however many parameters there are."""

# --8<-- [start:calls]
import numpy as np
import tensorflow as tf

calls = 0


def f(w):
    global calls
    calls += 1
    return tf.reduce_sum(w**2)


for count in [2, 100, 1000]:
    calls = 0
    w = tf.Variable(tf.ones(count))
    with tf.GradientTape() as tape:
        z = f(w)
    gradient = tape.gradient(z, w)
    right = np.array_equal(gradient, 2 * np.ones(count))
    print(f"{count:4} parameters: {calls} call, right: {right}")
# --8<-- [end:calls]
