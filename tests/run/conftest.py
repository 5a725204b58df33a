"""Runs of these tests do not wait for those of the session around them."""

import functools
from concurrent.futures import Future

import pytest

from book.run import fresh


@functools.cache
def at_once(steps):
    run = Future()
    try:
        run.set_result(fresh.run(steps))
    except fresh.RunError as error:
        run.set_exception(error)
    return run


@pytest.fixture(autouse=True)
def submit(monkeypatch):
    monkeypatch.setattr(fresh, "submit", at_once)
