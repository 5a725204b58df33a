"""tensorflow.keras has the layers of keras, but not all of its names."""

import keras
from tensorflow import keras as other

print("the same Layer:", keras.layers.Layer is other.layers.Layer)
print("has keras.saving:", hasattr(other, "saving"))
for name in sorted(set(dir(keras.losses)) - set(dir(other.losses))):
    print("lacks losses." + name)
