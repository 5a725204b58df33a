"""Only an optimizer with a state per weight warns of a failed load."""

# --8<-- [start:warnings]
import warnings

import keras
import numpy as np


@keras.saving.register_keras_serializable(package="book")
class Trap(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.out = keras.layers.Dense(1)

    def build(self, input_shape):
        pass

    def call(self, inputs, training=None):
        return self.out(inputs)


def report(case, model):
    model.save("model.keras")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        loaded = keras.saving.load_model("model.keras")
    equal = np.allclose(model(x), loaded(x), atol=1e-5)
    print(f"{case:<13} warnings: {len(caught)}, equal: {equal}")


x = np.random.default_rng(42).normal(size=(200, 8)).astype("float32")
for case in ("never trained", "SGD", "Adam"):
    model = Trap()
    model(x)
    if case != "never trained":
        model.compile(loss="mse", optimizer=case.lower())
        model.fit(x, x[:, :1], verbose=0)
    report(case, model)
# --8<-- [end:warnings]
# --8<-- [start:weights]
model = Trap()
expected = model(x)
model.save_weights("model.weights.h5")

loaded = Trap()
loaded.build((None, 8))
loaded.load_weights("model.weights.h5")
print("build first, equal:", np.allclose(expected, loaded(x), atol=1e-5))

loaded = Trap()
loaded(x[:1])
loaded.load_weights("model.weights.h5")
print("call first, equal: ", np.allclose(expected, loaded(x), atol=1e-5))
# --8<-- [end:weights]
# --8<-- [start:rescue]
model.save("model.keras")
loaded = keras.saving.load_model("model.keras")
loaded(x[:1])
loaded.load_weights("model.keras")
print("filled again, equal:", np.allclose(expected, loaded(x), atol=1e-5))
# --8<-- [end:rescue]
