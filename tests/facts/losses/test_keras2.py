"""What the pages say of losses and metrics in Keras 2, verified with tf_keras in a process."""

import functools

import pytest

from book.run import fresh

BEGIN = """
import numpy as np
import tensorflow as tf
import tf_keras as keras

x = np.random.default_rng(42).normal(size=(64, 8)).astype("float32")

class BookRegressor(keras.Model):
    book = True
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.hidden = keras.layers.Dense(30, activation="selu")
        self.out = keras.layers.Dense(output_dim)
    def build(self, shape):
        self.reconstruct = keras.layers.Dense(shape[-1])
        if self.book:
            super().build(shape)
        self.built = True
    def call(self, inputs):
        z = self.hidden(inputs)
        self.add_loss(0.05 * tf.reduce_mean(tf.square(self.reconstruct(z) - inputs)))
        return self.out(z)
    def get_config(self):
        return {"output_dim": 1}

@keras.saving.register_keras_serializable("book")
class Unbuilt(BookRegressor):
    book = False

def attempt(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__

def trained(cls):
    model = cls(1)
    model.compile(loss="mse", optimizer="adam")
    model.fit(x, x[:, :1], verbose=0)
    return model

def same(path):
    model = trained(Unbuilt)
    model.save(path)
    return np.array_equal(keras.models.load_model(path)(x), model(x))
"""
FACTS = {
    "add_loss with super().build failed in fit": (
        "print(attempt(lambda: trained(BookRegressor)))",
        "InaccessibleTensorError",
    ),
    "super().build ran the model once without values and left its loss": (
        "model = BookRegressor(1)\nmodel(x)\n"
        "print([tf.is_symbolic_tensor(loss) for loss in model.losses])",
        "[True, False]",
    ),
    "reconstruct of a width written as a number in __init__ was a way around that error": (
        "class Fixed(BookRegressor):\n    def __init__(self, output_dim):\n"
        "        super().__init__(output_dim)\n        self.reconstruct = keras.layers.Dense(8)\n"
        "    def build(self, shape):\n        self.built = True\n"
        "print(type(attempt(lambda: trained(Fixed))).__name__)",
        "Fixed",
    ),
    "a functional model took add_loss of a symbolic tensor": (
        "inputs = keras.Input((8,))\nmodel = keras.Model(inputs, keras.layers.Dense(1)(inputs))\n"
        "model.add_loss(tf.reduce_mean(inputs))\nmodel(x)\nprint(len(model.losses))",
        "1",
    ),
    "a subclassed model saved as a SavedModel predicted the same": (
        "print(same('folder'))",
        "True",
    ),
    "a .keras file of the same model was an error": (
        "print(attempt(lambda: same('model.keras')))",
        "ValueError",
    ),
    "an optimizer had no apply": ("print(hasattr(keras.optimizers.SGD(), 'apply'))", "False"),
    "add_metric put a metric into the history": (
        "class Layer(keras.layers.Layer):\n    def call(self, inputs):\n"
        "        self.add_metric(tf.reduce_mean(inputs), name='mean')\n        return inputs\n"
        "model = keras.Sequential([Layer(), keras.layers.Dense(1)])\nmodel.compile(loss='mse')\n"
        "print(sorted(model.fit(x, x[:, :1], verbose=0).history))",
        "['loss', 'mean']",
    ),
}


@functools.cache
def results():
    steps = [
        ("begin.py", BEGIN),
        *((f"fact{i}.py", code) for i, (code, _) in enumerate(FACTS.values())),
    ]
    return fresh.run(tuple(steps))[1:]


@pytest.mark.parametrize("number", range(len(FACTS)), ids=list(FACTS))
def test_in_keras_2(number):
    expected = list(FACTS.values())[number][1]
    result = results()[number]
    assert result.stdout.splitlines()[-1:] == [expected], result.report
