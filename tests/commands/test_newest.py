"""`make newest` tries other versions on a copy and says what changes; the project stays as is."""

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from book.commands import newest

ROOT = Path(__file__).resolve().parent.parent.parent

PASSED = CompletedProcess([], 0, "....\n4 passed, 1 skipped in 1.50s\n", "")
FAILED = CompletedProcess(
    [],
    2,
    "FAILED tests/a.py::b - AssertionError\n=== 1 failed, 3 passed in 61.50s (0:01:01) ===\n",
    "make: ***",
)
SAME = CompletedProcess([], 0, "0 of 3 outputs changed.\n", "")
DIFF = "--- snippets/a.py printed\n+++ prints now, shown on docs/ko/a.md\n-1.0\n+2.0\n"
CHANGED = CompletedProcess([], 0, f"{DIFF}1 of 3 outputs changed.\n", "")
NEW_AND_OLD = ["2 ; python_version >= '3'", "1 ; python_version < '3'"]
MAKEFILE = """
lock:
	echo keras==9.9.9 > constraints.txt
outputs:
	ln -s {installed} .venv && echo 2.0 > a.out && echo '1 of 1 outputs changed.'
test:
	echo '1 passed in 0.1s'
"""


@pytest.fixture
def book(tmp_path):
    """A project of one output, whose commands are quick, with an edit that is not committed."""
    (tmp_path / "Makefile").write_text(MAKEFILE.format(installed=sys.prefix))
    (tmp_path / "requirements.txt").write_text("keras==1.0.0\n")
    (tmp_path / "constraints.txt").write_text("keras==1.0.0 \\\n    --hash=sha256:0\n")
    (tmp_path / "a.out").write_text("1.0\n")
    (tmp_path / ".gitignore").write_text(".cache/\n")
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "book"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    (tmp_path / "a.out").write_text("edited\n")
    return tmp_path


def test_only_tensorflow_and_keras_lose_their_pins():
    # as committed, since this also runs in the copy, where the pins are gone
    show = ["git", "show", "HEAD:requirements.txt"]
    before = subprocess.check_output(show, cwd=ROOT, text=True, encoding="utf-8")
    after = newest.unpin(before, newest.ASKED)
    lines = zip(before.splitlines(), after.splitlines(), strict=True)
    changed = [(old, new) for old, new in lines if old != new]
    assert {old.split("==")[0] for old, _ in changed} == set(newest.ASKED)
    assert all(new == re.sub(r"==\S+", "", old) for old, new in changed)


def test_a_named_version_replaces_the_pin_and_leaves_its_condition():
    text = 'keras==3.15.1 ; python_version >= "3.11"\nmkdocs-keras==1\n'
    wanted = 'keras<3.13 ; python_version >= "3.11"\nmkdocs-keras==1\n'
    assert newest.unpin(text, ["keras<3.13"]) == wanted


def test_versions_of_the_book_are_those_that_this_machine_installed(book):
    pinned = newest.pinned(ROOT)
    assert pinned["keras"] == version("keras") and pinned["tf-keras"] == version("tf_keras")
    locked = ["# by uv", *(f"keras=={each} \\\n    --hash=sha256:0" for each in NEW_AND_OLD)]
    (book / "constraints.txt").write_text("\n".join(locked) + "\n")
    assert newest.pinned(book) == {"keras": "2"}


def test_nothing_changes_only_if_outputs_are_the_same_and_tests_pass():
    broken = CompletedProcess([], 2, "", "RunError: tape.py did not finish")
    runs = {
        "same": (SAME, PASSED),
        "changed": (CHANGED, PASSED),
        "failed": (SAME, FAILED),
        "hung": (broken, PASSED),
        "stopped": (SAME, broken),
    }
    results = {name: newest.report({}, {"keras": "2"}, *pair) for name, pair in runs.items()}
    assert [name for name, (well, _) in results.items() if well] == ["same"]
    hung, stopped = results["hung"][1], results["stopped"][1]
    assert "the programs could not be run" in hung
    assert "RunError: tape.py" in hung
    assert "the tests could not be run" in stopped
    assert "RunError: tape.py" in stopped


def test_the_report_names_versions_outputs_pages_and_failures():
    before = {"keras": "1", "numpy": "2", "rich": "3", "same": "4"}
    now = {"keras": "5", "numpy": "2", "rich": "6", "same": "4"}
    text = newest.report(before, now, CHANGED, FAILED)[1]
    assert text.splitlines()[0] == "keras 5: 1 of 3 outputs changed; 1 failed, 3 passed"
    assert "| keras | 1 | 5 |\n| numpy | 2 | 2 |\n| rich | 3 | 6 |\n\n" in text
    assert "same" not in text
    assert "shown on docs/ko/a.md\n-1.0\n+2.0" in text
    assert "\nFAILED tests/a.py::b - AssertionError\n" in text


def test_a_long_report_is_cut_to_what_an_issue_holds():
    long = CompletedProcess([], 0, "+한글\n" * 20_000 + "9 of 9 outputs changed.\n", "")
    well, text = newest.report({}, {"keras": "2"}, long, PASSED)
    assert not well
    assert 59_000 < len(text.encode()) < 65_536
    assert text.endswith("Cut here; `make newest` shows the rest.\n")


def test_the_project_stays_as_it_was_and_the_copy_has_what_changed(book, capsys):
    status = ["git", "status", "--short"]
    before = subprocess.check_output(status, cwd=book, text=True)
    assert newest.main(book, ["keras"]) == 1
    after = subprocess.check_output(status, cwd=book, text=True)
    assert after == before == " M a.out\n"
    assert (book / "a.out").read_text() == "edited\n"
    assert (book / "constraints.txt").read_text().startswith("keras==1.0.0 ")
    copy = book / ".cache/newest"
    assert (copy / "a.out").read_text() == "2.0\n"
    assert (copy / "requirements.txt").read_text() == "keras\n"
    written = (book / ".cache/newest.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out == written + "\n"
    assert "1 of 1 outputs changed; 1 passed\n" in written
    assert f"| keras | 1.0.0 | {version('keras')} |" in written


def test_a_run_that_cannot_begin_leaves_no_report(book):
    (book / ".cache").mkdir()
    (book / ".cache/newest.md").write_text("last week's")
    author = ["-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run(["git", "rm", "-q", "--cached", "Makefile"], cwd=book, check=True)
    subprocess.run(["git", *author, "commit", "-qm", "no commands"], cwd=book, check=True)
    with pytest.raises(SystemExit, match="do not fit together; name others"):
        newest.main(book, ["keras"])
    assert not (book / ".cache/newest.md").exists()
