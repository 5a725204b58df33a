"""With the largest score subtracted, the exponential cannot overflow."""

import tensorflow as tf


# --8<-- [start:answer]
def log_sum_exp(z):
    largest = tf.reduce_max(z, axis=-1, keepdims=True)
    total = tf.reduce_sum(tf.exp(z - largest), axis=-1)
    return tf.squeeze(largest, axis=-1) + tf.math.log(total)
# --8<-- [end:answer]
