"""Every road to None, and the repair of each, against central differences."""

import ast
import re
import warnings

import keras
import numpy as np
import pytest
import tensorflow as tf

from book.run import fresh


def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


def gradient(function, w, watch=False, **options):
    with tf.GradientTape() as tape:
        if watch:
            tape.watch(w)
        z = function(w)
    return tape.gradient(z, w, **options)


def test_constants_give_none_and_watched_ones_what_central_differences_give(central, recorded):
    unwatched, watched = map(ast.literal_eval, recorded("constants/constants").splitlines())
    assert unwatched == [None, None]
    assert watched == pytest.approx(central(f, 5.0, 3.0), abs=1e-6)


def test_watching_after_the_computation_is_too_late():
    c = tf.constant(3.0)
    with tf.GradientTape() as tape:
        z = c * c
        tape.watch(c)
    assert tape.gradient(z, c) is None


def test_an_integer_variable_gives_none_and_a_float_variable_the_gradient(central, recorded):
    integers, floats = recorded("constants/integer").splitlines()
    assert integers == "int32 [None, None]"
    assert ast.literal_eval(floats.removeprefix("float32 ")) == pytest.approx(
        central(f, 5.0, 3.0), abs=1e-6
    )


def test_an_integer_variable_causes_no_warning():
    code = (
        "import logging, warnings\nimport tensorflow as tf\n"
        "class Printer(logging.Handler):\n    def emit(self, record):\n"
        "        print(record.getMessage())\n"
        "tf.get_logger().addHandler(Printer())\n"
        "with warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always')\n"
        "    w = tf.Variable(5)\n"
        "    with tf.GradientTape() as tape:\n        z = 3 * w**2\n"
        "    print(tape.gradient(z, w), len(caught))\n"
    )
    [result] = fresh.run((("integer.py", code),))
    assert result.text == "None 0\n", result.report


def test_casting_an_integer_variable_does_not_help():
    assert gradient(lambda w: tf.cast(w, tf.float32) ** 2, tf.Variable(5)) is None


@pytest.mark.parametrize(
    "detour, straight",
    [
        (np.square, tf.square),
        (lambda w: w.numpy() ** 2, keras.ops.square),
        (lambda w: float(w) ** 2, lambda w: w**2),
    ],
    ids=["NumPy function", "numpy()", "float()"],
)
def test_a_detour_through_numpy_gives_none_and_the_straight_way_the_gradient(
    central, detour, straight
):
    w = tf.Variable(3.0)
    assert gradient(lambda w: 2 * tf.convert_to_tensor(detour(w)), w) is None
    assert float(gradient(lambda w: 2 * straight(w), w)) == pytest.approx(
        central(lambda w: 2 * w**2, 3.0)[0], abs=1e-5
    )


def test_the_program_shows_the_detour_and_the_straight_way(recorded):
    assert re.findall(
        r"^(\w+) 18.0 (None|tf.Tensor\(12.0)", recorded("constants/detour"), re.M
    ) == [("numpy", "None"), ("tensorflow", "tf.Tensor(12.0")]


def test_a_variable_that_became_a_tensor_gives_none_and_assign_add_keeps_it_a_variable(
    central, recorded
):
    lines = recorded("constants/became").splitlines()
    assert [line.split()[0] for line in lines] == ["True", "False", "True", "True"]
    assert lines[1] == "False None"
    for line, value in ((lines[0], 2.0), (lines[2], 2.0), (lines[3], 3.0)):
        assert float(re.search(r"Tensor\((\S+),", line)[1]) == pytest.approx(
            central(lambda v: v**2, value)[0], abs=1e-6
        )


def test_work_outside_the_block_gives_none_and_inside_the_gradient(central, recorded):
    outside, inside = (line.split()[1] for line in recorded("constants/outside").splitlines())
    assert outside == "None"
    assert [float(inside)] == pytest.approx(central(lambda w: 2 * w**2, 3.0), abs=1e-5)


@pytest.mark.parametrize("function", [tf.round, tf.floor, lambda w: tf.cast(w > 1, tf.float32)])
def test_a_function_without_a_gradient_gives_none_though_every_step_is_tensorflow_inside_the_block(
    function,
):
    assert gradient(function, tf.Variable(2.7)) is None


def test_a_variable_that_is_not_trainable_gives_none_until_it_is_watched(central):
    w = tf.Variable(3.0, trainable=False)
    assert gradient(lambda w: w**2, w) is None
    assert float(gradient(lambda w: w**2, w, watch=True)) == pytest.approx(
        central(lambda w: w**2, 3.0)[0], abs=1e-5
    )


def test_zero_hides_a_broken_path(central, recorded):
    whole, broken = (
        ast.literal_eval(line.split(" ", 1)[1]) for line in recorded("constants/zero").splitlines()
    )
    assert whole == pytest.approx(
        central(lambda w, other: 2 * w**2 + 0 * other, 3.0, 1.0), abs=1e-5
    )
    assert broken == [0.0, 0.0]


def test_sgd_takes_a_zero_without_a_word_and_leaves_the_variable():
    w = keras.Variable(3.0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        keras.optimizers.SGD(0.1).apply_gradients([(tf.constant(0.0), w)])
    assert float(w) == 3.0


OPTIMIZERS = [
    "SGD",
    "Adam",
    "AdamW",
    "Adamax",
    "Nadam",
    "RMSprop",
    "Adagrad",
    "Adadelta",
    "Adafactor",
    "Ftrl",
    "Lion",
    "Lamb",
    "Muon",
]


@pytest.mark.parametrize("optimizer", [getattr(keras.optimizers, name) for name in OPTIMIZERS])
def test_an_optimizer_skips_none_with_a_warning_and_refuses_only_nones(optimizer):
    w, other = keras.Variable(3.0, name="w"), keras.Variable(3.0, name="other")
    with pytest.warns(UserWarning, match=r"^Gradients do not exist for variables \['other'\]"):
        optimizer(0.1).apply_gradients([(tf.constant(6.0), w), (None, other)])
    assert float(w) < 3.0 and float(other) == 3.0
    with pytest.raises(ValueError, match=r"^No gradients provided for any variable"):
        optimizer(0.1).apply_gradients([(None, w), (None, other)])


def test_fit_warns_of_a_weight_without_a_gradient():
    class Half(keras.layers.Layer):
        def build(self, input_shape):
            self.used = self.add_weight(shape=(1,), name="used")
            self.unused = self.add_weight(shape=(1,), name="unused")

        def call(self, inputs):
            return inputs * self.used

    model = keras.Sequential([keras.Input((1,)), Half()])
    model.compile(loss="mse", optimizer="sgd")
    before = float(model.layers[0].unused[0])
    with pytest.warns(UserWarning, match="Gradients do not exist for variables .*unused"):
        model.fit(np.ones((4, 1)), np.ones((4, 1)), verbose=0)
    assert float(model.layers[0].unused[0]) == before


def test_the_solution_of_the_exercise_agrees_with_central_differences(central, recorded):
    broken, repaired = map(ast.literal_eval, recorded("constants/exercise").splitlines())
    assert broken == [None, None, None]
    assert repaired == pytest.approx(
        central(lambda a, b, c: a**2 * np.exp(b) + np.log(c), 2.0, 0.5, 3.0), abs=1e-3
    )


def test_plus_equals_makes_a_tensor_of_a_keras_variable_and_is_an_error_for_one_of_tensorflow():
    v = keras.Variable(1.0)
    v += 1
    assert not isinstance(v, keras.Variable) and float(v) == 2
    v = tf.Variable(1.0)
    with pytest.raises(RuntimeError, match=r"is not supported\. Use `variable\.assign_add"):
        v += 1


@pytest.mark.parametrize(
    "way, connected", [("__call__", True), ("predict", False), ("predict_on_batch", False)]
)
def test_predict_gives_none_and_calling_the_model_a_gradient(way, connected):
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    x = tf.ones((3, 2))
    with tf.GradientTape() as tape:
        z = tf.reduce_sum(tf.convert_to_tensor(getattr(model, way)(x)))
    kernel, bias = tape.gradient(z, model.trainable_variables)
    if connected:
        np.testing.assert_array_equal(kernel, np.full((2, 1), 3))
    assert (kernel is not None) == (bias is not None) == connected


@pytest.fixture
def convolution():
    """A convolution, and a model of it and of a rest."""
    conv = keras.layers.Conv2D(2, 3)
    rest = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(1)])
    return conv, rest, keras.Sequential([keras.Input((5, 5, 1)), conv, rest])


@pytest.mark.parametrize("watch", [False, True])
def test_a_tensor_computed_beside_the_way_gives_none_even_if_it_is_equal_and_watched(
    convolution, rng, watch
):
    conv, rest, model = convolution
    x = tf.constant(rng.normal(size=(1, 5, 5, 1)), tf.float32)
    with tf.GradientTape(persistent=True) as tape:
        features = conv(x)
        if watch:
            tape.watch(features)
        beside, through = model(x), rest(features)
    np.testing.assert_allclose(beside, through, rtol=1e-5)
    assert tape.gradient(beside, features) is None
    np.testing.assert_allclose(
        np.ravel(tape.gradient(through, features)), np.ravel(rest.layers[-1].kernel)
    )


def test_a_model_with_two_outputs_gives_an_inner_tensor_and_the_result_of_one_call(convolution):
    conv, rest, model = convolution
    both = keras.Model(model.inputs, [conv.output, model.outputs[0]])
    with tf.GradientTape() as tape:
        features, score = both(tf.ones((1, 5, 5, 1)))
    np.testing.assert_allclose(
        np.ravel(tape.gradient(score, features)), np.ravel(rest.layers[-1].kernel)
    )


def test_keras_refuses_the_output_of_a_layer_of_an_inner_model():
    inner = keras.Sequential(
        [keras.Input((5, 5, 1)), keras.layers.Conv2D(2, 3, name="conv"), keras.layers.Flatten()]
    )
    inputs = keras.Input((5, 5, 1))
    outer = keras.Model(inputs, keras.layers.Dense(1)(inner(inputs)))
    with pytest.raises(ValueError, match="is not connected to `inputs`"):
        keras.Model(outer.inputs, [inner.get_layer("conv").output, outer.outputs[0]])


@pytest.mark.parametrize("new_variable", [tf.Variable, keras.Variable])
@pytest.mark.parametrize("way", ["assign", "assign_add", "assign_sub"])
def test_what_is_assigned_to_a_variable_has_no_gradient_any_more(way, new_variable):
    w, state = tf.Variable(3.0), new_variable(1.0)
    with tf.GradientTape() as tape:
        getattr(state, way)(2 * w)
        z = 5 * tf.convert_to_tensor(state)
    assert tape.gradient(z, w) is None


@pytest.mark.parametrize(
    "function",
    [
        lambda image: tf.image.adjust_contrast(image, 2.0),
        lambda image: tf.image.adjust_hue(image, 0.1),
    ],
)
def test_an_operation_without_a_registered_gradient_is_a_lookup_error(function, rng):
    with pytest.raises(LookupError, match=r"^gradient registry has no entry for: Adjust"):
        gradient(function, tf.Variable(rng.uniform(size=(2, 2, 3))))


def test_contrast_put_together_from_other_operations_has_a_gradient(rng):
    image = tf.Variable(rng.uniform(size=(2, 2, 3)))

    def contrast(image):
        mean = tf.reduce_mean(image, axis=(0, 1))
        return mean + 2.0 * (image - mean)

    np.testing.assert_allclose(contrast(image), tf.image.adjust_contrast(image, 2.0), atol=1e-6)
    # the mean is a quarter of each of four pixels: 2 - 4 * 0.25 in all
    np.testing.assert_allclose(gradient(contrast, image), np.ones((2, 2, 3)))


def test_a_frozen_keras_layer_is_no_road_to_none():
    layer = keras.layers.Dense(1, trainable=False)
    layer.build((None, 2))
    assert layer.trainable_variables == []
    assert (
        gradient(lambda kernel: tf.reduce_sum(layer(tf.ones((1, 2)))), layer.kernel.value)
        is not None
    )


def test_if_all_gradients_are_none_fit_is_an_error():
    class Stopped(keras.layers.Layer):
        def build(self, input_shape):
            self.factor = self.add_weight(shape=(1,))

        def call(self, inputs):
            return tf.stop_gradient(inputs * self.factor)

    model = keras.Sequential([keras.Input((1,)), Stopped()])
    model.compile(loss="mse", optimizer="sgd")
    with pytest.raises(ValueError, match=r"^No gradients provided for any variable"):
        model.fit(np.ones((4, 1)), np.ones((4, 1)), verbose=0)


def test_not_every_optimizer_leaves_a_variable_whose_gradient_is_zero():
    w = keras.Variable(3.0)
    keras.optimizers.AdamW(0.1).apply_gradients([(tf.constant(0.0), w)])
    assert float(w) < 3


@pytest.mark.parametrize("dtype, connected", [("int32", False), ("bool", False), ("float64", True)])
def test_the_result_of_a_recorded_operation_is_watched_unless_it_is_integer_or_boolean(
    dtype, connected
):
    w = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        z = 5 * tf.cast(tf.cast(w, dtype), tf.float32)
    assert (tape.gradient(z, w) is not None) == connected


def test_a_numpy_function_in_a_tf_function_is_an_error():
    with pytest.raises(NotImplementedError, match=r"Cannot convert a symbolic tf.Tensor"):
        tf.function(lambda x: np.square(x))(tf.constant(3.0))


def test_a_tape_told_not_to_watch_variables_watches_none():
    w = tf.Variable(3.0)
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        z = w**2
    assert tape.gradient(z, w) is None
