"""The backward pass multiplies 1/u by exp(z), and 1/u is lost first."""

import tensorflow as tf

print("    z         u       1/u  product")
for number in [87.0, 88.0, 100.0]:
    z = tf.constant(number)
    u = tf.exp(z) + 1.0
    inverse = tf.math.reciprocal(u)
    product = inverse * tf.exp(z)
    print(f"{number:5} {u:9.2e} {inverse:9.2e} {product:8.4f}")
