"""Every gradient in outputs recorded from `stop` on agrees with central differences by NumPy."""

import re

import numpy as np
import pytest

NUMBER = re.compile(r"-?\d+\.\d*(?:e[-+]\d+)?|\bnan\b|\bNone\b")


def slope(function, *point, h=1e-5):
    """The partial derivatives of a function of floats, by central differences."""
    result = []
    for number in range(len(point)):
        there, here = (np.array(point, "float64") for _ in range(2))
        there[number] += h
        here[number] -= h
        result.append((np.asarray(function(*there)) - np.asarray(function(*here))) / (2 * h))
    return np.array(result)


def f(w1, w2):
    return 3 * w1**2 + 2 * w1 * w2


def softplus(z):
    return np.logaddexp(0, z)


def softmax(*z):
    return np.exp(z) / np.sum(np.exp(z))


def loss(w, target=None):
    return (w - (1 + 0.9 * w * 3 if target is None else target)) ** 2


SOFTPLUS = {z: slope(softplus, z)[0] for z in (0.0, 10.0, 87.0, 88.0, 100.0, 1000.0, -1000.0)}
SHOWN = [
    # program, line of its output, the last numbers there, what they must be
    ("stop/stop", 1, slope(f, 5, 3)),
    ("stop/stop", 2, [slope(lambda w1: f(w1, 0) + 30, 5)[0], None]),
    ("stop/exercise", 1, slope(loss, 2.0)),
    ("stop/exercise", 2, slope(lambda w: loss(w, 6.4), 2.0)),
    ("stability/stability", 2, [SOFTPLUS[0.0]]),
    ("stability/stability", 3, [SOFTPLUS[10.0]]),
    ("stability/stability", 4, [SOFTPLUS[87.0]]),
    *(
        ("stability/distance", line, slope(lambda *a: np.hypot(a[0] - 3, a[1] - 4), 0, 0))
        for line in (1, 3)
    ),
    ("stability/distance", 4, slope(np.hypot, 0, 0)),
    *(("stability/exercise", line, slope(lambda z: -softplus(-z), 2)) for line in (1, 3)),
    ("stability/exercise", 4, slope(lambda z: -softplus(-z), -100)),
    ("custom/custom", 2, [SOFTPLUS[10.0]]),
    ("custom/custom", 3, [SOFTPLUS[88.0]]),
    ("custom/custom", 4, [SOFTPLUS[100.0]]),
    *(
        ("custom/stable", line, [SOFTPLUS[z]])
        for line, z in enumerate((-1000.0, 0.0, 10.0, 88.0, 100.0, 1000.0), 2)
    ),
    ("custom/builtin", 1, [SOFTPLUS[100.0]]),
    ("custom/builtin", 2, [SOFTPLUS[100.0]]),
    ("custom/where", 2, [SOFTPLUS[100.0]]),
    ("custom/arguments", 1, slope(lambda x1, x2, w: x1 * w + x2 * w, 1, 2, 3)),
    ("custom/keywords", 2, slope(lambda x: 2 * x, 1)),
    ("custom/exercise", 2, np.clip(slope(lambda *x: np.sum(np.square(x)), -3, 0.1, 5), -1, 1)),
    ("beyond/beyond", 1, slope(lambda x: x**2 + x**3, 3)),
    ("beyond/beyond", 2, slope(lambda x: [x**2, x**3], 3)[0]),
    ("beyond/softmax", 1, [0.0]),
    ("beyond/softmax", 2, slope(softmax, 1, 2, 3)[:, 2]),
    *(("beyond/softmax", line + 3, slope(softmax, 1, 2, 3)[:, line]) for line in range(3)),
    *(
        (
            "beyond/batch",
            line + 1,
            slope(lambda w, n=10**line: [n * (w - 1) ** 2, (w - 1) ** 2], 2)[0],
        )
        for line in range(3)
    ),
    (
        "beyond/second",
        1,
        [slope(lambda v: v**3, 3)[0], slope(lambda v: slope(lambda u: u**3, v)[0], 3, h=1e-3)[0]],
    ),
    ("beyond/outside", 1, [slope(lambda v: v**3, 3)[0], None]),
    ("beyond/exercise", 1, slope(f, 5, 3)),
    *(
        ("beyond/exercise", line + 2, slope(lambda *w, i=line: slope(f, *w)[i], 5, 3, h=1e-3))
        for line in range(2)
    ),
    *(("checking/float32", line, slope(f, 5, 3)[:1]) for line in (4, 5, 6)),
    ("checking/wrong", 1, [SOFTPLUS[0.0]] * 2),
    ("checking/wrong", 2, slope(softplus, 1)),
    ("checking/builtin", 1, slope(f, 5, 3)),
    ("checking/builtin", 2, slope(f, 5, 3)),
    ("checking/silent", 1, [SOFTPLUS[88.0]] * 2),
    ("checking/silent", 2, [SOFTPLUS[88.0]]),
    ("checking/kink", 2, [slope(lambda z: max(z, 0), z)[0] for z in (-1, 0, 1)]),
    ("checking/exercise", 1, slope(np.hypot, 3, 4)),
    ("checking/exercise", 2, slope(np.hypot, 3, 4)),
]
# Wrong on purpose, and what is wrong there: (program, line) -> the last number shown.
WRONG = {
    ("stability/stability", 5): 0.0,  # silent
    ("stability/stability", 6): np.nan,
    ("stability/distance", 2): np.nan,
    ("stability/exercise", 2): np.nan,
    ("custom/where", 1): np.nan,
    ("custom/compiled", 3): np.nan,
    ("custom/keywords", 1): 100.0,  # on purpose
}


@pytest.fixture
def shown(programs):
    """The numbers in a line of an output."""

    def numbers(program, line):
        text = programs[f"autodiff/{program}.py"].recorded.splitlines()[line - 1]
        return [None if number == "None" else float(number) for number in NUMBER.findall(text)]

    return numbers


@pytest.mark.parametrize(
    "program, line, right", SHOWN, ids=[f"{program}.out:{line}" for program, line, _ in SHOWN]
)
def test_shown_gradient_agrees_with_central_differences(shown, program, line, right):
    numbers = shown(program, line)[-len(right) :]
    assert [number is None for number in numbers] == [number is None for number in right]
    pairs = [pair for pair in zip(numbers, right, strict=True) if pair[0] is not None]
    np.testing.assert_allclose(*zip(*pairs, strict=True), atol=2e-3)


@pytest.mark.parametrize(
    "program, line", WRONG, ids=[f"{program}.out:{line}" for program, line in WRONG]
)
def test_shown_wrong_gradient_is_wrong(shown, program, line):
    np.testing.assert_equal(shown(program, line)[-1], WRONG[program, line])


def test_custom_zero_is_wrong_in_the_middle_alone(shown):
    numbers = shown("custom/zero", 2)
    right = [slope(softplus, z)[0] for z in (-0.001, 0.0, 0.001)]
    np.testing.assert_allclose(np.subtract(numbers, right), [0, 0.5, 0], atol=2e-4)
