"""A layer frozen after fit stands still once the model is compiled."""

# --8<-- [start:frozen]
import keras
import numpy as np

keras.utils.set_random_seed(42)
x = np.random.default_rng(42).normal(size=(64, 4)).astype("float32")
y = x.sum(axis=1, keepdims=True)
first = keras.layers.Dense(8)
model = keras.Sequential([keras.Input((4,)), first, keras.layers.Dense(1)])
model.compile(loss="mse", optimizer="sgd")
model.fit(x, y, verbose=0)

first.trainable = False
for again in [False, True]:
    if again:
        model.compile(loss="mse", optimizer="sgd")
    kernel = first.get_weights()[0]
    model.fit(x, y, verbose=0)
    changed = not np.array_equal(kernel, first.kernel)
    print(f"compiled again: {again!s:5} kernel changed: {changed}")
# --8<-- [end:frozen]
