"""What the tests of automatic differentiation compare with."""

import numpy as np
import pytest


@pytest.fixture
def central():
    """The gradient by central differences, in NumPy and float64.

    For a polynomial of degree two it has no truncation error.
    """

    def gradient(function, *point, eps=1e-5):
        steps = eps * np.eye(len(point))
        return [
            float((function(*(point + step)) - function(*(point - step))) / (2 * eps))
            for step in steps
        ]

    return gradient


@pytest.fixture(scope="session")
def program(programs):
    """A program of this chapter by its name without suffix."""
    return lambda name: programs[f"autodiff/{name}.py"]


@pytest.fixture(scope="session")
def recorded(program):
    """What a program of this chapter prints."""
    return lambda name: program(name).recorded
