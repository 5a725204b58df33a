"""A persistent tape keeps answering for the values that it recorded."""

# --8<-- [start:stale]
import tensorflow as tf

w = tf.Variable(3.0)
with tf.GradientTape(persistent=True) as tape:
    loss = w**2
for step in range(3):
    gradient = tape.gradient(loss, w)
    w.assign_sub(0.1 * gradient)
    print(f"gradient {gradient:.2f}, w {w.numpy():.2f}")
# --8<-- [end:stale]
# --8<-- [start:repaired]
w = tf.Variable(3.0)
for step in range(3):
    with tf.GradientTape() as tape:
        loss = w**2
    gradient = tape.gradient(loss, w)
    w.assign_sub(0.1 * gradient)
    print(f"gradient {gradient:.2f}, w {w.numpy():.2f}")
# --8<-- [end:repaired]
