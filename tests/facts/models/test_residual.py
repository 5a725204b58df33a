import keras
import numpy as np
import pytest
import tensorflow as tf
from bs4 import BeautifulSoup

from book.run import fresh
from snippets.models.residual.exercise import ProjectedBlock
from snippets.models.residual.residual import ResidualBlock


def elu(z):
    return np.where(z > 0, z, np.expm1(z))


def forward(x, weights):
    """Dense layers with ELU, in NumPy."""
    for kernel, bias in zip(weights[::2], weights[1::2], strict=True):
        x = elu(x @ kernel + bias)
    return x


def with_weights(block, x, rng):
    block(x)
    block.set_weights([rng.normal(size=weight.shape, scale=0.4) for weight in block.weights])
    return block


@pytest.mark.parametrize("n_layers", [1, 2, 5])
def test_block_equals_a_numpy_forward_pass(rng, n_layers):
    x = rng.normal(size=(7, 6)).astype("float32")
    block = with_weights(ResidualBlock(n_layers, 6), x, rng)
    np.testing.assert_allclose(block(x), x + forward(x, block.get_weights()), atol=1e-5)


def test_block_with_zeroed_weights_is_the_identity(rng):
    x = rng.normal(size=(7, 6)).astype("float32")
    block = ResidualBlock(3, 6)
    block(x)
    block.set_weights([np.zeros(weight.shape) for weight in block.weights])
    np.testing.assert_array_equal(block(x), x)


@pytest.mark.parametrize("bias", [1.5, -2.0])
def test_block_with_zeroed_kernels_adds_the_elu_of_its_last_bias(rng, bias):
    x = rng.normal(size=(7, 6)).astype("float32")
    block = ResidualBlock(2, 6)
    block(x)
    block.set_weights(
        [np.zeros(weight.shape) for weight in block.weights[:-1]] + [np.full(6, bias)]
    )
    np.testing.assert_allclose(block(x), x + elu(np.float32(bias)), atol=1e-6)


def test_kernels_are_drawn_by_he_initialization_and_biases_are_zero():
    block = ResidualBlock(2, 400)
    block(np.zeros((1, 400)))
    for kernel, bias in zip(block.get_weights()[::2], block.get_weights()[1::2], strict=True):
        assert abs(kernel.std() / np.sqrt(2 / 400) - 1) < 0.02
        assert not bias.any()


def test_block_has_the_parameters_of_its_dense_layers_alone():
    for n_layers, n_neurons in [(1, 3), (2, 30), (4, 7)]:
        block = ResidualBlock(n_layers, n_neurons)
        block(np.zeros((1, n_neurons)))
        assert block.count_params() == n_layers * (n_neurons * n_neurons + n_neurons)


def test_derivative_of_a_block_is_the_identity_plus_that_of_its_layers(rng):
    x = rng.normal(size=(1, 4)).astype("float32")
    block = with_weights(ResidualBlock(2, 4), x, rng)
    with tf.GradientTape() as tape:
        inputs = tf.constant(x)
        tape.watch(inputs)
        outputs = block(inputs)
    jacobian = tape.jacobian(outputs, inputs)[0, :, 0, :]
    weights = [weight.astype("float64") for weight in block.get_weights()]
    steps = 1e-6 * np.eye(4)
    differences = np.stack(
        [(forward(x + step, weights) - forward(x - step, weights))[0] / 2e-6 for step in steps],
        axis=1,
    )
    np.testing.assert_allclose(jacobian, np.eye(4) + differences, atol=1e-4)


@pytest.mark.filterwarnings("ignore:Layer .* looks like it has unbuilt state:UserWarning")
def test_input_of_another_width_is_an_error_and_of_width_1_is_not():
    with pytest.raises(ValueError, match="Dimensions must be equal, but are 8 and 30"):
        ResidualBlock(2, 30)(keras.Input((8,)))
    assert ResidualBlock(2, 30)(keras.Input((1,))).shape == (None, 30)
    assert ResidualBlock(2, 1)(keras.Input((8,))).shape == (None, 8)


@pytest.mark.parametrize("width", [6, 3, 1])
def test_projected_block_equals_numpy_for_any_width(rng, width):
    x = rng.normal(size=(7, width)).astype("float32")
    block = with_weights(ProjectedBlock(2, 6), x, rng)
    weights = [weight.numpy() for dense in block.dense_layers for weight in dense.weights]
    shortcut = x if width == 6 else x @ block.projection.kernel.numpy()
    np.testing.assert_allclose(block(x), shortcut + forward(x, weights), atol=1e-5)


@pytest.mark.parametrize(
    "build",
    [lambda: ResidualBlock(2, 4), lambda: ProjectedBlock(2, 6), lambda: ProjectedBlock(2, 4)],
)
def test_block_predicts_the_same_after_loading_in_a_new_process(rng, reload, build):
    x = rng.normal(size=(5, 4)).astype("float32")
    block = build()
    model = keras.Sequential([keras.Input((4,)), block])
    [loaded] = reload(model, type(block).__module__, x)
    np.testing.assert_allclose(loaded, model(x), atol=1e-6)


@pytest.mark.parametrize("n_layers", [0, -1, 1.0, "2", None])
def test_number_of_layers_that_is_no_positive_integer_is_refused(n_layers):
    with pytest.raises(ValueError) as error:
        ResidualBlock(n_layers, 30)
    assert str(error.value).endswith(f"Received: n_layers={n_layers!r}")


@pytest.mark.parametrize("n_neurons", [0, -1, 1.5])
def test_number_of_neurons_is_refused_as_dense_refuses_it(n_neurons):
    def refusal(make):
        try:
            make()
        except ValueError as error:
            return str(error)

    # older versions of Keras accept it
    assert refusal(lambda: ResidualBlock(2, n_neurons)) == refusal(
        lambda: keras.layers.Dense(n_neurons)
    )


def test_figure_shows_the_layers_of_the_program(pytestconfig):
    figure = BeautifulSoup(
        (pytestconfig.rootpath / "theme/assets/figures/residual.svg").read_text(), "html.parser"
    )
    drawn = [text.get_text() for text in figure.find_all("text")]
    layers = ResidualBlock(2, 30).dense_layers
    shown = [name for layer in layers for name in (type(layer).__name__, layer.activation.__name__)]
    assert drawn == ["inputs", *shown, "+", "outputs"]


def test_with_compute_output_shape_the_error_of_another_width_comes_with_the_first_values():
    class Shaped(ResidualBlock):
        def compute_output_shape(self, input_shape):
            return input_shape

    inputs = keras.Input((8,))
    model = keras.Model(inputs, Shaped(2, 30)(inputs))
    assert model.output_shape == (None, 8)
    with pytest.raises(
        tf.errors.InvalidArgumentError, match=r"Incompatible shapes: \[4,8\] vs. \[4,30\]"
    ):
        model(np.ones((4, 8), "float32"))


def test_a_warning_before_the_error_advises_to_call_the_layer_on_values_first():
    with (
        pytest.warns(
            UserWarning,
            match=r"(?s)looks like it has unbuilt state.*Try to `__call__\(\)` the layer eagerly",
        ),
        pytest.raises(ValueError, match="Dimensions must be equal"),
    ):
        ResidualBlock(2, 30)(keras.Input((8,)))


def test_elu_turns_negative_values_into_values_between_minus_1_and_0():
    x = np.linspace(-15, -1e-3, 1000).astype("float32")
    values = keras.activations.elu(x).numpy()
    assert values.min() >= -1 and values.max() < 0
    np.testing.assert_allclose(values, np.expm1(x), atol=1e-6)


def test_random_normal_has_a_fifth_of_the_standard_deviation_of_he_initialization_for_30_inputs():
    random = keras.initializers.get("random_normal")
    assert random.stddev == 0.05
    he = np.sqrt(2 / 30)
    assert he / random.stddev == pytest.approx(5, abs=0.2)


def test_a_block_adds_about_as_much_as_its_input_under_he_initialization(rng):
    keras.utils.set_random_seed(42)
    x = rng.normal(size=(512, 30)).astype("float32")
    for _ in range(10):
        outputs = np.array(ResidualBlock(2, 30)(x))
        assert 0.7 < np.std(outputs - x) / np.std(x) < 1.5
        x = outputs


def test_ten_blocks_of_small_weights_train_with_skip_connections_and_hardly_without(rng, programs):
    train = (
        "x = np.random.default_rng(1).normal(size=(500, 30)).astype('float32')\n"
        "y = x[:, :5].sum(axis=1, keepdims=True)\n"
        "for skip in (True, False):\n"
        "    model = keras.Sequential([ten_blocks(skip, 'random_normal'), keras.layers.Dense(1)])\n"
        "    model.compile(loss='mse', optimizer='adam')\n"
        "    losses = model.fit(x, y, epochs=10, verbose=0).history['loss']\n"
        "    print(losses[-1] / np.mean(y**2) < 0.1, losses[-1] / np.mean(y**2) > 0.9)\n"
    )
    result = fresh.run((*programs["models/residual/skip.py"].steps, ("train.py", train)))[1]
    assert result.text == "True False\nFalse True\n", result.report
