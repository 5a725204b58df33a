import ast
import json
import re
import threading

import keras
import numpy as np
import pytest
import tensorflow as tf

from book.run import fresh

DRAWN = """
import json
arrows = [
    [*map(float, text.xyann), *map(float, text.xy), text.arrow_patch.get_edgecolor()[0]]
    for text in ax.texts
    if text.get_text() == ""
]
numbers = [
    [*map(float, text.get_position()), text.get_text()] for text in ax.texts if text.get_text()
]
print("DATA", json.dumps([arrows, numbers]))
"""
# the value that each edge carries up, and the gradient that it carries down, by hand at (5, 3)
EDGES = {
    "w1 a": (5, 3 * 2 * 5),
    "w1 c": (5, 2 * 3),
    "w2 c": (3, 2 * 5),
    "a b": (25, 3),
    "c d": (15, 2),
    "b f": (75, 1),
    "d f": (30, 1),
}


def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


def test_the_tape_gives_36_and_10_which_central_differences_confirm(central, recorded):
    shown = ast.literal_eval(recorded("tape/tape"))
    assert shown == [36.0, 10.0]
    assert central(f, 5.0, 3.0) == pytest.approx(shown, abs=1e-6)


def test_the_printed_values_and_gradients_are_those_of_the_chain_rule(recorded):
    lines = recorded("tape/graph").splitlines()
    printed = {
        edge: (int(value), int(gradient))
        for edge, value, gradient in re.findall(
            r"(\w+ \w+): value (\d+), gradient (\d+)", "\n".join(lines)
        )
    }
    assert printed == EDGES
    assert lines[-1] == "w1: 36, w2: 10, f: 105"


def test_the_gradient_of_each_edge_is_that_of_central_differences(central):
    def of_edges(w1_a, w1_c, w2_c):
        return 3 * w1_a**2 + 2 * w1_c * w2_c

    assert central(of_edges, 5, 5, 3) == pytest.approx(
        [EDGES[edge][1] for edge in ("w1 a", "w1 c", "w2 c")]
    )
    assert central(lambda a, c: 3 * a + 2 * c, 25, 15) == pytest.approx(
        [EDGES["a b"][1], EDGES["c d"][1]]
    )
    assert central(lambda b, d: b + d, 75, 30) == pytest.approx([1, 1])


def test_the_figure_draws_each_value_upward_and_each_gradient_downward_beside_its_edge(programs):
    [result] = fresh.run((("figure.py", programs["autodiff/tape/graph.py"].code + DRAWN),))
    assert not result.error, result.report
    arrows, texts = json.loads(result.stdout.split("DATA ")[1])
    nodes = {re.match(r"\w+", text)[0]: (x, y) for x, y, text in texts if not text.isdigit()}
    numbers = [(x, y, int(text)) for x, y, text in texts if text.isdigit()]
    assert len(arrows) == len(numbers) == 2 * len(EDGES)
    for edge, (value, gradient) in EDGES.items():
        low, high = (np.array(nodes[name]) for name in edge.split())
        near = sorted(numbers, key=lambda number: np.hypot(*(number[:2] - (low + high) / 2)))[:2]
        assert {number for _, _, number in near} == {value, gradient}
        between = sorted(
            arrows,
            key=lambda arrow: np.hypot(*(np.add(arrow[:2], arrow[2:4]) / 2 - (low + high) / 2)),
        )[:2]
        for x1, y1, x2, y2, red in between:
            upward = np.dot([x2 - x1, y2 - y1], high - low) > 0
            assert upward == (red == 0)  # black goes up, orange comes down
            middle = np.array([(x1 + x2) / 2, (y1 + y2) / 2])
            nearest = min(near, key=lambda number: np.hypot(*(number[:2] - middle)))
            assert nearest[2] == (value if upward else gradient)
    boxes = [text for _, _, text in texts if "=" in text]
    assert (
        "w1 = 5\ngradient 36" in boxes
        and "w2 = 3\ngradient 10" in boxes
        and "f = b + d = 105" in boxes
    )


def test_the_branch_that_ran_is_the_one_that_is_differentiated(central, recorded):
    rows = re.findall(r"w = (\S+): gradient (\S+), (.*)", recorded("tape/records"))
    for start, gradient, watched in rows:
        assert [float(gradient)] == pytest.approx(
            central(lambda w: w**2 if w > 0 else -w, float(start)), abs=1e-6
        )
        assert watched == "['w:0']"
    assert len(rows) == 2


def test_a_loop_is_recorded_as_often_as_it_ran(central):
    def power(w, times):
        result = 1.0
        for _ in range(times):
            result = result * w
        return result

    for times in (1, 3):
        w = tf.Variable(2.0)
        with tf.GradientTape() as tape:
            z = power(w, times)
        assert float(tape.gradient(z, w)) == pytest.approx(
            central(lambda w, times=times: power(w, times), 2.0)[0], abs=1e-4
        )


def test_the_tape_calls_f_once_for_any_number_of_parameters(recorded):
    rows = re.findall(r"(\d+) parameters: (\d+) call, right: (\w+)", recorded("tape/calls"))
    assert [(calls, right) for _, calls, right in rows] == [("1", "True")] * 3


def test_the_way_back_visits_each_operation_once_even_if_many_use_its_result():
    visits = []

    @tf.custom_gradient
    def square(x):
        def backward(upstream):
            visits.append(float(upstream))
            return 2 * x * upstream

        return x * x, backward

    w = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        a = square(w)
        z = 5 * a + a * a + tf.sin(a)
    gradient = tape.gradient(z, w)
    assert len(visits) == 1
    assert float(gradient) == pytest.approx((5 + 2 * 9 + np.cos(9)) * 6, rel=1e-5)


def test_a_tape_finds_its_records_by_the_number_of_a_tensor():
    assert isinstance(tf.constant(1.0)._id, int) and not hasattr(np.float32(1), "_id")


@pytest.mark.parametrize("point", [(5.0, 3.0), (-1.0, 4.0), (0.5, -2.0)])
def test_the_solution_of_the_exercise_agrees_with_central_differences(central, point, programs):
    solution = {}
    exec(programs["autodiff/tape/exercise.py"].code, solution)
    value, gradient = solution["by_hand"](*point)
    assert value == pytest.approx(f(*point))
    assert gradient == pytest.approx(central(f, *point), abs=1e-6)


def test_what_only_variables_that_are_not_trainable_went_into_is_not_recorded():
    w, fixed = tf.Variable(3.0), tf.Variable(3.0, trainable=False)
    with tf.GradientTape() as tape:
        z = fixed * w + fixed**2
    assert tape.watched_variables() == (w,)
    by_fixed, by_w = tape.gradient(z, [fixed, w])
    assert by_fixed is None and float(by_w) == 3


def test_what_another_thread_executes_is_not_recorded():
    w, results = tf.Variable(3.0), []
    with tf.GradientTape(persistent=True) as tape:
        thread = threading.Thread(target=lambda: results.append(w**2))
        thread.start()
        thread.join()
        here = w**2
    assert float(results[0]) == float(here) == 9
    assert tape.gradient(results[0], w) is None
    assert float(tape.gradient(here, w)) == 6


def test_the_way_back_leaves_out_what_did_not_lead_to_the_result():
    visits = []

    @tf.custom_gradient
    def square(x):
        return x * x, lambda upstream: [visits.append(upstream), 2 * x * upstream][1]

    w = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        square(w)
        z = 2 * w
    assert float(tape.gradient(z, w)) == 2 and not visits


@pytest.mark.parametrize("start", [3.0, -3.0])
def test_autograph_rewrites_if_for_and_while_on_a_tensor_in_a_tf_function(central, start):
    def power(w):
        z = w**2 if w > 0 else -w
        for _ in range(int(abs(w))):
            z = z * w
        while abs(z) > 10:
            z = z / 2
        return z

    @tf.function
    def gradient(w):
        with tf.GradientTape() as tape:
            tape.watch(w)
            z = w**2 if w > 0 else -w
            for _ in tf.range(tf.cast(tf.abs(w), tf.int32)):
                z = z * w
            while tf.abs(z) > 10:
                z = z / 2
        return tape.gradient(z, w)

    assert float(gradient(tf.constant(start))) == pytest.approx(
        central(power, start + 1e-3 * np.sign(start))[0], rel=0.01
    )


class Model(keras.Model):
    """A dense layer and what a function makes of its outputs."""

    def __init__(self, function):
        super().__init__()
        self.dense = keras.layers.Dense(1, kernel_initializer="ones")
        self.function = function

    def call(self, inputs, training=None):
        return self.function(self.dense(inputs), training)


def trained(function, **compiled):
    """Has one step of `fit` changed the kernel?"""
    x, y = np.ones((8, 3), "float32"), np.zeros((8, 1), "float32")
    model = Model(function)
    model(x, training=True)
    before = model.get_weights()[0]
    model.compile(loss="mse", optimizer="sgd", **compiled)
    model.fit(x, y, verbose=0)
    return not np.array_equal(before, model.get_weights()[0])


def branch(outputs, training):
    return outputs if tf.reduce_mean(outputs) > 0 else -outputs


def rows(outputs, training):
    return sum(row for row in outputs) + outputs


def halve(outputs, training):
    while tf.reduce_mean(outputs) > 1:
        outputs = outputs / 2
    return outputs


@pytest.mark.parametrize("function", [branch, rows, halve])
def test_if_for_and_while_on_a_tensor_in_call_fail_in_fit_and_work_eagerly(function):
    with pytest.raises(tf.errors.OperatorNotAllowedInGraphError):
        trained(function)
    assert trained(function, run_eagerly=True)
    layer = keras.layers.Lambda(lambda x: function(x, None))
    for called in (Model(function), layer):
        called(tf.ones((8, 3)))
        with pytest.raises(tf.errors.OperatorNotAllowedInGraphError):
            tf.function(lambda x, called=called: called(x))(tf.ones((8, 3)))


@pytest.mark.parametrize("jit_compile", [False, True])
@pytest.mark.parametrize(
    "function",
    [
        lambda outputs, training: keras.ops.cond(
            keras.ops.mean(outputs) > 0, lambda: outputs, lambda: -outputs
        ),
        lambda outputs, training: keras.ops.where(outputs > 0, outputs, -outputs),
        lambda outputs, training: keras.ops.while_loop(
            lambda h: keras.ops.mean(h) > 1, lambda h: (h / 2,), (outputs,), maximum_iterations=9
        )[0],
        lambda outputs, training: outputs * 2 if training and outputs.ndim == 2 else outputs * 0,
        lambda outputs, training: sum(outputs for _ in range(3)),
    ],
    ids=["cond", "where", "while_loop", "if on Python values", "for on Python values"],
)
def test_what_replaces_them_is_trained_by_fit(function, jit_compile):
    assert trained(function, jit_compile=jit_compile)


def test_a_while_loop_without_maximum_iterations_is_not_trained_with_jit_compile():
    def loop(outputs, training):
        return keras.ops.while_loop(
            lambda h: keras.ops.mean(h) > 1, lambda h: (h / 2,), (outputs,)
        )[0]

    assert trained(loop, jit_compile=False)
    with pytest.raises(tf.errors.InvalidArgumentError):
        trained(loop, jit_compile=True)


SINGLETON = "tf.function only supports singleton tf.Variables created on the first call"


def test_a_layer_made_in_a_tf_function_is_refused():
    with pytest.raises(ValueError, match=SINGLETON):
        tf.function(lambda x: keras.layers.Dense(2)(x))(tf.ones((1, 3)))


def test_a_tf_function_that_has_trained_with_one_adam_refuses_another_unless_it_is_built():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])

    @tf.function
    def step(optimizer):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(model(tf.ones((8, 3))) ** 2)
        variables = model.trainable_variables
        gradients = tape.gradient(loss, variables)
        optimizer.apply_gradients(zip(gradients, variables, strict=True))

    step(keras.optimizers.Adam())
    with pytest.raises(ValueError, match=SINGLETON):
        step(keras.optimizers.Adam())
    built = keras.optimizers.Adam()
    built.build(model.trainable_variables)
    before = model.get_weights()[0]
    step(built)
    assert not np.array_equal(before, model.get_weights()[0])
