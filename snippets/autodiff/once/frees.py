"""A tape keeps intermediate tensors alive until it is done or deleted."""

# --8<-- [start:frees]
import weakref

import tensorflow as tf

w = tf.Variable(tf.ones(1000))


def record(persistent):
    with tf.GradientTape(persistent=persistent) as tape:
        a = tf.exp(w)
        b = tf.sin(a)
        z = tf.reduce_sum(b**2)
    return tape, z, [weakref.ref(a), weakref.ref(b)]


def alive(tensors):
    return sum(tensor() is not None for tensor in tensors)


for persistent in [False, True]:
    tape, z, tensors = record(persistent)
    print(f"persistent={persistent}")
    print("  recorded:      ", alive(tensors))
    tape.gradient(z, w)
    print("  after gradient:", alive(tensors))
    del tape
    print("  after del:     ", alive(tensors))
# --8<-- [end:frees]
