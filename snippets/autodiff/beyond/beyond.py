"""The gradient of a vector is the gradient of its sum."""

# --8<-- [start:gradient]
import tensorflow as tf

x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = tf.stack([x**2, x**3])
print(tape.gradient(y, x).numpy())
# --8<-- [end:gradient]
# --8<-- [start:jacobian]
with tf.GradientTape() as tape:
    y = tf.stack([x**2, x**3])
print(tape.jacobian(y, x).numpy())
# --8<-- [end:jacobian]
# --8<-- [start:shape]
x = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
w = tf.Variable(tf.ones((3, 4)))
with tf.GradientTape(persistent=True) as tape:
    tape.watch(x)
    y = x @ w
print(y.shape, w.shape, "->", tape.jacobian(y, w).shape)
print(y.shape, x.shape, "->", tape.jacobian(y, x).shape)
print("one per example:  ", tape.batch_jacobian(y, x).shape)
others = tape.jacobian(y, x).numpy()[[0, 1], :, [1, 0]]
print("by the input of the other example:", others.any())
# --8<-- [end:shape]
