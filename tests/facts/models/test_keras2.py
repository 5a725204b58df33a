"""What Part 2 says of Keras 2, the book's time, verified with tf_keras in a process of its own."""

import functools

import pytest

from book.run import fresh

BEGIN = """
import contextlib, io
import numpy as np
import tensorflow as tf
import tf_keras as keras

class Block(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons):
        super().__init__()
        dense = keras.layers.Dense
        self.dense_layers = [dense(n_neurons, activation="elu") for _ in range(n_layers)]
    def call(self, inputs):
        outputs = inputs
        for dense in self.dense_layers:
            outputs = dense(outputs)
        return inputs + outputs

class Regressor(keras.Model):
    def __init__(self):
        super().__init__()
        self.first, self.out = keras.layers.Dense(30), keras.layers.Dense(1)
        self.block1, self.block2 = Block(2, 30), Block(2, 30)
    def call(self, inputs):
        outputs = self.first(inputs)
        for _ in range(1 + 3):
            outputs = self.block1(outputs)
        return self.out(self.block2(outputs))

x = np.random.default_rng(42).normal(size=(4, 8)).astype("float32")
"""
FACTS = {
    "a wrong width was told without advice": (
        "try:\n    Block(2, 30)(keras.Input((8,)))\n"
        "except ValueError as error:\n"
        "    said = ('Dimensions must be equal', 'compute_output_shape')\n"
        "    print(*(each in str(error) for each in said))",
        "True False\n",
    ),
    "a width of 1 was broadcast": (
        "print(Block(2, 30)(x[:, :1]).shape, Block(2, 1)(x).shape)",
        "(4, 30) (4, 8)\n",
    ),
    "build built the layers inside": (
        "model = Regressor()\nmodel.build((None, 8))\nprint(model.count_params())",
        "4021\n",
    ),
    "summary gave multiple as the shape of every layer": (
        "model = Regressor()\nmodel(x)\nlines = []\nmodel.summary(print_fn=lines.append)\n"
        "print(sum('multiple' in line for line in lines), len(model.layers))",
        "4 4\n",
    ),
    "a Model was a Layer": ("print(issubclass(keras.Model, keras.layers.Layer))", "True\n"),
    "the last version recorded the arguments of layers and of models": (
        "class Model(keras.Model):\n    def __init__(self, units):\n        super().__init__()\n"
        "print(Block(2, 30).get_config(), Model(3).get_config())",
        "{'n_layers': 2, 'n_neurons': 30} {'units': 3}\n",
    ),
    "Python's if, for and while on a tensor worked in a call under fit": (
        "class Model(Regressor):\n"
        "    def call(self, inputs):\n"
        "        total = tf.zeros(8)\n"
        "        for row in inputs:\n            total += row\n"
        "        while tf.reduce_max(inputs) > 1:\n            inputs /= 2\n"
        "        if tf.reduce_max(inputs) > 0:\n            inputs += total\n"
        "        return super().call(inputs)\n"
        "model = Model()\nmodel.compile(loss='mse')\n"
        "print(len(model.fit(x, x[:, :1], verbose=0).epoch))",
        "1\n",
    ),
    "a subclassed model could not be saved to h5": (
        "model = Regressor()\nmodel(x)\ntry:\n    model.save('model.h5')\n"
        "except NotImplementedError as error:\n"
        "    print('Functional model or a Sequential model' in str(error))",
        "True\n",
    ),
    "a subclassed model was saved to a folder and loaded without its class": (
        "model = Regressor()\nexpected = model.predict(x, verbose=0)\n"
        "model.save('folder')\ndel Regressor, Block\n"
        "loaded = keras.models.load_model('folder').predict(x, verbose=0)\n"
        "print(np.allclose(loaded, expected, rtol=1e-3))",
        "True\n",
    ),
    "save_weights took the name of a checkpoint": (
        "model.save_weights('model.ckpt')\nprint('saved')",
        "saved\n",
    ),
}  # fmt: skip
FILLED = """
model = Regressor()
expected = model(x).numpy()
model.save_weights("model.h5")
other = Regressor()
other.build((None, 8))
other.load_weights("model.h5")
print(np.allclose(other(x), expected, rtol=1e-3))
"""
FACTS = {"load_weights filled in the weights after build": (FILLED, "True\n"), **FACTS}


@functools.cache
def results():
    steps = [
        ("begin.py", BEGIN),
        *((f"fact{i}.py", code) for i, (code, _) in enumerate(FACTS.values())),
    ]
    return fresh.run(tuple(steps))[1:]


@pytest.mark.parametrize("number", range(len(FACTS)), ids=list(FACTS))
def test_in_keras_2(number):
    assert results()[number].text == list(FACTS.values())[number][1], results()[number].report
