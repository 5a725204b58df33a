"""What the pages say of Keras 2, the book's time, verified with tf_keras in a process."""

import functools

import pytest

from book.run import fresh

BEGIN = "import tensorflow as tf\nimport tf_keras as keras\nimport numpy as np\n"
FACTS = {
    "a TensorFlow function took a Keras input": "print(tf.exp(keras.Input((2,))).shape)",
    "a lambda saved to an h5 file loaded and ran": (
        "layers = [keras.layers.InputLayer((3,)), keras.layers.Lambda(lambda x: tf.exp(x))]\n"
        "keras.Sequential(layers).save('m.h5')\n"
        "print(keras.models.load_model('m.h5', safe_mode=False)(tf.zeros((1, 3))).numpy())"
    ),
    "a shape in a model had as_list": (
        "class Layer(keras.layers.Layer):\n"
        "    def build(self, shape):\n"
        "        self.kernel = self.add_weight(shape=(shape[-1], 3))\n"
        "    def call(self, inputs):\n"
        "        return inputs @ self.kernel\n"
        "    def compute_output_shape(self, shape):\n"
        "        return tf.TensorShape(shape.as_list()[:-1] + [3])\n"
        "print(keras.Sequential([keras.layers.InputLayer((4,)), Layer()]).output_shape)"
    ),
    "a wrong compute_output_shape did no harm in a functional model": (
        "class Layer(keras.layers.Layer):\n"
        "    def call(self, inputs):\n"
        "        return inputs[0] + inputs[1]\n"
        "    def compute_output_shape(self, shape):\n"
        "        return shape[0]\n"
        "print(Layer()([keras.Input((1,)), keras.Input((2,))]).shape)"
    ),
    "a variable of TensorFlow in a layer was one of its weights": (
        "class Layer(keras.layers.Layer):\n"
        "    def build(self, shape):\n"
        "        self.scale = tf.Variable(tf.ones(shape[-1]))\n"
        "    def call(self, inputs):\n"
        "        return inputs * self.scale\n"
        "layer = Layer()\n"
        "layer(tf.ones((2, 3)))\n"
        "print([weight.shape for weight in layer.trainable_weights])"
    ),
    "fit passed training on through a model whose call did not take it": (
        "class Model(keras.Model):\n"
        "    def __init__(self, layer):\n"
        "        super().__init__()\n"
        "        self.layer = layer\n"
        "    def call(self, inputs):\n"
        "        return self.layer(inputs)\n"
        "x = np.zeros((1000, 100), 'float32')\n"
        "noisy = Model(keras.layers.GaussianNoise(0.5))\n"
        "normalized = Model(keras.layers.BatchNormalization())\n"
        "for model in (noisy, normalized):\n"
        "    model.compile(loss='mse')\n"
        "print(round(noisy.fit(x, x, batch_size=1000, verbose=0).history['loss'][0], 2))\n"
        "normalized.fit(x + 5, x, verbose=0)\n"
        "print((normalized.layer.moving_mean.numpy() > 1).all())"
    ),
    "a layer took a list of numbers": (
        "print(keras.layers.Lambda(lambda x: tf.exp(x))([0.0, 0.0]).numpy())"
    ),
    "an input took a number for its shape": "print(keras.Input(shape=4).shape)",
}
EXPECTED = [
    "(None, 2)\n",
    "[[1. 1. 1.]]\n",
    "(None, 3)\n",
    "(None, 2)\n",
    "[TensorShape([3])]\n",
    "0.25\nTrue\n",
    "[1. 1.]\n",
    "(None, 4)\n",
]


@functools.cache
def results():
    steps = [("begin.py", BEGIN), *((f"fact{i}.py", code) for i, code in enumerate(FACTS.values()))]
    return fresh.run(tuple(steps))[1:]


@pytest.mark.parametrize("number", range(len(FACTS)), ids=list(FACTS))
def test_in_keras_2(number):
    assert results()[number].text == EXPECTED[number], results()[number].report
