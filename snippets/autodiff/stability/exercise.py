"""The logarithm of a probability is -inf and nan where it need not be."""

import tensorflow as tf


def log_of_sigmoid(z):
    return tf.math.log(tf.sigmoid(z))


def log_sigmoid(z):
    return -tf.nn.softplus(-z)


for function in [log_of_sigmoid, log_sigmoid]:
    for number in [2.0, -100.0]:
        z = tf.Variable(number)
        with tf.GradientTape() as tape:
            y = function(z)
        gradient = tape.gradient(y, z)
        print(f"{function.__name__:14} {number:6} {y:9.4f} {gradient:7.4f}")
