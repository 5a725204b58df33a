"""In float32 the differences are too coarse to check a gradient."""

import tensorflow as tf


def f(w1, w2):
    return 3 * w1 * w1 + 2 * w1 * w2


for dtype in [tf.float32, tf.float64]:
    w1, w2 = tf.constant(5.0, dtype), tf.constant(3.0, dtype)
    for step in [1e-3, 1e-5, 1e-7]:
        slope = (f(w1 + step, w2) - f(w1 - step, w2)) / (2 * step)
        print(f"{dtype.name}, step {step:.0e}: {slope:.3f}")
