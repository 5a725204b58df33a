import zipfile

import keras
import numpy as np
import pytest
import tensorflow as tf

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


def saved(layer, tmp_path, functional=False, name="model.keras"):
    inputs = keras.Input((3,))
    model = keras.Model(inputs, layer(inputs)) if functional else keras.Sequential([inputs, layer])
    model.save(tmp_path / name)
    return tmp_path / name


def test_exponential_equals_the_activation_of_keras(rng):
    x = np.concatenate([rng.normal(size=50), [-200, -88, 88, 200]]).astype("float32")
    np.testing.assert_array_equal(Exponential()(x), keras.layers.Activation("exponential")(x))


def test_loading_a_lambda_runs_its_code(tmp_path, capsys):
    path = saved(keras.layers.Lambda(lambda x: (print("run"), x)[1]), tmp_path)
    capsys.readouterr()
    keras.saving.load_model(path, safe_mode=False)
    assert capsys.readouterr().out == "run\n"


def test_a_loaded_lambda_looks_names_up_in_a_module_of_keras(tmp_path):
    loaded = keras.saving.load_model(
        saved(keras.layers.Lambda(lambda x: 2 * x), tmp_path), safe_mode=False
    )
    assert loaded.layers[0].function.__globals__["__name__"].startswith("keras.src")
    np.testing.assert_array_equal(loaded(np.ones((1, 3))), np.full((1, 3), 2.0))


def test_a_lambda_with_keras_ops_does_not_find_keras_either(tmp_path):
    loaded = keras.saving.load_model(
        saved(keras.layers.Lambda(lambda x: keras.ops.exp(x)), tmp_path), safe_mode=False
    )
    with pytest.raises(NameError, match="name 'keras' is not defined"):
        loaded(np.ones((1, 3)))


def test_in_a_functional_model_loading_the_lambda_fails(tmp_path):
    path = saved(keras.layers.Lambda(lambda x: tf.exp(x)), tmp_path, functional=True)
    with pytest.raises(NotImplementedError, match="could not automatically infer the shape"):
        keras.saving.load_model(path, safe_mode=False)


def test_a_lambda_in_h5_needs_safe_mode_off_and_does_not_find_tf(tmp_path):
    path = saved(keras.layers.Lambda(lambda x: tf.exp(x)), tmp_path, name="model.h5")
    with pytest.raises(ValueError, match="function` is a Python lambda"):
        keras.saving.load_model(path)
    with pytest.raises(NameError, match="name 'tf' is not defined"):
        keras.saving.load_model(path, safe_mode=False)(np.ones((1, 3)))


@pytest.mark.parametrize("function", [tf.exp, keras.ops.exp])
def test_a_lambda_of_a_function_that_is_not_registered_is_saved_and_not_loaded(tmp_path, function):
    path = saved(keras.layers.Lambda(function), tmp_path)
    with pytest.raises(TypeError, match="Could not locate function 'exp'"):
        keras.saving.load_model(path)


@pytest.mark.parametrize(
    "function", [tf.exp, tf.reshape, tf.nn.relu, tf.zeros_like, tf.concat], ids=lambda f: f.__name__
)
def test_a_tensorflow_function_refuses_a_keras_input_and_a_python_operator_does_not(function):
    x = keras.Input((2,))
    arguments = {tf.reshape: (x, (-1,)), tf.concat: ([x, x], 0)}.get(function, (x,))
    with pytest.raises(
        ValueError, match="A KerasTensor cannot be used as input to a TensorFlow function"
    ):
        function(*arguments)
    assert (2 * x + 1).shape == (None, 2)


@pytest.mark.parametrize("registered", [False, True])
def test_the_file_never_holds_the_code_of_a_class(tmp_path, registered):
    class Secret(keras.layers.Layer):
        def call(self, inputs):
            return inputs + 9173

    if registered:
        keras.saving.register_keras_serializable(package="test")(Secret)
    with zipfile.ZipFile(saved(Secret(), tmp_path)) as file:
        assert "Secret" in file.read("config.json").decode()
        assert not any(b"9173" in file.read(name) for name in file.namelist())


@pytest.mark.parametrize("shape", [4, (4)])
def test_a_number_is_no_shape(shape):
    with pytest.raises(ValueError, match="Cannot convert '4' to a shape"):
        keras.Input(shape)


@pytest.mark.parametrize("value", [3, 0.5])
def test_a_layer_of_keras_takes_no_list_of_numbers(value):
    with pytest.raises(
        ValueError, match="Only input tensors may be passed as positional arguments"
    ):
        Exponential()([value])
    assert Exponential()(np.array([value])).shape == (1,)


OPERATIONS = {
    "exp": keras.ops.exp,
    "sum": lambda x: keras.ops.sum(x, axis=-1),
    "where": lambda x: keras.ops.where(x > 0, x, 2.0),
    "einsum": lambda x: keras.ops.einsum("bi,bj->bij", x, x),
    "slice and array": lambda x: x[:, :2] * np.array([1.0, 3.0], "float32"),
}


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_a_functional_model_saves_operations(tmp_path, rng, operation):
    x = rng.normal(size=(5, 3)).astype("float32")
    inputs = keras.Input((3,))
    keras.Model(inputs, operation(inputs)).save(tmp_path / "model.keras")
    np.testing.assert_allclose(
        keras.saving.load_model(tmp_path / "model.keras")(x), operation(x), rtol=1e-6
    )


def test_operations_that_take_functions_do_not_survive_in_a_functional_model(tmp_path):
    inputs = keras.Input((3,))
    with pytest.raises(ValueError, match="is part of a cycle"):
        keras.Model(
            inputs, keras.ops.cond(keras.ops.sum(inputs) > 0, lambda: inputs, lambda: -inputs)
        )
    [outputs] = keras.ops.while_loop(lambda x: keras.ops.sum(x) < 9, lambda x: (x + 1,), (inputs,))
    with pytest.raises(NotImplementedError, match="Object WhileLoop was created"):
        keras.Model(inputs, outputs).save(tmp_path / "model.keras")
