import keras
import numpy as np

from snippets.layers.exponential.exponential import Exponential


def test_exponential_equals_numpy(rng):
    x = rng.normal(size=(5, 3)).astype("float32")
    np.testing.assert_allclose(Exponential()(x), np.exp(x), rtol=1e-6)


def test_exponential_has_no_weights_and_keeps_the_shape():
    layer = Exponential()
    assert layer(keras.Input((3, 2))).shape == (None, 3, 2)
    assert layer.weights == []


def test_exponential_predicts_the_same_after_loading_in_a_new_process(rng, reload):
    x = rng.normal(size=(5, 3)).astype("float32")
    model = keras.Sequential([keras.Input((3,)), Exponential()])
    [loaded] = reload(model, "snippets.layers.exponential.exponential", x)
    np.testing.assert_allclose(loaded, np.exp(x), rtol=1e-6)
