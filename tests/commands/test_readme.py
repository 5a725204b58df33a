"""README and CONTRIBUTING say what is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE)


def test_every_command_that_readme_and_contributing_name_is_one():
    named = set(re.findall(r"`make ([a-z]+)|^make ([a-z]+)", README + CONTRIBUTING, re.MULTILINE))
    assert {one or other for one, other in named} <= set(COMMANDS)


def test_help_lists_every_command_with_what_it_does(make):
    listed = re.findall(r"^  make (\w+) +\S.*", make("help", check=True).stdout, re.MULTILINE)
    assert listed == COMMANDS and len(COMMANDS) > 10


def test_both_halves_of_the_readme_give_the_same_commands_in_the_same_order():
    halves = README.split("## 한국어", 1)
    commands = [re.findall(r"^```console\n(.*?)^```", half, re.M | re.S) for half in halves]
    assert commands[0] == commands[1] and commands[0]


def test_both_halves_of_the_readme_have_the_same_places_row_by_row():
    english, korean = README.replace("`docs/ko/", "`docs/en/").split("## 한국어", 1)
    places = [
        [
            re.findall(r"`[^`]+`", row.rsplit(" | ", 1)[1])
            for row in re.findall(r"^\|.*\|$", half, re.M)
        ]
        for half in (english, korean)
    ]
    assert [sorted(row) for row in places[0]] == [sorted(row) for row in places[1]]


def test_every_room_of_the_book_has_one_row_in_each_half():
    rooms = [path.parent.name for path in (ROOT / "book").glob("*/__init__.py")]
    assert {room: README.count(f"| `book/{room}/` |") for room in rooms} == dict.fromkeys(rooms, 2)


def test_the_tables_of_the_readme_lead_to_places_that_are_there():
    rows = re.findall(r"^\|.*\|$", README, re.MULTILINE)
    places = {place for row in rows for place in re.findall(r"`(\w[\w./-]*(?:/|\.\w+))`", row)}
    assert len(places) > 12
    assert [place for place in sorted(places) if not (ROOT / place).exists()] == []


def test_the_readme_shows_a_picture_that_is_there():
    [picture] = set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README))
    assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_the_links_of_a_file_at_the_root_lead_to_files_and_headings_that_are_there(text):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)#?([^)]*)\)", text)
    assert {"docs/en/guide.md", "docs/ko/guide.md"} <= {file for file, _ in links}
    for file, heading in links:
        there = (ROOT / file).read_text(encoding="utf-8") if (ROOT / file).suffix == ".md" else ""
        assert (ROOT / file).exists(), file
        assert not heading or f"#{heading} }}" in there or f"## {heading}" in there, heading
