import keras
import numpy as np
import pytest
import tensorflow as tf

from book.run import fresh
from snippets.layers.multi.multi import MyMultiLayer

SHAPES = [
    ((5, 2), (5, 2)),
    ((5, 1), (5, 2)),
    ((5, 2), (1, 2)),
    ((5, 3, 1), (5, 1, 4)),
    ((2,), (5, 2)),
    ((5, 1), (1,)),
]


@pytest.mark.parametrize("first, second", SHAPES)
def test_outputs_equal_numpy(rng, first, second):
    x, y = (rng.uniform(1, 2, size=shape).astype("float32") for shape in (first, second))
    outputs = MyMultiLayer()((x, y))
    for output, expected in zip(outputs, (x + y, x * y, x / y), strict=True):
        np.testing.assert_allclose(output, expected, rtol=1e-6)


@pytest.mark.parametrize("first, second", SHAPES)
def test_promised_shapes_are_the_real_ones_under_broadcasting(first, second):
    real = [tuple(output.shape) for output in MyMultiLayer()((np.ones(first), np.ones(second)))]
    assert (
        MyMultiLayer().compute_output_shape([first, second])
        == real
        == [np.broadcast_shapes(first, second)] * 3
    )


@pytest.mark.parametrize(
    "first, second", [((1,), (2,)), ((2,), (1,)), ((3, 1), (1, 4)), ((2,), (2,))]
)
def test_symbolic_shapes_are_those_that_keras_infers(first, second):
    inputs = [keras.Input(first), keras.Input(second)]
    inferred = [output.shape for output in keras.Model(inputs, [inputs[0] + inputs[1]]).outputs] * 3
    assert [output.shape for output in MyMultiLayer()(inputs)] == inferred


def test_shapes_that_do_not_broadcast_are_refused_with_both_shapes():
    with pytest.raises(ValueError, match=r"\(None, 3\).*\(None, 2\)|\(None, 3\) and \(None, 2\)"):
        MyMultiLayer()([keras.Input((3,)), keras.Input((2,))])


def test_multi_predicts_the_same_after_loading_in_a_new_process(rng, reload):
    x, y = rng.uniform(1, 2, size=(5, 1)), rng.uniform(1, 2, size=(5, 2))
    inputs = [keras.Input((1,)), keras.Input((2,))]
    loaded = reload(
        keras.Model(inputs, MyMultiLayer()(inputs)), "snippets.layers.multi.multi", x, y
    )
    for output, expected in zip(loaded, (x + y, x * y, x / y), strict=True):
        np.testing.assert_allclose(output, expected, rtol=1e-6)


def test_the_check_for_two_inputs_accepts_a_model_loaded_from_a_file(programs):
    load = (
        "inputs = [keras.Input((2,)), keras.Input((2,))]\n"
        "keras.Model(inputs, CheckedSum()(inputs)).save('sum.keras')\n"
        "loaded = keras.saving.load_model('sum.keras', custom_objects={'CheckedSum': CheckedSum})\n"
        "print(loaded([two_rows, two_rows]).numpy().tolist())\n"
    )
    result = fresh.run((*programs["layers/multi/rows.py"].steps, ("load.py", load)))[1]
    assert result.text == "[[2.0, 4.0], [6.0, 8.0]]\n", result.report


TWO_ROWS = np.array([[1.0, 2.0], [3.0, 4.0]], "float32")


@keras.saving.register_keras_serializable(package="test")
class Sum(keras.layers.Layer):
    def call(self, inputs):
        first, second = inputs
        return first + second


def test_a_dictionary_of_inputs_works_and_is_saved(tmp_path):
    @keras.saving.register_keras_serializable(package="test")
    class Named(keras.layers.Layer):
        def build(self, input_shape):
            self.shapes = sorted(input_shape)

        def call(self, inputs):
            return inputs["a"] - inputs["b"]

    inputs = {"a": keras.Input((2,), name="a"), "b": keras.Input((2,), name="b")}
    model = keras.Model(inputs, Named()(inputs))
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    np.testing.assert_array_equal(
        loaded({"a": TWO_ROWS, "b": TWO_ROWS[::-1]}), TWO_ROWS - TWO_ROWS[::-1]
    )


def test_integers_are_promised_to_be_floats_and_are_not():
    x = tf.constant([[6, 8]])
    real = [output.dtype.name for output in MyMultiLayer()((x, x))]
    inputs = [keras.Input((2,), dtype="int32"), keras.Input((2,), dtype="int32")]
    assert [output.dtype for output in MyMultiLayer()(inputs)] == ["float32"] * 3
    assert real == ["int32", "int32", "float64"]


class Separate(keras.layers.Layer):
    def call(self, first, second):
        return keras.ops.concatenate([first, second], axis=-1)


@pytest.mark.parametrize("names", ["a_shape, b_shape", "first, second"])
def test_the_arguments_of_build_must_be_named_after_those_of_call(names):
    namespace = {"Separate": Separate}
    exec(f"class Wrong(Separate):\n    def build(self, {names}):\n        pass", namespace)
    with pytest.raises(
        ValueError, match="should have a `_shape` suffix and match an argument from `call\\(\\)`"
    ):
        namespace["Wrong"]()(np.ones((5, 1)), np.ones((5, 2)))


def test_a_build_of_one_argument_gets_the_shape_of_the_first_input():
    class One(Separate):
        def build(self, shape):
            self.shape = shape

    class Second(Separate):
        def build(self, second_shape):
            self.shape = second_shape

    for layer in (One(), Second()):
        assert layer(np.ones((5, 1)), np.ones((5, 2))).shape == (5, 3)
        assert tuple(layer.shape) == (5, 1)


def test_a_forgotten_argument_is_an_error_on_every_call():
    layer = Separate()
    layer(TWO_ROWS, TWO_ROWS)
    for forgotten in (TWO_ROWS, [TWO_ROWS, TWO_ROWS]):
        with pytest.raises(TypeError, match="missing a required argument: 'second'"):
            layer(forgotten)


@pytest.mark.parametrize(
    "data", [(TWO_ROWS, TWO_ROWS), [TWO_ROWS, TWO_ROWS]], ids=["tuple", "list"]
)
def test_fit_passes_the_inputs_of_a_model_as_one_argument(data):
    class Arguments(keras.Model):
        def call(self, first, second, training=None):
            return first + second

    class One(keras.Model):
        def call(self, inputs, training=None):
            first, second = inputs
            return first + second

    for cls in (Arguments, One):
        model = cls()
        model.compile(loss="mse")
        if cls is One:
            model.fit(data, TWO_ROWS, verbose=0)
        else:
            assert model(*data).shape == (2, 2)
            with pytest.raises(TypeError, match="missing a required argument: 'second'"):
                model.fit(data, TWO_ROWS, verbose=0)


def test_a_wrong_shape_is_told_by_a_dense_layer_on_top_and_by_an_activation_never():
    class First(Sum):
        def compute_output_shape(self, input_shape):
            return input_shape[0]

    inputs = [keras.Input((1,)), keras.Input((2,))]
    x = [np.ones((5, 1)), np.ones((5, 2))]
    dense = keras.Model(inputs, keras.layers.Dense(3)(First()(inputs)))
    with pytest.raises(ValueError, match="expected axis -1 of input shape to have value 1"):
        dense(x)
    activation = keras.Model(inputs, keras.layers.Activation("relu")(First()(inputs)))
    activation.compile(loss="mse")
    assert (activation.evaluate(x, np.ones((5, 1)), verbose=0), activation.output_shape) == (
        1.0,
        (None, 1),
    )


def test_a_sequential_hands_on_a_list_and_has_one_input_if_it_begins_with_keras_input():
    model = keras.Sequential([MyMultiLayer()])
    for output, expected in zip(
        model([TWO_ROWS, TWO_ROWS]), (2 * TWO_ROWS, TWO_ROWS**2, TWO_ROWS / TWO_ROWS), strict=True
    ):
        np.testing.assert_array_equal(output, expected)
    assert len(keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)]).inputs) == 1
    with pytest.raises(ValueError, match="can be added to a Sequential model"):
        keras.Sequential([[keras.Input((2,)), keras.Input((2,))], Sum()])


def test_two_rows_pass_for_two_inputs_only_with_values():
    np.testing.assert_array_equal(Sum()(TWO_ROWS), TWO_ROWS[0] + TWO_ROWS[1])

    def compiled():
        model = keras.Sequential([Sum()])
        model.compile(loss="mse", optimizer="sgd")
        return model

    for symbolic in (
        lambda: Sum()(keras.Input((2,), batch_size=2)),
        lambda: compiled().predict(TWO_ROWS, verbose=0),
        lambda: compiled().fit(TWO_ROWS, TWO_ROWS[0], verbose=0),
    ):
        with pytest.raises(
            tf.errors.OperatorNotAllowedInGraphError, match="Iterating over a symbolic"
        ):
            symbolic()


def test_a_check_in_build_sees_the_first_call_only():
    class Checked(Sum):
        def build(self, input_shape):
            if not isinstance(input_shape[0], (tuple, list)):
                raise ValueError("one input")

    layer = Checked()
    layer([TWO_ROWS, TWO_ROWS])
    np.testing.assert_array_equal(layer(TWO_ROWS), [4, 6])
    with pytest.raises(ValueError, match="one input"):
        Checked()(TWO_ROWS)


@pytest.mark.parametrize("policy", ["float32", "mixed_float16"])
@pytest.mark.parametrize("jit_compile", [False, True])
def test_the_distance_of_equal_points_is_0_and_so_is_its_gradient(programs, policy, jit_compile):
    namespace = {}
    exec(programs["layers/multi/exercise.py"].code, namespace)
    layer = namespace["Distance"](dtype=policy)

    @tf.function(jit_compile=jit_compile)
    def distance_and_gradient(x, y):
        with tf.GradientTape() as tape:
            tape.watch(x)
            distance = layer([x, y])
        return distance, tape.gradient(distance, x)

    x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
    distance, gradient = distance_and_gradient(x, tf.constant([[1.0, 2.0], [0.0, 0.0]]))
    np.testing.assert_allclose(distance, [[0.0], [5.0]])
    np.testing.assert_allclose(gradient, [[0.0, 0.0], [0.6, 0.8]], atol=1e-3)
