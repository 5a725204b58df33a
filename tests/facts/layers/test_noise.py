import keras
import numpy as np
import pytest

from snippets.layers.noise.noise import MyGaussianNoise

X = np.random.default_rng(42).normal(size=(400, 250)).astype("float32")


@pytest.mark.parametrize("stddev", [0.1, 0.5, 2.0])
def test_training_adds_noise_of_mean_zero_and_the_stated_standard_deviation(stddev):
    noise = MyGaussianNoise(stddev, seed=1)(X, training=True) - X
    count = noise.numpy().size
    assert abs(noise.numpy().mean()) < 5 * stddev / np.sqrt(count)
    assert abs(noise.numpy().std() / stddev - 1) < 5 / np.sqrt(2 * count)


def test_noise_is_normally_distributed():
    noise = MyGaussianNoise(1.0, seed=1)(np.zeros_like(X), training=True).numpy().ravel()
    # the shares of a normal distribution within one, two and three standard deviations
    for deviations, share in ((1, 0.6827), (2, 0.9545), (3, 0.9973)):
        assert abs((abs(noise) < deviations).mean() - share) < 0.01


@pytest.mark.parametrize("training", [False, None])
def test_inference_is_the_exact_identity(training):
    np.testing.assert_array_equal(MyGaussianNoise(0.5)(X, training=training), X)


@pytest.mark.filterwarnings("ignore:The model does not have any trainable weights:UserWarning")
def test_predict_and_evaluate_are_free_of_noise_and_fit_is_not():
    model = keras.Sequential([keras.Input((250,)), MyGaussianNoise(0.5, seed=1)])
    model.compile(loss="mse")
    np.testing.assert_array_equal(model.predict(X, verbose=0), X)
    assert model.evaluate(X, X, verbose=0) == 0
    assert abs(model.fit(X, X, verbose=0).history["loss"][0] - 0.25) < 0.01


def test_noise_differs_between_calls_and_repeats_with_the_seed():
    first, again = MyGaussianNoise(0.5, seed=1), MyGaussianNoise(0.5, seed=1)
    noise = first(X, training=True)
    np.testing.assert_array_equal(noise, again(X, training=True))
    assert not np.array_equal(noise, first(X, training=True))


def test_the_built_in_layer_states_the_same_distribution():
    mine = MyGaussianNoise(0.5, seed=1)(X, training=True) - X
    built_in = keras.layers.GaussianNoise(0.5, seed=2)(X, training=True) - X
    np.testing.assert_allclose(np.std(mine), np.std(built_in), rtol=0.02)
    np.testing.assert_array_equal(keras.layers.GaussianNoise(0.5)(X), X)


def test_an_integer_seed_in_the_call_would_repeat_the_noise():
    draw = [keras.random.normal((3,), seed=42).numpy() for _ in range(2)]
    np.testing.assert_array_equal(*draw)


def test_noise_predicts_the_same_after_loading_in_a_new_process(reload):
    model = keras.Sequential([keras.Input((250,)), MyGaussianNoise(0.5, seed=1)])
    [loaded] = reload(model, "snippets.layers.noise.noise", X)
    np.testing.assert_array_equal(loaded, X)


def test_config_makes_an_equal_layer():
    twin = MyGaussianNoise.from_config(MyGaussianNoise(0.5, seed=7, name="mine").get_config())
    assert (twin.stddev, twin.seed, twin.name) == (0.5, 7, "mine")


@pytest.mark.parametrize("stddev", [-1, -0.1, "0.5", None, float("nan")])
def test_stddev_that_is_no_number_from_zero_is_refused(stddev):
    with pytest.raises(ValueError) as error:
        MyGaussianNoise(stddev)
    assert str(error.value).endswith(f"Received: stddev={stddev!r}")
