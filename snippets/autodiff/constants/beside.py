"""A result has a gradient with respect to the tensors it came from only."""

# --8<-- [start:beside]
import keras
import tensorflow as tf

conv = keras.layers.Conv2D(2, 3)
rest = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(1)])
model = keras.Sequential([keras.Input((8, 8, 1)), conv, rest])
images = tf.ones((1, 8, 8, 1))

with tf.GradientTape() as tape:
    features = conv(images)
    score = model(images)
print("beside: ", tape.gradient(score, features))

with tf.GradientTape() as tape:
    features = conv(images)
    score = rest(features)
print("through:", tape.gradient(score, features).shape)
# --8<-- [end:beside]
