"""Stopping the gradient of one term leaves the value as it was."""

# --8<-- [start:stop]
import tensorflow as tf


def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


def stopped(w1, w2):
    return 3 * w1**2 + tf.stop_gradient(2 * w1 * w2)


w1, w2 = tf.Variable(5.0), tf.Variable(3.0)
for function in [f, stopped]:
    with tf.GradientTape() as tape:
        z = function(w1, w2)
    gradients = tape.gradient(z, [w1, w2])
    shown = [None if g is None else g.numpy().item() for g in gradients]
    print(f"{function.__name__:8} {z.numpy()} {shown}")
# --8<-- [end:stop]
