"""A single tf.where guards a square root until XLA compiles it."""

# --8<-- [start:compiled]
import tensorflow as tf


def one_where(x):
    return tf.where(x > 0, tf.sqrt(x), 0.0)


def two_wheres(x):
    safe = tf.where(x > 0, x, 1.0)
    return tf.where(x > 0, tf.sqrt(safe), 0.0)


def gradient(function, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = function(x)
    return tape.gradient(y, x)


graph = tf.function(gradient)
xla = tf.function(gradient, jit_compile=True)
x = tf.constant(0.0)
for function in [one_where, two_wheres]:
    for name, run in [("eager", gradient), ("graph", graph), ("XLA", xla)]:
        print(f"{function.__name__:10} {name:5} {run(function, x).numpy()}")
# --8<-- [end:compiled]
