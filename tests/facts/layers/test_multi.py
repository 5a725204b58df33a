import keras
import numpy as np
import pytest

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
