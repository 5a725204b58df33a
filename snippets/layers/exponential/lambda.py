"""Lambda turns a function into a layer."""

import keras
import tensorflow as tf

exponential = keras.layers.Lambda(lambda x: tf.exp(x))
print(exponential(tf.constant([-1.0, 0.0, 1.0])).numpy().round(3))
