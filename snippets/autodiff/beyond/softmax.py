"""The gradient of all softmax outputs together is zero."""

import tensorflow as tf

z = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape(persistent=True) as tape:
    p = tf.nn.softmax(z)
    best = p[2]
largest = tf.reduce_max(tf.abs(tape.gradient(p, z)))
print(f"all:  at most {largest:.4f}")
print("last:", tape.gradient(best, z).numpy().round(4))
print(tape.jacobian(p, z).numpy().round(4))
