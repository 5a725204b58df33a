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


def test_a_sequential_of_the_repeated_block_computes_the_same_and_is_not_saved_correctly(
    tmp_path, rng
):
    @keras.saving.register_keras_serializable(package="test")
    class Twice(keras.layers.Layer):
        def call(self, inputs):
            return 2 * inputs

    x = rng.normal(size=(5, 8)).astype("float32")
    block = ResidualBlock(2, 30)
    dense = keras.layers.Dense
    model = keras.Sequential(
        [keras.Input((8,)), dense(30), *[block] * 4, ResidualBlock(2, 30), dense(1)]
    )
    assert model.count_params() == 4021
    repeated = Twice()
    model = keras.Sequential([keras.Input((8,)), *[repeated] * 4])
    model.save(tmp_path / "model.keras")
    np.testing.assert_array_equal(model(x), 16 * x)
    np.testing.assert_array_equal(keras.saving.load_model(tmp_path / "model.keras")(x), 2 * x)


def model_of(call):
    class Called(keras.Model):
        def __init__(self):
            super().__init__()
            self.out = keras.layers.Dense(1)

    Called.call = call
    return Called()


def python_if(self, inputs, training=None):
    return self.out(inputs if keras.ops.max(inputs) > 10 else -inputs)


def python_for(self, inputs, training=None):
    total = 0
    for row in inputs:
        total += row
    return self.out(inputs + total)


def python_while(self, inputs, training=None):
    while keras.ops.max(inputs) > 1:
        inputs = inputs / 2
    return self.out(inputs)


def ops_cond(self, inputs, training=None):
    return self.out(keras.ops.cond(keras.ops.max(inputs) > 10, lambda: inputs, lambda: -inputs))


def ops_where(self, inputs, training=None):
    return self.out(keras.ops.where(inputs > 1, inputs, -inputs))


def ops_while(self, inputs, training=None):
    return self.out(
        keras.ops.while_loop(lambda x: keras.ops.max(x) > 1, lambda x: (x / 2,), (inputs,))[0]
    )


def python_values(self, inputs, training=None):
    for _ in range(1 + 3):
        inputs = inputs if training else -inputs
    return self.out(inputs if len(inputs.shape) == 2 else -inputs)


USES = {
    "fit": lambda model, x: model.fit(x, x[:, :1], verbose=0),
    "evaluate": lambda model, x: model.evaluate(x, x[:, :1], verbose=0),
    "predict": lambda model, x: model.predict(x, verbose=0),
    "keras.Input": lambda model, x: model(keras.Input((2,))),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
@pytest.mark.parametrize(
    "call", [python_if, python_for, python_while, ops_cond, ops_where, ops_while, python_values]
)
def test_python_decides_on_values_and_not_on_symbolic_tensors(call, use):
    x = np.array([[1.0, 2.0], [30.0, 4.0]], "float32")
    assert model_of(call)(x).shape == (2, 1)
    model = model_of(call)
    model.compile(loss="mse", optimizer="sgd")
    if call in (python_if, python_for, python_while):
        with pytest.raises(tf.errors.OperatorNotAllowedInGraphError):
            use(model, x)
    else:
        use(model, x)


def test_cond_takes_the_branch_that_the_values_choose():
    for scale in (1, 20):
        x = np.full((3, 2), scale, "float32")
        model = model_of(ops_cond)
        np.testing.assert_allclose(
            model.predict(x, verbose=0), model.out(x if scale > 10 else -x), rtol=1e-6
        )


def shown(model):
    lines = []
    model.summary(print_fn=lines.append)
    return "\n".join(lines)


def test_summary_has_a_question_mark_for_layers_whose_input_shape_is_not_recorded():
    def call(self, inputs, training=None):
        return self.out(self.drop(inputs))

    model = model_of(call)
    model.drop = keras.layers.Dropout(0.5)
    assert model(np.zeros((2, 3))).shape == (2, 1)
    assert [line.split("│")[2].strip() for line in shown(model).splitlines() if "│" in line] == [
        "(2, 1)",
        "?",
    ]
    assert model.drop.compute_output_shape((2, 3)) == (2, 3)


@pytest.mark.parametrize("name", ["input_shape", "shape"])
def test_summary_passes_the_shape_by_the_name_of_the_argument_of_build(name):
    namespace = {"Layer": keras.layers.Layer}
    exec(
        f"class Shaped(Layer):\n    def compute_output_shape(self, {name}):\n        return {name}",
        namespace,
    )
    namespace["Shaped"].call = lambda self, inputs: inputs

    def call(self, inputs, training=None):
        return self.shaped(self.out(inputs))

    model = model_of(call)
    model.shaped = namespace["Shaped"]()
    model(np.zeros((2, 3)))
    if name == "input_shape":
        assert "?" not in shown(model)
    else:
        with pytest.raises(TypeError, match="unexpected keyword argument 'input_shape'"):
            model.summary()
