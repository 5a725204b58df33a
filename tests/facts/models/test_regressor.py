from collections import Counter

import keras
import numpy as np
import pytest
import tensorflow as tf
from bs4 import BeautifulSoup

from snippets.models.regressor.regressor import ResidualBlock, ResidualRegressor


def elu(z):
    return np.where(z > 0, z, np.expm1(z))


def forward(x, weights, passes):
    """The model's prediction in NumPy; `passes` is how often it passes block1."""
    first, (a, b), (c, d), out = (
        weights[:2],
        (weights[2:4], weights[4:6]),
        (weights[6:8], weights[8:10]),
        weights[10:],
    )

    def dense(x, weights):
        return elu(x @ weights[0] + weights[1])

    x = dense(x, first)
    for _ in range(passes):
        x = x + dense(dense(x, a), b)
    x = x + dense(dense(x, c), d)
    return x @ out[0] + out[1]


def built(output_dim=1, n_features=8):
    model = ResidualRegressor(output_dim)
    model(np.zeros((1, n_features)))
    return model


@pytest.fixture
def passes(monkeypatch):
    """How often each block is passed, counted outside of the class."""
    count = Counter()
    call = ResidualBlock.call

    def counted(self, inputs):
        count[self.name] += 1
        return call(self, inputs)

    monkeypatch.setattr(ResidualBlock, "call", counted)
    return count


def test_regressor_has_4021_parameters_in_12_weight_tensors():
    assert (built().count_params(), len(built().weights)) == (4021, 12)


@pytest.mark.parametrize("n_features, output_dim", [(8, 1), (1, 1), (13, 3)])
def test_parameters_follow_the_closed_form(n_features, output_dim):
    expected = (n_features * 30 + 30) + 2 * 2 * (30 * 30 + 30) + (30 * output_dim + output_dim)
    assert built(output_dim, n_features).count_params() == expected


def test_regressor_passes_the_first_block_four_times_and_the_second_once(passes):
    model = built()
    passes.clear()
    model(np.zeros((2, 8)))
    assert passes == {"block1": 4, "block2": 1}


def test_regressor_equals_a_numpy_forward_pass_of_four_passes_and_not_of_three(rng):
    x = rng.normal(size=(5, 8)).astype("float32")
    model = built(output_dim=2)
    outputs = model(x)
    np.testing.assert_allclose(
        outputs, forward(x, model.get_weights(), passes=4), rtol=1e-3, atol=1e-3
    )
    assert not np.allclose(outputs, forward(x, model.get_weights(), passes=3), rtol=0.01)


def test_gradients_flow_to_every_weight_and_agree_with_differences(rng):
    x = rng.normal(size=(5, 8)).astype("float32")
    model = built()
    model.set_weights([0.3 * weight + 0.01 for weight in model.get_weights()])
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model(x) ** 2)
    gradients = tape.gradient(loss, model.trainable_weights)
    weights = [weight.astype("float64") for weight in model.get_weights()]

    def loss_of(weights):
        return np.mean(forward(x.astype("float64"), weights, passes=4) ** 2)

    for number, gradient in enumerate(gradients):
        assert np.abs(gradient).max() > 0
        step = np.zeros_like(weights[number])
        step.flat[0] = 1e-5
        up, down = (
            [w + sign * step if i == number else w for i, w in enumerate(weights)]
            for sign in (1, -1)
        )
        assert np.ravel(gradient)[0] == pytest.approx(
            (loss_of(up) - loss_of(down)) / 2e-5, rel=1e-2, abs=1e-4
        )


def test_regressor_is_trained_evaluated_and_predicts():
    x = np.random.default_rng(42).normal(size=(64, 8)).astype("float32")
    model = ResidualRegressor(2)
    model.compile(loss="mse", optimizer="adam")
    before = model.evaluate(x, x[:, :2], verbose=0)
    model.fit(x, x[:, :2], epochs=5, verbose=0)
    assert model.evaluate(x, x[:, :2], verbose=0) < before
    assert model.predict(x, verbose=0).shape == (64, 2)


@pytest.mark.parametrize("output_dim", [0, -1, 1.0, "1", None])
def test_output_dim_that_is_no_positive_integer_is_refused(output_dim):
    with pytest.raises(ValueError) as error:
        ResidualRegressor(output_dim)
    assert str(error.value).endswith(f"Received: output_dim={output_dim!r}")


def test_figure_shows_the_numbers_of_the_program(passes, pytestconfig):
    model = built()
    passes.clear()
    model(np.zeros((1, 8)))
    figure = BeautifulSoup(
        (pytestconfig.rootpath / "theme/assets/figures/regressor.svg").read_text(), "html.parser"
    )
    _, dense1, units1, block1, size1, times, block2, size2, dense2, units2, _ = [
        text.get_text() for text in figure.find_all("text")
    ]
    assert (dense1, units1) == ("Dense", str(model.first.units))
    assert (dense2, units2) == ("Dense", str(model.out.units))
    for name, size in ((block1, size1), (block2, size2)):
        layers = getattr(model, name).dense_layers
        assert size == f"{len(layers)} × {layers[0].units}"
    assert sum(map(int, times.split(" + "))) == passes[block1]
    assert passes[block2] == 1


def test_summary_says_unbuilt_before_the_first_call_and_a_question_mark_for_blocks_after():
    def summary(model):
        lines = []
        model.summary(print_fn=lines.append)
        return "\n".join(lines)

    model = ResidualRegressor(1)
    assert "(unbuilt)" in summary(model)
    model(keras.Input((8,)))
    assert "(unbuilt)" not in summary(model)
    assert summary(model).count("?") == 2
    assert model.block1.built and model.block1.count_params() == 1860


def test_build_marks_the_model_as_built_with_a_warning_and_makes_no_weights():
    model = ResidualRegressor(1)
    with pytest.warns(UserWarning, match="despite not being actually built"):
        model.build((None, 8))
    assert (model.built, model.weights) == (True, [])


def test_fit_and_predict_make_the_weights_from_the_first_batch():
    model = ResidualRegressor(1)
    model.predict(np.zeros((4, 8)), verbose=0)
    assert len(model.weights) == 12


@pytest.mark.filterwarnings("ignore:`build..` was called on layer .stated.:UserWarning")
def test_a_block_that_states_its_shape_and_builds_nothing_cannot_be_loaded_from_a_functional_model(
    tmp_path,
):
    @keras.saving.register_keras_serializable(package="test")
    class Stated(ResidualBlock):
        def compute_output_shape(self, input_shape):
            return input_shape

    model = keras.Sequential([keras.Input((4,)), Stated(2, 4)])
    model.save(tmp_path / "model.keras")
    with pytest.raises(ValueError, match="objects could not be loaded"):
        keras.saving.load_model(tmp_path / "model.keras")
