"""The second derivative goes through the gradient function, to nan."""

import tensorflow as tf


@tf.custom_gradient
def my_better_softplus(z):
    exp = tf.exp(z)

    def my_softplus_gradients(grad):
        return grad / (1.0 + 1.0 / exp)

    return tf.math.log(exp + 1.0), my_softplus_gradients


def stable_softplus(z):
    positive = z > 0
    exp = tf.exp(tf.where(positive, -z, z))
    return tf.where(positive, z, 0.0) + tf.math.log1p(exp)


# --8<-- [start:second]
for softplus in [my_better_softplus, stable_softplus]:
    for number in [0.0, 100.0]:
        z = tf.Variable(number)
        with tf.GradientTape() as outer:
            with tf.GradientTape() as inner:
                y = softplus(z)
            first = inner.gradient(y, z)
        second = outer.gradient(first, z)
        print(f"{number:5} {first:.2f} {second:.2f}")
# --8<-- [end:second]
