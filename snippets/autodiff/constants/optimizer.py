"""An optimizer skips a variable whose gradient is None, with a warning."""

# --8<-- [start:some]
import warnings

import keras
import tensorflow as tf

w = keras.Variable(3.0, name="w")
other = keras.Variable(3.0, name="other")
optimizer = keras.optimizers.SGD(learning_rate=0.1)

with tf.GradientTape() as tape:
    loss = w**2
gradients = tape.gradient(loss, [w, other])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    optimizer.apply_gradients(zip(gradients, [w, other]))
print(str(caught[0].message).split(". ")[0])
print(f"w {w.numpy():.1f}, other {other.numpy():.1f}")
# --8<-- [end:some]
# --8<-- [start:none]
optimizer.apply_gradients([(None, w), (None, other)])
# --8<-- [end:none]
