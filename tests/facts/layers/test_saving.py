"""What the page on saving says of the file and of what is recorded in it."""

import json
import zipfile

import h5py
import keras
import numpy as np
import pytest

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


@pytest.mark.parametrize("value", [3, 3.5, "three", True, None, [1, 2]])
def test_simple_values_are_recorded_without_get_config(value):
    class Keep(keras.layers.Layer):
        def __init__(self, value):
            super().__init__()
            self.value = value

    assert Keep(value).get_config()["value"] == value
