"""What is computed before the block is not on the tape."""

# --8<-- [start:outside]
import tensorflow as tf

w = tf.Variable(3.0)
square = w**2
with tf.GradientTape() as tape:
    z = 2 * square
print("outside:", tape.gradient(z, w))

with tf.GradientTape() as tape:
    square = w**2
    z = 2 * square
print("inside: ", tape.gradient(z, w).numpy())
# --8<-- [end:outside]
