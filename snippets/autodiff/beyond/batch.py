"""The gradient of a loss per example grows with the batch."""

import tensorflow as tf

w = tf.Variable(2.0)
for size in [1, 10, 100]:
    x = tf.ones((size,))
    with tf.GradientTape(persistent=True) as tape:
        losses = (w * x - 1.0) ** 2
        loss = tf.reduce_mean(losses)
    summed = tape.gradient(losses, w).numpy()
    print(f"{size:3}: {summed:5} or {tape.gradient(loss, w).numpy()}")
