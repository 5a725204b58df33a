"""What assign writes into a variable has no gradient any more."""

# --8<-- [start:assign]
import tensorflow as tf

w, state = tf.Variable(3.0), tf.Variable(0.0)
with tf.GradientTape() as tape:
    state.assign(2 * w)
    z = state**2
print("variable:", tape.gradient(z, w))

with tf.GradientTape() as tape:
    doubled = 2 * w
    z = doubled**2
print("tensor:  ", tape.gradient(z, w).numpy())
# --8<-- [end:assign]
