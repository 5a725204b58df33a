"""An integer variable has no gradient, and no warning says so."""

# --8<-- [start:integer]
import tensorflow as tf


def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


for start in [(5, 3), (5.0, 3.0)]:
    w1, w2 = map(tf.Variable, start)
    with tf.GradientTape() as tape:
        z = f(w1, w2)
    gradients = tape.gradient(z, [w1, w2])
    print(w1.dtype.name, [g if g is None else float(g) for g in gradients])
# --8<-- [end:integer]
