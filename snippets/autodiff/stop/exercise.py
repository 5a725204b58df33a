"""The gradient moves the estimate when its target is held still."""

import tensorflow as tf

w = tf.Variable(2.0)
state, next_state, reward, discount = 1.0, 3.0, 1.0, 0.9


def loss(stop):
    estimate = w * state
    target = reward + discount * w * next_state
    if stop:
        target = tf.stop_gradient(target)
    return (estimate - target) ** 2


for stop in [False, True]:
    with tf.GradientTape() as tape:
        value = loss(stop)
    gradient = tape.gradient(value, w)
    print(f"{stop!s:5} loss {value:.2f}, gradient {gradient:.2f}")
