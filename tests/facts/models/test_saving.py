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


def test_a_loaded_model_takes_batches_of_other_sizes(tmp_path):
    model = trained(ResidualRegressor(2))
    assert model.get_build_config() == {"input_shape": (32, 8)}
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    np.testing.assert_allclose(loaded.predict(X[:5], verbose=0), model(X[:5]), rtol=1e-4, atol=1e-5)


@keras.saving.register_keras_serializable(package="test")
class Codes(keras.Model):
    """Its decoder is reached by a method other than call, or by none."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.encoder, self.decoder = keras.layers.Dense(2), keras.layers.Dense(8)

    def call(self, inputs, training=None):
        return self.encoder(inputs)

    def decode(self, codes):
        return self.decoder(codes)


def test_a_layer_that_only_another_method_uses_is_lost_without_error_or_warning(tmp_path):
    model = Codes()
    codes = model(X)
    expected = np.array(model.decode(codes))
    model.save(tmp_path / "model.keras")
    loaded, messages = caught(keras.saving.load_model, tmp_path / "model.keras")
    assert (len(model.weights), len(loaded.weights), messages) == (4, 2, [])
    np.testing.assert_allclose(loaded(X), codes, rtol=1e-5)
    assert not np.allclose(loaded.decode(codes), expected, rtol=0.01)


def test_loading_calls_build_in_place_of_call(tmp_path):
    calls = []

    @keras.saving.register_keras_serializable(package="test")
    class Traced(Codes):
        def build(self, input_shape):
            calls.append("build")

        def call(self, inputs, training=None):
            calls.append(("call", training))
            return super().call(inputs)

    @keras.saving.register_keras_serializable(package="test")
    class Unbuilt(Traced):
        build = keras.Model.build

    for cls, called in ((Traced, ["build"]), (Unbuilt, [("call", None)])):
        model = cls()
        model(X)
        model.save(tmp_path / "model.keras")
        calls.clear()
        keras.saving.load_model(tmp_path / "model.keras")
        assert calls == called


NAMES = {"model.keras": {}, "model.h5": {}, "model.hdf5": {}, "folder": {"zipped": False}}


@pytest.mark.parametrize("name", NAMES)
def test_save_takes_keras_h5_hdf5_and_a_folder_and_all_of_them_load(tmp_path, name):
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
    model.save(tmp_path / name, **NAMES[name])
    np.testing.assert_allclose(keras.saving.load_model(tmp_path / name)(X), model(X), rtol=1e-6)


def test_the_folder_holds_what_is_in_the_file(tmp_path):
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
    model.save(tmp_path / "model.keras")
    model.save(tmp_path / "folder", zipped=False)
    names = zipfile.ZipFile(tmp_path / "model.keras").namelist()
    assert sorted(
        file.name for file in (tmp_path / "folder").iterdir() if file.is_file()
    ) == sorted(names)


@pytest.mark.parametrize("name, options, taken", [
    ("model.weights.h5", {}, True),
    ("model.weights.json", {"max_shard_size": 1}, True),
    ("model.weights.json", {}, False),
    ("model.h5", {}, False),
    ("model.keras", {}, False),
])  # fmt: skip
def test_weights_end_in_weights_h5_or_in_weights_json_with_a_shard_size(
    tmp_path, name, options, taken
):
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
    if not taken:
        with pytest.raises(ValueError, match="The filename must end in"):
            model.save_weights(tmp_path / name, **options)
        return
    model.save_weights(tmp_path / name, **options)
    other = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
    other.load_weights(tmp_path / name)
    np.testing.assert_array_equal(other(X), model(X))


def test_a_subclassed_model_in_h5_is_saved_and_loads_neither_registered_nor_named(tmp_path):
    model = ResidualRegressor(2)
    model(X)
    model.save(tmp_path / "model.h5")
    with pytest.raises(ValueError, match="Unknown layer: 'ResidualRegressor'"):
        keras.saving.load_model(tmp_path / "model.h5")
    with pytest.raises(ValueError, match="Layer count mismatch when loading weights from file"):
        keras.saving.load_model(
            tmp_path / "model.h5", custom_objects={"ResidualRegressor": ResidualRegressor}
        )


def test_tfsm_layer_reads_an_export_and_computes_as_in_inference(tmp_path):
    class Dropped(keras.Model):
        def __init__(self):
            super().__init__()
            self.dense, self.drop = keras.layers.Dense(2), keras.layers.Dropout(0.5)

        def call(self, inputs, training=None):
            return self.drop(self.dense(inputs))

    model = Dropped()
    model(X)
    model.export(tmp_path / "exported", verbose=False)
    layer = keras.layers.TFSMLayer(tmp_path / "exported", call_endpoint="serve")
    for training in (False, True):
        np.testing.assert_allclose(layer(X, training=training), model(X), rtol=1e-5)


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_a_compiled_sequential_from_h5_cannot_be_trained_unless_compiled_again(tmp_path, optimizer):
    def fit(model):
        model.fit(X, X[:, :1], verbose=0)
        return model

    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
    model.compile(loss=keras.losses.MeanSquaredError(), optimizer=optimizer)
    fit(model).save(tmp_path / "model.h5")
    loaded = keras.saving.load_model(tmp_path / "model.h5")
    np.testing.assert_array_equal(loaded(X), model(X))
    with pytest.raises(ValueError, match="Unknown variable"):
        fit(loaded)
    again = keras.saving.load_model(tmp_path / "model.h5", compile=False)
    again.compile(loss="mse", optimizer=optimizer)
    assert not np.array_equal(fit(again)(X), model(X))


@pytest.mark.parametrize("loss", ["mse", "mae", "bce"])
def test_a_sequential_that_was_compiled_with_a_short_name_loads_from_h5_only_without_it(
    tmp_path, loss
):
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
    model.compile(loss=loss)
    model.save(tmp_path / "model.h5")
    with pytest.raises(ValueError, match=f"Could not deserialize 'keras.metrics.{loss}'"):
        keras.saving.load_model(tmp_path / "model.h5")
    loaded = keras.saving.load_model(tmp_path / "model.h5", compile=False)
    np.testing.assert_array_equal(loaded(X), model(X))


def test_an_error_of_a_models_build_becomes_a_warning_when_loading_and_the_weights_are_lost(
    tmp_path,
):
    @keras.saving.register_keras_serializable(package="test")
    class Strict(Codes):
        def build(self, input_shape):
            if not isinstance(input_shape, tuple):
                raise ValueError("a shape is a tuple")
            self.encoder.build(input_shape)

    model = Strict()
    codes = np.array(model(X))
    model.save(tmp_path / "model.keras")
    loaded, messages = caught(keras.saving.load_model, tmp_path / "model.keras")
    assert (len(model.weights), len(loaded.weights), len(messages)) == (2, 0, 1)
    assert "cannot be built automatically" in messages[0]
    assert not np.allclose(loaded(X), codes, rtol=0.01)
