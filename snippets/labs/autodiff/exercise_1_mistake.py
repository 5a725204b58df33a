"""A nan of the side that tf.where leaves out gets into the gradient."""

import tensorflow as tf


# --8<-- [start:answer]
def log_sum_exp(z):
    largest = tf.reduce_max(z, axis=-1)
    total = tf.reduce_sum(tf.exp(z), axis=-1)
    return tf.where(largest > 80.0, largest, tf.math.log(total))
# --8<-- [end:answer]
