import numpy as np
import pytest
import tensorflow as tf

from book.run import figures, fresh


@pytest.fixture(scope="module")
def curves(program):
    """The plotted points (eps, error), for float32 and float64."""
    [result] = fresh.run(program("differences/error").steps)
    _, *curves = figures.data(result.figures[0])
    return {getattr(np, label): np.array(points) for label, points in curves}


def test_the_page_shows_the_numbers_that_python_floats_give(program):
    assert program("differences/differences").recorded.split() == [
        "36.000003007075065",
        "10.000000003174137",
    ]
    assert [
        float(number) for number in program("differences/differences").recorded.split()
    ] == pytest.approx([36, 10], abs=1e-5)


def test_a_forward_difference_of_f_is_too_large_by_three_steps(program):
    for line in program("differences/step").recorded.splitlines():
        step, rate = map(float, line.split())
        assert rate == pytest.approx(36 + 3 * step, abs=1e-9)


def test_forward_and_central_differences_of_a_cube_have_the_errors_of_the_binomial_theorem(program):
    for line in program("differences/central").recorded.splitlines()[1:]:
        eps, forward, central = map(float, line.split())
        assert forward == pytest.approx(12 + 6 * eps + eps**2, abs=1e-6)
        assert central == pytest.approx(12 + eps**2, abs=1e-6)


def test_central_differences_of_f_have_rounding_error_only(central):
    for eps in (1.0, 0.1, 1e-3):
        assert central(lambda w1, w2: 3 * w1**2 + 2 * w1 * w2, 5, 3, eps=eps) == pytest.approx(
            [36, 10], abs=1e-10
        )


def test_differences_call_f_once_per_parameter_and_once_more(program):
    for line in program("differences/calls").recorded.splitlines():
        count, calls = (int(word) for word in line.split() if word.isdigit())
        assert calls == count + 1


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_plotted_error_is_that_of_one_difference_after_the_other(curves, dtype):
    for eps, error in curves[dtype]:
        up = dtype(5) + dtype(eps)
        difference = (dtype(3) * (up * up) + dtype(2) * up * dtype(3) - dtype(105)) / dtype(eps)
        assert error == pytest.approx(abs(float(difference) - 36), rel=1e-6)


@pytest.mark.parametrize("dtype, from_eps", [(np.float32, 0.1), (np.float64, 1e-5)])
def test_the_plotted_error_is_three_eps_where_truncation_dominates(curves, dtype, from_eps):
    eps, error = curves[dtype].T
    right = eps > from_eps
    assert right.sum() > 10
    np.testing.assert_allclose(error[right], 3 * eps[right], rtol=0.02)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_plotted_error_stays_below_truncation_plus_rounding(curves, dtype):
    eps, error = curves[dtype].T
    # five operations on numbers up to f, each rounded, relatively,
    # by at most half the machine epsilon
    rounding = 5 * np.finfo(dtype).eps * 3 * (5 + eps) ** 2 * 2
    assert (error <= 3 * eps + rounding / eps).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_step_below_half_the_spacing_of_the_numbers_gives_zero(curves, dtype):
    eps, error = curves[dtype].T
    lost = eps < np.spacing(dtype(5)) / 2
    assert lost.sum() > 2 and (error[lost] == 36).all() and (error[~lost] != 36).all()


@pytest.mark.parametrize("dtype, power", [(np.float32, -3), (np.float64, -7)])
def test_the_best_eps_is_where_truncation_and_rounding_balance(dtype, power, program):
    balance = np.sqrt(np.finfo(dtype).eps / 2 * 105 / 3)
    assert round(np.log10(balance)) == power
    assert (
        f"{dtype.__name__}: the best eps is about 1e{power}\n"
        in program("differences/error").recorded
    )


def test_the_number_after_five_in_float32():
    after = np.nextafter(np.float32(5), np.float32(6))
    assert abs(float(after) - 5.0000005) < 5e-8
    assert np.float32(5) + np.float32(1e-7) == 5


@pytest.mark.parametrize("point", [(2.0, 3.0, 4.0), (-1.0, 2.0, 7.0)])
def test_the_solution_of_the_exercise_finds_the_gradient(point, program):
    x, y, z = point
    solution = {}
    exec(program("differences/exercise").code, solution)
    assert solution["numeric_gradient"](solution["volume"], point) == pytest.approx(
        [y * z, x * z, x * y]
    )
    assert solution["numeric_gradient"](lambda a: a**2, [3.0]) == pytest.approx([6])
    assert solution["by_hand"](*point)[2] != pytest.approx(x * y)


@pytest.mark.parametrize(
    "number, dtype",
    [
        (5.0, "float32"),
        ([5.0], "float32"),
        (5, "int32"),
        (np.float64(5), "float64"),
        (np.array(5.0), "float64"),
    ],
)
def test_tensorflow_makes_float32_of_a_python_float_and_keeps_the_type_of_a_numpy_number(
    number, dtype
):
    assert tf.constant(number).dtype.name == tf.Variable(number).dtype.name == dtype


@pytest.mark.parametrize(
    "dtype, eps, right",
    [("float32", 1e-7, False), ("float32", 1e-3, True), ("float64", 1e-7, True)],
)
def test_float64_or_a_larger_eps_repairs_the_derivative_of_zero(dtype, eps, right):
    w1, w2 = tf.constant(5.0, dtype), tf.constant(3.0, dtype)
    difference = ((3 * (w1 + eps) ** 2 + 2 * (w1 + eps) * w2) - (3 * w1**2 + 2 * w1 * w2)) / eps
    assert float(difference) == (pytest.approx(36, abs=0.1) if right else 0)
