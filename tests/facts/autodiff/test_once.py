import ast
import re
import weakref

import numpy as np
import pytest
import tensorflow as tf

from book.run import fresh


def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


def test_the_second_call_is_a_runtime_error_even_for_the_same_question():
    w = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        z = w**2
    tape.gradient(z, w)
    with pytest.raises(
        RuntimeError,
        match=r"^A non-persistent GradientTape can only be used to compute "
        r"one set of gradients \(or jacobians\)$",
    ):
        tape.gradient(z, w)


def test_asking_for_a_list_needs_no_second_call(central):
    w1, w2 = tf.Variable(5.0), tf.Variable(3.0)
    with tf.GradientTape() as tape:
        z = f(w1, w2)
    assert [float(gradient) for gradient in tape.gradient(z, [w1, w2])] == pytest.approx(
        central(f, 5.0, 3.0), abs=1e-6
    )


def test_the_persistent_tape_shows_what_central_differences_give(central, recorded):
    assert [float(line) for line in recorded("once/persistent").split()] == pytest.approx(
        central(f, 5.0, 3.0), abs=1e-6
    )


def test_a_name_that_does_not_exist_is_an_attribute_error_on_the_first_call():
    with tf.GradientTape() as tape:
        z = tf.constant(1.0)
    with pytest.raises(
        AttributeError, match=r"^'GradientTape' object has no attribute 'gradients'$"
    ):
        tape.gradients(z, [])


def test_the_program_tells_the_two_errors_apart(recorded):
    first, _, second, third, _ = recorded("once/gradients").splitlines()
    assert (first, second, third) == (
        "tape.gradients fails",
        "tape.gradient: 6.0",
        "tape.gradient fails",
    )
    assert re.findall(r"(\w+Error): ", recorded("once/gradients")) == [
        "AttributeError",
        "RuntimeError",
    ]


def watched_intermediate(persistent):
    w = tf.Variable(tf.ones(10))
    with tf.GradientTape(persistent=persistent) as tape:
        intermediate = tf.exp(w)
        z = tf.reduce_sum(tf.sin(intermediate))
    return tape, z, w, weakref.ref(intermediate)


def test_gradient_frees_the_intermediate_tensors_of_an_ordinary_tape():
    tape, z, w, intermediate = watched_intermediate(False)
    assert intermediate() is not None
    tape.gradient(z, w)
    assert intermediate() is None


@pytest.mark.parametrize("way", ["del", "another value", "end of function"])
def test_a_persistent_tape_frees_them_when_it_goes_away(way):
    tape, z, w, intermediate = watched_intermediate(True)
    tape.gradient(z, w)
    tape.gradient(z, w)
    assert intermediate() is not None
    if way == "del":
        del tape
    elif way == "another value":
        tape = None
    else:
        del tape

        def function():
            tape, z, w, intermediate = watched_intermediate(True)
            tape.gradient(z, w)
            return intermediate

        intermediate = function()
    assert intermediate() is None


def test_del_frees_nothing_while_the_tape_has_another_name():
    tape, _, _, intermediate = watched_intermediate(True)
    other = tape
    del tape
    assert intermediate() is not None
    del other
    assert intermediate() is None


def test_a_gradient_taken_inside_the_block_can_be_differentiated_again(central, recorded):
    inside, outside = re.search(
        r"inside:\s+(\S+)\n\s+outside: (\S+)", recorded("once/inside")
    ).groups()
    assert [float(inside)] == pytest.approx(central(lambda w: 3 * w**2, 3.0), abs=1e-4)
    assert outside == "None"
    first, second = map(
        float, re.search(r"gradient:\s+(\S+) (\S+)", recorded("once/inside")).groups()
    )
    assert [first] == [second] == pytest.approx(central(lambda w: w**3, 3.0), abs=1e-4)


def test_tensorflow_logs_a_warning_for_a_gradient_inside_the_block_of_a_persistent_tape():
    code = (
        "import logging\nimport tensorflow as tf\n"
        "class Printer(logging.Handler):\n    def emit(self, record):\n"
        "        print(record.levelname, record.getMessage())\n"
        "tf.get_logger().addHandler(Printer())\n"
        "w = tf.Variable(3.0)\n"
        "with tf.GradientTape(persistent=True) as tape:\n    z = w**3\n    tape.gradient(z, w)\n"
    )
    [result] = fresh.run((("warning.py", code),))
    assert (
        result.stdout.startswith("WARNING ") and "significantly less efficient" in result.stdout
    ), result.report


def test_a_used_up_recording_answers_for_old_values_and_a_new_one_for_new_values(recorded):
    rows = [
        tuple(map(float, row))
        for row in re.findall(r"gradient (\S+), w (\S+)", recorded("once/stale"))
    ]
    assert rows[:3] == [(6.0, 2.4), (6.0, 1.8), (6.0, 1.2)]
    w = 3.0
    for gradient, after in rows[3:]:
        assert gradient == pytest.approx(2 * w, abs=0.005)
        w -= 0.1 * 2 * w
        assert after == pytest.approx(w, abs=0.005)
    assert len(rows) == 6


def test_the_solution_of_the_exercise_agrees_with_central_differences(central, recorded):
    z1, z2, calls = recorded("once/exercise").splitlines()
    assert ast.literal_eval(z1.removeprefix("z1: ")) == pytest.approx(
        central(f, 5.0, 3.0), abs=1e-5
    )
    assert ast.literal_eval(z2.removeprefix("z2: ")) == pytest.approx(
        central(lambda w1, w2: (w1 * w2) ** 2, 5.0, 3.0), abs=1e-4
    )
    assert calls == "calls of product: 1"


@pytest.mark.parametrize("first", ["gradient", "jacobian"])
@pytest.mark.parametrize("second", ["gradient", "jacobian"])
def test_a_jacobian_uses_an_ordinary_tape_up_as_a_gradient_does(first, second):
    w = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        z = tf.stack([w**2, w**3])
    getattr(tape, first)(z, w)
    with pytest.raises(RuntimeError, match=r"\(or jacobians\)$"):
        getattr(tape, second)(z, w)


@pytest.mark.parametrize(
    "wrap", [lambda f: f, tf.function, tf.function(jit_compile=True)], ids=["eager", "graph", "XLA"]
)
def test_a_tape_answers_with_the_values_of_the_recording(wrap):
    w = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
    product = wrap(lambda: tf.reduce_sum(w @ w))
    old = w.numpy()
    with tf.GradientTape(persistent=True) as tape:
        z = product()
    w.assign(10 * w)
    ones = np.ones((2, 2))
    np.testing.assert_allclose(tape.gradient(z, w), ones @ old.T + old.T @ ones)


def test_a_gradient_of_ones_own_reads_a_variable_on_the_way_back():
    w = tf.Variable(3.0)

    @tf.custom_gradient
    def times_w(x):
        def gradients(grad, variables=None):
            return grad * w, [grad * x]

        return x * w, gradients

    x = tf.Variable(2.0)
    with tf.GradientTape(persistent=True) as tape:
        z = times_w(x)
    assert float(tape.gradient(z, x)) == 3
    w.assign(6.0)
    assert float(tape.gradient(z, x)) == 6
