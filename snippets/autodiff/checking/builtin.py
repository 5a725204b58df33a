"""TensorFlow's own check returns both gradients as matrices."""

import numpy as np
import tensorflow as tf


def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


points = [np.array(5.0), np.array(3.0)]
by_tape, by_difference = tf.test.compute_gradient(f, points)
print(*[matrix.item() for matrix in by_tape])
print(*[round(matrix.item(), 6) for matrix in by_difference])
