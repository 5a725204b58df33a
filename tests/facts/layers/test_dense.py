import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.layers.dense.dense import MyDense

ACTIVATIONS = [None, "relu", "tanh", tf.nn.sigmoid, keras.activations.softmax]
NAMES = ["None", "relu", "tanh", "sigmoid", "softmax"]


def pair(x, activation):
    mine, built_in = MyDense(3, activation=activation), keras.layers.Dense(3, activation=activation)
    mine.build(x.shape)
    built_in.build(x.shape)
    rng = np.random.default_rng(7)
    mine.set_weights([rng.normal(size=(x.shape[-1], 3)), rng.normal(size=3)])
    built_in.set_weights(mine.get_weights())
    return mine, built_in


@pytest.mark.parametrize("shape", [(5, 4), (2, 5, 4), (1, 1)])
@pytest.mark.parametrize("activation", ACTIVATIONS, ids=NAMES)
def test_dense_equals_keras_dense_with_the_same_weights(rng, activation, shape):
    x = rng.normal(size=shape).astype("float32")
    mine, built_in = pair(x, activation)
    np.testing.assert_allclose(mine(x), built_in(x), atol=1e-5)


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=NAMES)
def test_dense_has_the_gradients_of_keras_dense(rng, activation):
    x = tf.constant(rng.normal(size=(5, 4)), tf.float32)
    gradients = []
    for layer in pair(x, activation):
        with tf.GradientTape() as tape:
            tape.watch(x)
            loss = tf.reduce_sum(layer(x) ** 2)
        gradients.append(tape.gradient(loss, [x, *layer.trainable_weights]))
    assert len(gradients[0]) == 3
    for mine, built_in in zip(*gradients, strict=True):
        np.testing.assert_allclose(mine, built_in, atol=1e-4)


def test_dense_equals_the_formula(rng):
    x = rng.normal(size=(5, 4)).astype("float32")
    mine, _ = pair(x, "relu")
    kernel, bias = mine.get_weights()
    np.testing.assert_allclose(mine(x), np.maximum(x @ kernel + bias, 0), atol=1e-5)


@pytest.mark.parametrize("shape", [(None, 4), (2, 4), (None, 7, 4), (None, None, 4)])
def test_promised_shape_is_the_real_one(shape):
    layer = MyDense(3)
    real = layer(np.zeros([size or 6 for size in shape])).shape
    promised = layer.compute_output_shape(shape)
    assert promised == keras.layers.Dense(3).compute_output_shape(shape)
    assert promised == tuple(
        None if size is None else r for size, r in zip(shape, real, strict=True)
    )
    assert MyDense(3)(keras.Input(batch_shape=shape)).shape == promised


@pytest.mark.parametrize("activation", [None, "relu", keras.activations.tanh])
def test_config_makes_an_equal_layer(activation):
    layer = MyDense(3, activation=activation, name="mine", dtype="float64")
    twin = MyDense.from_config(layer.get_config())
    assert (twin.units, twin.activation, twin.name, twin.dtype) == (
        3,
        layer.activation,
        "mine",
        "float64",
    )


def test_dense_predicts_the_same_after_loading_in_a_new_process(rng, reload):
    x = rng.normal(size=(5, 4)).astype("float32")
    model = keras.Sequential([keras.Input((4,)), MyDense(3, activation="relu"), MyDense(1)])
    [loaded] = reload(model, "snippets.layers.dense.dense", x)
    np.testing.assert_array_equal(loaded, model(x))


@pytest.mark.parametrize("units", [0, -1, "3", 2.0, None])
def test_units_that_are_no_positive_integer_are_refused(units):
    with pytest.raises(ValueError) as error:
        MyDense(units)
    assert str(error.value).endswith(f"Received: units={units!r}")


def test_unknown_activation_is_refused():
    with pytest.raises(ValueError, match=r"identifier: relo$"):
        MyDense(3, activation="relo")


class Traced(keras.layers.Layer):
    """Writes down what Keras calls."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.calls = []

    def build(self, input_shape):
        self.calls.append("build")
        self.kernel = self.add_weight(shape=(input_shape[-1], 3))

    def call(self, inputs):
        self.calls.append("call")
        return inputs @ self.kernel

    def compute_output_shape(self, input_shape):
        self.calls.append("compute_output_shape")
        return (*input_shape[:-1], 3)


def test_build_is_called_once_per_layer():
    layer = Traced()
    layer(keras.Input((4,)))
    layer(keras.Input((4,)))
    layer(np.ones((2, 4)))
    model = keras.Sequential([layer])
    model.compile(loss="mse", optimizer="sgd")
    model.fit(np.ones((5, 4)), np.ones((5, 3)), verbose=0)
    assert layer.calls.count("build") == 1


def test_a_keras_input_asks_compute_output_shape_in_place_of_call():
    layer = Traced()
    layer(keras.Input((4,)))
    assert layer.calls == ["build", "compute_output_shape"]


def test_call_does_not_build():
    with pytest.raises(AttributeError, match="'MyDense' object has no attribute 'kernel'"):
        MyDense(3).call(np.ones((2, 4)))


def test_a_weight_that_is_not_trainable_is_saved_and_not_trained(tmp_path):
    @keras.saving.register_keras_serializable(package="test")
    class Count(keras.layers.Layer):
        def build(self, input_shape):
            self.factor = self.add_weight(shape=(), initializer="ones")
            self.fixed = self.add_weight(shape=(), initializer="ones", trainable=False)

        def call(self, inputs):
            return self.factor * self.fixed * inputs

    layer = Count()
    model = keras.Sequential([keras.Input((1,)), layer])
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    model.fit(np.ones((8, 1)), np.full((8, 1), 3.0), epochs=5, verbose=0)
    assert (layer.fixed.numpy(), layer.factor.numpy() > 2) == (1, True)
    layer.fixed.assign(7.0)
    model.save(tmp_path / "model.keras")
    assert keras.saving.load_model(tmp_path / "model.keras").layers[0].fixed.numpy() == 7


@pytest.mark.parametrize("kind", ["Model", "Layer"])
def test_a_tf_variable_is_no_weight_and_a_keras_variable_is_one(kind):
    class Holder(getattr(keras, kind)):
        def __init__(self):
            super().__init__()
            self.lost = tf.Variable(1.0)
            self.more = [tf.Variable(1.0)]
            self.kept = keras.Variable(1.0)

        def call(self, inputs):
            return inputs

    holder = Holder()
    assert len(holder.weights) == 1 and holder.weights[0] is holder.kept


def test_a_tf_variable_is_neither_trained_nor_saved_and_no_warning_tells(tmp_path, recwarn):
    @keras.saving.register_keras_serializable(package="test")
    class Lost(keras.layers.Layer):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.factor = tf.Variable(1.0)

        def call(self, inputs):
            return self.factor * inputs

    model = keras.Sequential([keras.Input((1,)), Lost(), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="sgd")
    model.fit(np.ones((8, 1)), np.full((8, 1), 3.0), verbose=0)
    assert model.layers[0].factor.numpy() == 1
    model.layers[0].factor.assign(5.0)
    model.save(tmp_path / "model.keras")
    assert keras.saving.load_model(tmp_path / "model.keras").layers[0].factor.numpy() == 1
    assert not [warning for warning in recwarn if warning.category is UserWarning]


def test_super_undoes_what_was_set_before_it_but_finds_the_layers():
    class Late(keras.layers.Layer):
        def __init__(self):
            self.name = "mine"
            self.trainable = False
            self.supports_masking = True
            self.input_spec = keras.layers.InputSpec(ndim=7)
            self.dense = keras.layers.Dense(2)
            super().__init__()

        def call(self, inputs):
            return self.dense(inputs)

    layer = Late()
    assert layer(np.ones((1, 3))).shape == (1, 2)
    assert (layer.name == "mine", layer.trainable, layer.supports_masking, layer.input_spec) == (
        False,
        True,
        False,
        None,
    )
    assert len(layer.trainable_weights) == 2


def test_a_weight_cannot_be_made_before_super():
    class Early(keras.layers.Layer):
        def __init__(self):
            self.kernel = self.add_weight(shape=())
            super().__init__()

    with pytest.raises(RuntimeError, match="you forgot to call `super"):
        Early()


@pytest.mark.parametrize("assign", [False, True])
def test_a_layer_cannot_be_made_in_call_either(assign):
    class Late(keras.layers.Layer):
        def call(self, inputs):
            dense = keras.layers.Dense(3)
            if assign:
                self.dense = dense
            return dense(inputs)

    layer = Late()
    if assign:
        with pytest.raises(ValueError, match="You cannot add new elements of state"):
            layer(np.ones((1, 3)))
    else:  # new weights on every call, until fit refuses them
        assert (
            not np.allclose(layer(np.ones((1, 3))), layer(np.ones((1, 3)))) and layer.weights == []
        )
        model = keras.Sequential([layer])
        model.compile(loss="mse", optimizer="sgd")
        with pytest.raises(ValueError, match="only supports singleton"):
            model.fit(np.ones((1, 3)), np.ones((1, 3)), verbose=0)


def test_shapes_are_tuples_and_a_list_when_build_is_called_by_loading(tmp_path):
    got = []

    @keras.saving.register_keras_serializable(package="test")
    class Shapes(keras.layers.Layer):
        def build(self, input_shape):
            got.append(("build", type(input_shape)))

        def call(self, inputs):
            return inputs

        def compute_output_shape(self, input_shape):
            got.append(("compute_output_shape", type(input_shape)))
            return input_shape

    Shapes()(np.ones((2, 4)))
    model = keras.Sequential([keras.Input((None, 4)), Shapes()])
    model.save(tmp_path / "model.keras")
    assert set(got) == {("build", tuple), ("compute_output_shape", tuple)}
    got.clear()
    keras.saving.load_model(tmp_path / "model.keras")
    assert got == [("build", list), ("compute_output_shape", tuple)]


def test_compute_output_shape_promises_the_dtype_of_the_layer():
    class Promise(keras.layers.Layer):
        def call(self, inputs):
            return keras.ops.argmax(inputs, axis=-1)

        def compute_output_shape(self, input_shape):
            return input_shape[:-1]

    for dtype in ("float32", "float16"):
        layer = Promise(dtype=dtype)
        assert (layer(keras.Input((4,))).dtype, layer(np.ones((1, 4))).dtype.name) == (
            dtype,
            "int32",
        )


def test_a_function_of_ones_own_has_to_be_registered(tmp_path, rng):
    def thrice(x):
        return 3 * x

    x = rng.normal(size=(5, 4)).astype("float32")
    model = keras.Sequential([keras.Input((4,)), MyDense(3, activation=thrice)])
    model.save(tmp_path / "model.keras")
    with pytest.raises(TypeError, match="Could not locate function 'thrice'"):
        keras.saving.load_model(tmp_path / "model.keras")
    keras.saving.register_keras_serializable(package="test")(thrice)
    model.save(tmp_path / "model.keras")
    np.testing.assert_allclose(
        keras.saving.load_model(tmp_path / "model.keras")(x), model(x), rtol=1e-6
    )


def test_a_config_without_super_is_loaded_with_default_name_dtype_and_trainable():
    class Bare(MyDense):
        def get_config(self):
            return {"units": self.units}

    for cls, kept in ((MyDense, True), (Bare, False)):
        layer = cls(3, name="mine", dtype="float16", trainable=False)
        twin = cls.from_config(layer.get_config())
        assert (twin.name == "mine", twin.dtype == "float16", twin.trainable is False) == (
            kept,
        ) * 3


def test_as_list_fails_in_functional_and_sequential_models_and_in_the_summary_of_others():
    class Book(keras.layers.Layer):
        def build(self, input_shape):
            self.kernel = self.add_weight(shape=(input_shape[-1], 3))

        def call(self, inputs):
            return inputs @ self.kernel

        def compute_output_shape(self, input_shape):
            return input_shape.as_list()

    class Subclassed(keras.Model):
        def __init__(self):
            super().__init__()
            self.book = Book()

        def call(self, inputs, training=None):
            return self.book(inputs)

    x = np.ones((2, 4))
    model = Subclassed()
    model.compile(loss="mse", optimizer="sgd")
    model.fit(x, np.ones((2, 3)), verbose=0)
    for fails in (
        lambda: keras.Sequential([Book()])(x),
        lambda: Book()(keras.Input((4,))),
        model.summary,
    ):
        with pytest.raises(AttributeError, match="'tuple' object has no attribute 'as_list'"):
            fails()


def test_another_width_fails_in_the_matrix_product_without_an_input_spec():
    layer = MyDense(3)
    layer(np.ones((2, 4)))
    with pytest.raises(tf.errors.InvalidArgumentError, match="Matrix size-incompatible"):
        layer(np.ones((2, 5)))
