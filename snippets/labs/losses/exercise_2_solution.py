"""The losses from inside the model are read after each of its two calls."""

import tensorflow as tf


# --8<-- [start:answer]
def joint_loss(model, x, noisy, y):
    loss = tf.reduce_mean((model(x, training=True) - y) ** 2)
    loss += sum(model.losses)
    loss += tf.reduce_mean((model(noisy, training=True) - y) ** 2)
    loss += sum(model.losses)
    return loss
# --8<-- [end:answer]
