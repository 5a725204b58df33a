"""One forward pass serves two losses, each with a gradient of its own."""

import tensorflow as tf

w1, w2 = tf.Variable(5.0), tf.Variable(3.0)
calls = 0


def product(w1, w2):
    global calls
    calls += 1
    return w1 * w2


with tf.GradientTape(persistent=True) as tape:
    shared = product(w1, w2)
    z1 = 3 * w1**2 + 2 * shared
    z2 = shared**2
for name, z in [("z1", z1), ("z2", z2)]:
    gradients = tape.gradient(z, [w1, w2])
    print(f"{name}:", [float(gradient) for gradient in gradients])
del tape
print("calls of product:", calls)
