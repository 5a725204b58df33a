"""What the page on saving says of the file and of what is recorded in it."""

import json
import warnings
import zipfile

import h5py
import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.layers.dense.dense import MyDense


@pytest.fixture
def archive(tmp_path):
    model = keras.Sequential([keras.Input((4,)), MyDense(3, activation="relu")])
    model.compile(loss="mse", optimizer="adam")
    model.fit(np.ones((2, 4)), np.ones((2, 3)), verbose=0)
    model.save(tmp_path / "model.keras")
    return zipfile.ZipFile(tmp_path / "model.keras")


def test_config_holds_class_configuration_input_shape_optimizer_and_loss_but_no_code(archive):
    text = archive.read("config.json").decode()
    config = json.loads(text)
    layer = config["config"]["layers"][1]
    assert layer["registered_name"] == "book>MyDense"
    assert (layer["config"]["units"], layer["config"]["activation"]) == (3, "relu")
    assert layer["build_config"] == {"input_shape": [None, 4]}
    assert config["compile_config"]["optimizer"]["class_name"] == "Adam"
    assert config["compile_config"]["loss"] == "mse"
    assert "matmul" not in text


def test_weights_file_holds_weights_and_the_state_of_the_optimizer(archive):
    with archive.open("model.weights.h5") as file, h5py.File(file) as weights:
        names = []
        weights.visit(names.append)
    assert any(name.startswith("layers/my_dense/vars") for name in names)
    assert any(name.startswith("optimizer/vars") for name in names)


def test_metadata_holds_the_version_of_keras_and_the_date(archive):
    assert set(json.loads(archive.read("metadata.json"))) == {"keras_version", "date_saved"}


def test_an_activation_function_as_argument_fails_like_any_function():
    class Apply(keras.layers.Layer):
        def __init__(self, function):
            super().__init__()
            self.function = function

    with pytest.raises(NotImplementedError, match="must override `get_config\\(\\)`"):
        Apply(keras.activations.relu).get_config()


@pytest.mark.parametrize(
    "value", [3, 3.5, "three", True, None, [1, 2], {"a": [1]}, np.float64(3.5)]
)
def test_simple_values_are_recorded_without_get_config(value):
    class Keep(keras.layers.Layer):
        def __init__(self, value):
            super().__init__()
            self.value = value

    assert Keep(value).get_config()["value"] == value


NOT_SIMPLE = [
    np.float32(3),
    np.int64(3),
    np.ones(2),
    keras.initializers.Zeros(),
    keras.layers.Dense(2),
    tf.constant(3.0),
]


@pytest.mark.parametrize("value", NOT_SIMPLE, ids=lambda value: type(value).__name__)
def test_numpy_numbers_arrays_and_objects_are_not_recorded(value):
    class Keep(keras.layers.Layer):
        def __init__(self, value):
            super().__init__()
            self.value = value

    with pytest.raises(NotImplementedError, match="must override `get_config\\(\\)`"):
        Keep(value).get_config()


def factory(config, base):
    class Scale(base):
        def __init__(self, factor):
            super().__init__()
            self.factor = factor

        def call(self, inputs, training=None):
            return self.factor * inputs

        if config:

            def get_config(self):
                return {**super().get_config(), "factor": self.factor}

    return keras.saving.register_keras_serializable(package="test")(Scale)


@pytest.mark.parametrize(
    "config, base", [(False, keras.layers.Layer), (True, keras.layers.Layer), (True, keras.Model)]
)
def test_without_kwargs_what_every_layer_has_is_an_unexpected_argument(tmp_path, config, base):
    part = factory(config, base)(3.0)
    model = part if base is keras.Model else keras.Sequential([keras.Input((2,)), part])
    model(np.ones((1, 2)))
    model.save(tmp_path / "model.keras")
    with pytest.raises(
        TypeError,
        match=r"__init__\(\) got an unexpected keyword argument '(name|trainable|dtype)'$",
    ):
        keras.saving.load_model(tmp_path / "model.keras")


def test_a_class_in_a_module_that_can_be_imported_is_not_found_either(tmp_path, monkeypatch):
    (tmp_path / "importable.py").write_text(
        "import keras\nclass Same(keras.layers.Layer):\n    def call(self, x):\n        return x"
    )
    monkeypatch.syspath_prepend(tmp_path)
    from importable import Same

    model = keras.Sequential([keras.Input((2,)), Same()])
    model.save(tmp_path / "model.keras")
    with pytest.raises(TypeError, match="Could not locate class 'Same'"):
        keras.saving.load_model(tmp_path / "model.keras")
    assert (
        keras.saving.load_model(tmp_path / "model.keras", custom_objects={"Same": Same})
        .layers[0]
        .name
        == "same"
    )


# The table: what a part that holds a layer needs so that its weights are loaded.


def part(base, builds, shape, reached):
    class Part(base):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.dense = keras.layers.Dense(4)

        def call(self, inputs, training=None):
            return self.dense(inputs) if training or reached else 1.0 * inputs

        if builds:

            def build(self, input_shape):
                if builds == "all":
                    self.dense.build(input_shape)

        if shape:

            def compute_output_shape(self, input_shape):
                return tuple(input_shape)

    return keras.saving.register_keras_serializable(package="test")(Part)()


def loaded_weights(model, tmp_path):
    """The weights of the model, those of the loaded one, and what a reader is warned of."""
    model.compile(loss="mse", optimizer="sgd")
    x = np.ones((2, 4), "float32")
    model.fit(x, x, verbose=0)
    model.save(tmp_path / "model.keras")
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always", UserWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        loaded = keras.saving.load_model(tmp_path / "model.keras")
    return model.get_weights(), loaded.get_weights(), [str(warning.message) for warning in found]


LOADS = {  # build, compute_output_shape, reached: loads, with a warning
    (None, False, True): (True, True),
    (None, True, True): (False, True),
    ("some", False, True): (True, False),
    ("some", True, True): (False, False),
    ("all", False, True): (True, False),
    ("all", True, True): (True, False),
    (None, False, False): (False, True),
    ("some", False, False): (False, False),
    ("all", False, False): (True, False),
}


@pytest.mark.parametrize("functional", [False, True], ids=["sequential", "functional"])
@pytest.mark.parametrize("build, shape, reached", LOADS)
def test_a_layer_that_holds_layers_loads_for_certain_if_build_builds_all_of_them(
    tmp_path, build, shape, reached, functional
):
    inputs, layer = keras.Input((4,)), part(keras.layers.Layer, build, shape, reached)
    model = keras.Model(inputs, layer(inputs)) if functional else keras.Sequential([inputs, layer])
    loads, warned = LOADS[build, shape, reached]
    if not loads:
        with pytest.raises(ValueError, match="objects could not be loaded"):
            loaded_weights(model, tmp_path)
        return
    before, after, messages = loaded_weights(model, tmp_path)
    assert len(before) == 2
    for weight, loaded in zip(before, after, strict=True):
        np.testing.assert_array_equal(weight, loaded)
    assert [
        ("the layer does not have a `build()` method implemented" in message)
        for message in messages
    ] == [True] * warned


@pytest.mark.parametrize(
    "build, reached, loads",
    [
        (None, True, True),
        ("some", True, False),
        ("all", True, True),
        (None, False, False),
        ("some", False, False),
        ("all", False, True),
    ],
)
def test_a_model_loses_what_neither_build_nor_call_builds_without_error_or_warning(
    tmp_path, build, reached, loads
):
    before, after, messages = loaded_weights(part(keras.Model, build, False, reached), tmp_path)
    assert (len(before), len(after), messages) == (2, 2 if loads else 0, [])
    for weight, loaded in zip(before, after, strict=loads):
        np.testing.assert_array_equal(weight, loaded)


def test_a_layer_without_weights_or_with_weights_made_in_init_needs_no_build(tmp_path):
    @keras.saving.register_keras_serializable(package="test")
    class Known(keras.layers.Layer):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.kernel = self.add_weight(shape=(4, 4))

        def call(self, inputs):
            return inputs @ self.kernel

    @keras.saving.register_keras_serializable(package="test")
    class Weightless(keras.layers.Layer):
        def call(self, inputs):
            return 2 * inputs

    before, after, messages = loaded_weights(
        keras.Sequential([keras.Input((4,)), Known(), Weightless()]), tmp_path
    )
    np.testing.assert_array_equal(before[0], after[0])
    assert messages == []


def test_compute_output_shape_is_needed_if_call_hides_the_shape_and_by_time_distributed():
    class Numpy(keras.layers.Layer):
        def call(self, inputs):
            return tf.numpy_function(lambda x: 2 * x, [inputs], tf.float32)

    class Shaped(Numpy):
        def compute_output_shape(self, input_shape):
            return input_shape

    with pytest.raises(ValueError, match="Could not automatically infer the output shape"):
        Numpy()(keras.Input((4,)))
    inputs = keras.Input((4,))
    x = np.ones((2, 4), "float32")
    np.testing.assert_array_equal(
        keras.Model(inputs, Shaped()(inputs)).predict(x, verbose=0), 2 * x
    )

    class Twice(keras.layers.Layer):
        def call(self, inputs):
            return 2 * inputs

    class ShapedTwice(Twice):
        def compute_output_shape(self, input_shape):
            return input_shape

    with pytest.raises(NotImplementedError, match="Should implement `def compute_output_shape"):
        keras.layers.TimeDistributed(Twice())(keras.Input((3, 4)))
    assert keras.layers.TimeDistributed(ShapedTwice())(keras.Input((3, 4))).shape == (None, 3, 4)
