import json
import warnings
import zipfile

import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.models.regressor.regressor import ResidualRegressor as Unconfigured
from snippets.models.saving.saving import ResidualBlock, ResidualRegressor

X = np.random.default_rng(42).normal(size=(64, 8)).astype("float32")


@keras.saving.register_keras_serializable(package="test")
class HalfBuilt(ResidualRegressor):
    def build(self, input_shape):
        pass


def trained(model):
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    model.fit(X, X[:, :2], verbose=0)
    return model


def caught(function, *arguments):
    """The result and the messages of the warnings that a reader sees."""
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always", UserWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        result = function(*arguments)
    return result, [str(warning.message) for warning in found]


@pytest.mark.parametrize("train", [False, True])
def test_regressor_predicts_the_same_after_loading_in_a_new_process(reload, train):
    model = ResidualRegressor(2)
    if train:
        trained(model)
    expected = model(X).numpy()
    [loaded] = reload(model, "snippets.models.saving.saving", X)
    np.testing.assert_allclose(loaded, expected, rtol=1e-4, atol=1e-4)


def test_loading_a_model_without_build_warns_of_nothing_and_builds_every_layer(tmp_path):
    trained(ResidualRegressor(2)).save(tmp_path / "model.keras")
    loaded, messages = caught(keras.saving.load_model, tmp_path / "model.keras")
    assert (len(loaded.weights), messages) == (12, [])


def test_the_file_holds_the_arguments_and_the_input_shape_but_no_block(tmp_path):
    model = ResidualRegressor(2)
    assert model.weights == []
    model(X)
    model.save(tmp_path / "model.keras")
    text = zipfile.ZipFile(tmp_path / "model.keras").read("config.json").decode()
    config = json.loads(text)
    assert config["registered_name"] == "book>ResidualRegressor"
    assert (config["config"]["output_dim"], config["build_config"]) == (2, {"input_shape": [64, 8]})
    assert "ResidualBlock" not in text


@pytest.mark.parametrize("train", [False, True])
def test_half_a_build_loads_no_weights_and_at_most_warns_of_the_optimizer(tmp_path, train):
    model = trained(HalfBuilt(2)) if train else HalfBuilt(2)
    expected = model(X).numpy()
    model.save(tmp_path / "model.keras")
    loaded, messages = caught(keras.saving.load_model, tmp_path / "model.keras")
    assert (len(model.weights), len(loaded.weights)) == (12, 0)
    assert len(messages) == train and all(
        "Skipping variable loading for optimizer" in text for text in messages
    )
    assert not np.allclose(loaded(X), expected, rtol=0.01)


def test_calling_the_build_of_a_block_that_defines_none_warns_and_builds_nothing():
    block = ResidualBlock(2, 30)
    _, messages = caught(block.build, (None, 30))
    assert len(messages) == 1 and "despite not being actually built" in messages[0]
    assert (block.built, block.weights) == (True, [])


def test_weights_alone_are_loaded_into_another_model_that_was_called(tmp_path):
    model = trained(Unconfigured(2))
    model.save_weights(tmp_path / "model.weights.h5")
    other = Unconfigured(2)
    other(keras.Input((8,)))
    other.load_weights(tmp_path / "model.weights.h5")
    for loaded, expected in zip(other.get_weights(), model.get_weights(), strict=True):
        np.testing.assert_array_equal(loaded, expected)


def test_load_weights_after_build_fills_in_nothing_and_does_not_warn(tmp_path):
    model = Unconfigured(2)
    expected = model(X).numpy()
    model.save_weights(tmp_path / "model.weights.h5")
    marked = Unconfigured(2)
    _, messages = caught(marked.build, (None, 8))
    assert len(messages) == 1
    _, messages = caught(marked.load_weights, tmp_path / "model.weights.h5")
    assert (messages, marked.weights) == ([], [])
    assert not np.allclose(marked(X), expected, rtol=0.01)


def test_a_forgotten_argument_changes_predictions_silently(tmp_path):
    @keras.saving.register_keras_serializable(package="test")
    class Forgetful(ResidualRegressor):
        def __init__(self, output_dim, passes=4, **kwargs):
            super().__init__(output_dim, **kwargs)
            self.passes = passes

        def call(self, inputs):
            outputs = self.first(inputs)
            for _ in range(self.passes):
                outputs = self.block1(outputs)
            return self.out(self.block2(outputs))

    model = Forgetful(2, passes=2)
    expected = model(X).numpy()
    model.save(tmp_path / "model.keras")
    loaded, messages = caught(keras.saving.load_model, tmp_path / "model.keras")
    assert (messages, loaded.passes, len(loaded.weights)) == ([], 4, 12)
    assert not np.allclose(loaded(X), expected, rtol=0.01)


def test_a_folder_a_checkpoint_name_and_a_savedmodel_are_refused_today(tmp_path):
    model = ResidualRegressor(2)
    model(X)
    with pytest.raises(ValueError, match=r"Please add either a `\.keras` extension"):
        model.save(tmp_path / "folder")
    with pytest.raises(ValueError, match=r"The filename must end in `\.weights\.h5`"):
        model.save_weights(tmp_path / "model.ckpt")
    tf.saved_model.save(tf.Module(), str(tmp_path / "exported"))  # what export writes, in less time
    with pytest.raises(
        ValueError, match="legacy SavedModel format is not supported by `load_model\\(\\)`"
    ):
        keras.saving.load_model(tmp_path / "exported")
    assert callable(model.export)
