import keras
import numpy as np
import pytest
import tensorflow as tf

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


class Forgetful(keras.Model):
    """Its call does not take training, whatever its layers take."""

    def __init__(self, *inner, **kwargs):
        super().__init__(**kwargs)
        self.inner = list(inner)

    def call(self, inputs):
        for layer in self.inner:
            inputs = layer(inputs)
        return inputs


class Taking(Forgetful):
    def call(self, inputs, training=None):
        return super().call(inputs)


class Between(keras.layers.Layer):
    """A layer whose call does not take training, around one that does."""

    def __init__(self, inner, **kwargs):
        super().__init__(**kwargs)
        self.inner = inner

    def call(self, inputs):
        return self.inner(inputs)


def loss_in_fit(model):
    model.compile(loss="mse")
    return model.fit(X, X, batch_size=400, verbose=0).history["loss"][0]


DIFFERENT_IN_TRAINING = {
    "noise": lambda: keras.layers.GaussianNoise(0.5),
    "dropout": lambda: keras.layers.Dropout(0.5),
    "batch normalization": lambda: keras.layers.BatchNormalization(epsilon=0.0),
}


@pytest.mark.parametrize("name", DIFFERENT_IN_TRAINING)
def test_fit_passes_training_on_only_to_a_model_whose_call_takes_it(name):
    make = DIFFERENT_IN_TRAINING[name]
    shifted = X + 5  # batch normalization centers it, so its output is 5 away from its input
    # the mean squared difference between output and input in training
    expected = {"noise": 0.25, "dropout": np.mean(shifted**2), "batch normalization": 25}[name]
    for model, loss in ((Forgetful(make()), 0), (Taking(make()), expected)):
        model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.0))
        trained = model.fit(shifted, shifted, batch_size=400, verbose=0).history["loss"][0]
        assert trained == pytest.approx(loss, rel=0.05, abs=1e-6)


def test_training_passes_through_a_layer_that_does_not_take_it():
    inputs = keras.Input((250,))
    for model in (
        Taking(Between(MyGaussianNoise(0.5))),
        keras.Sequential([Between(MyGaussianNoise(0.5))]),
        keras.Model(inputs, Between(MyGaussianNoise(0.5))(inputs)),
    ):
        assert loss_in_fit(model) == pytest.approx(0.25, rel=0.05)


def test_a_sequential_around_a_forgetful_model_passes_training_on():
    assert loss_in_fit(keras.Sequential([Forgetful(MyGaussianNoise(0.5))])) == pytest.approx(
        0.25, rel=0.05
    )


def test_an_inner_layer_inherits_training_and_a_layer_called_by_itself_gets_none():
    seen = []

    class Seeing(keras.layers.Layer):
        def call(self, inputs, training=None):
            seen.append(training)
            return inputs

    layer = Seeing()
    layer(X)
    for training in (True, False, None):
        Taking(layer)(X, training=training)
        Forgetful(layer)(X, training=training)
    assert seen == [None, True, True, False, False, None, None]


def test_batch_normalization_moves_on_by_one_step_when_called_in_training():
    norm = keras.layers.BatchNormalization(momentum=0.9)
    norm(X + 5, training=False)
    np.testing.assert_array_equal(norm.moving_mean, np.zeros(250))
    norm(X + 5, training=True)
    np.testing.assert_allclose(norm.moving_mean, 0.1 * (X + 5).mean(axis=0), rtol=1e-4)


class BookNoise(keras.layers.Layer):
    def __init__(self, stddev, **kwargs):
        super().__init__(**kwargs)
        self.stddev = stddev

    def call(self, X, training=None):
        if training:
            noise = tf.random.normal(tf.shape(X), stddev=self.stddev)
            return X + noise
        else:
            return X

    def compute_output_shape(self, batch_input_shape):
        return batch_input_shape


def test_the_layer_of_the_book_still_works_as_printed():
    model = keras.Sequential([keras.Input((250,)), BookNoise(0.5)])
    assert loss_in_fit(model) == pytest.approx(0.25, rel=0.05)
    np.testing.assert_array_equal(model.predict(X, verbose=0), X)


def test_noise_takes_the_type_of_its_input_and_passes_the_mask_on():
    layer = MyGaussianNoise(0.5, dtype="mixed_float16")
    assert layer(X, training=True).dtype == "float16"
    padded = keras.layers.Embedding(5, 2, mask_zero=True)(np.array([[1, 2, 0]]))
    mask = MyGaussianNoise(0.5)(padded, training=True)._keras_mask
    np.testing.assert_array_equal(mask, [[True, True, False]])


def test_fit_does_not_pass_training_to_a_call_that_takes_it_as_one_of_any_keywords():
    class AnyKeywords(Forgetful):
        def call(self, inputs, **kwargs):
            return super().call(inputs)

    assert loss_in_fit(AnyKeywords(MyGaussianNoise(0.5))) == 0
