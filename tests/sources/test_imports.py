"""Imports go one way: from the rooms that judge, show and command to those that read."""

import ast
from importlib.util import resolve_name
from pathlib import Path

import pytest

import book

HOUSE = Path(book.__file__).parent
# what a room may import besides itself; the commands stand on top, and nobody imports them
ROOMS = {
    "sources": set(),
    "run": {"sources"},
    "translate": {"sources"},
    "check": {"sources", "translate"},
    "site": {"sources", "translate"},
    "commands": {"sources", "run", "translate", "check", "site"},
}


def imported(file):
    """The names of the modules that a file imports."""
    package = ".".join(file.relative_to(HOUSE.parent).parent.parts)
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package)
            yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_below_it(room):
    names = [name for file in (HOUSE / room).rglob("*.py") for name in imported(file)]
    rooms = {name.split(".")[1] for name in names if name.startswith("book.")}
    assert rooms - {room} <= ROOMS[room]


def test_the_house_has_no_other_rooms():
    assert {file.parent.relative_to(HOUSE).parts[:1] for file in HOUSE.rglob("*.py")} == {
        (),
        *((room,) for room in ROOMS),
    }
