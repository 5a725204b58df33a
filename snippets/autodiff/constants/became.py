"""v = v + 1 replaces the variable by a tensor; assign_add does not."""

# --8<-- [start:became]
import tensorflow as tf

v = tf.Variable(2.0)
for step in range(2):
    with tf.GradientTape() as tape:
        z = v**2
    print(isinstance(v, tf.Variable), tape.gradient(z, v))
    v = v + 1
# --8<-- [end:became]
# --8<-- [start:repaired]
v = tf.Variable(2.0)
for step in range(2):
    with tf.GradientTape() as tape:
        z = v**2
    print(isinstance(v, tf.Variable), tape.gradient(z, v))
    v.assign_add(1.0)
# --8<-- [end:repaired]
