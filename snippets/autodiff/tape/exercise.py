"""The chain rule, applied backward by hand, gives what the tape gives."""

import tensorflow as tf


def by_hand(w1, w2):
    a = w1**2
    b = 3 * a
    c = w1 * w2
    d = 2 * c
    f = b + d

    at_f = 1.0
    at_b = at_f
    at_d = at_f
    at_a = 3 * at_b
    at_c = 2 * at_d
    at_w1 = 2 * w1 * at_a + w2 * at_c
    at_w2 = w1 * at_c
    return f, [at_w1, at_w2]


def by_tape(w1, w2):
    w1, w2 = tf.Variable(w1), tf.Variable(w2)
    with tf.GradientTape() as tape:
        f = 3 * w1**2 + 2 * w1 * w2
    gradients = tape.gradient(f, [w1, w2])
    return float(f), [float(gradient) for gradient in gradients]


for point in [(5.0, 3.0), (-1.0, 4.0)]:
    print(by_hand(*point), by_tape(*point))
