"""A Model is a Layer with more methods, to train it and to save it."""

import keras


def public(cls):
    return {name for name in dir(cls) if not name.startswith("_")}


Layer, Model = keras.layers.Layer, keras.Model
print("a Model is a Layer:", issubclass(Model, Layer))
print("only in Layer:", public(Layer) - public(Model))
added = public(Model) - public(Layer)
for name in ("compile", "fit", "evaluate", "predict", "save", "summary"):
    print(f"only in Model: {name:<9}", name in added)
