"""Inside its own block, a persistent tape records the gradient too."""

# --8<-- [start:inside]
import tensorflow as tf

w = tf.Variable(3.0)
with tf.GradientTape(persistent=True) as tape:
    z = w**3
    inside = tape.gradient(z, w)
outside = tape.gradient(z, w)

print("gradient:   ", inside.numpy(), outside.numpy())
print("differentiated again:")
print("    inside: ", tape.gradient(inside, w).numpy())
print("    outside:", tape.gradient(outside, w))
# --8<-- [end:inside]
