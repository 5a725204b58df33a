"""A variable behind stop_gradient gets None, or 0.0 if you ask for it."""

# --8<-- [start:zero]
import tensorflow as tf

w1, w2 = tf.Variable(5.0), tf.Variable(3.0)
with tf.GradientTape(persistent=True) as tape:
    z = 3 * w1**2 + tf.stop_gradient(2 * w1 * w2)

zero = tf.UnconnectedGradients.ZERO
print(tape.gradient(z, w2))
print(tape.gradient(z, w2, unconnected_gradients=zero).numpy())
# --8<-- [end:zero]
# --8<-- [start:step]
w2.assign_sub(0.01 * tape.gradient(z, w2))
# --8<-- [end:step]
