"""A tape works in a tf.function, where a variable cannot be made anew."""

# --8<-- [start:function]
import tensorflow as tf


def g(w):
    return w**2 if w > 0 else -w


@tf.function
def gradient(w):
    with tf.GradientTape() as tape:
        z = g(w)
    return tape.gradient(z, w)


for start in [3.0, -3.0]:
    print(gradient(tf.Variable(start)).numpy())
# --8<-- [end:function]


# --8<-- [start:variable]
@tf.function
def scaled(x):
    scale = tf.Variable(2.0)
    return scale * x


try:
    scaled(tf.constant(1.0))
except ValueError as error:
    print(*str(error).split("ValueError: ")[1].split(". "), sep=".\n")
# --8<-- [end:variable]
