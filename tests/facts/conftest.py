"""What the tests of TensorFlow share: the programs of the book."""

import pytest

from book.sources.program import read_programs


@pytest.fixture(scope="session")
def programs(pytestconfig):
    """{name: Program}"""
    return read_programs(pytestconfig.rootpath)
