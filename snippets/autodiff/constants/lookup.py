"""An operation without a registered gradient is an error, not None."""

# --8<-- [start:lookup]
import tensorflow as tf

image = tf.Variable(tf.ones((2, 2, 3)))
with tf.GradientTape() as tape:
    contrast = tf.image.adjust_contrast(image, 2.0)
tape.gradient(contrast, image)
# --8<-- [end:lookup]
