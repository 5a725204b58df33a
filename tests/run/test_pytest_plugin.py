"""The plugin: every program and every block is a test, and each way to be wrong is red."""

import os
import re
import subprocess

import pytest

from book.run import fresh
from book.run.pytest_plugin import explain

pytest_plugins = ["pytester"]

FAILED = "1\nTraceback (most recent call last):\n  ...\nZeroDivisionError: division by zero\n"
PROGRAM, PAGE = "snippets/chapter/one/one.py", "docs/ko/chapter/one.md"
RECORDED = "snippets/chapter/one/one.out"
PROGRAM_TEST = f"{PROGRAM}::prints its recorded output"
BLOCK_TEST, SOLUTION_TEST = f"{PAGE}::line 10", f"{PAGE}::line 51"
ALL = [PROGRAM_TEST, BLOCK_TEST, SOLUTION_TEST]
PASSED = dict.fromkeys(ALL, "passed")


OPTIONS = ["-p", "no:playwright", "-p", "no:cacheprovider", "--import-mode=importlib"]
OPTIONS += ["--strict-markers"]


@pytest.fixture
def session(pytester, example):
    """Run pytest on the example; give what it says of each test, in their order."""

    def run(*paths):
        nonlocal done
        arguments = [example.root / path for path in paths]
        done = pytester.inline_run(*OPTIONS, "--rootdir", example.root, *arguments)
        return {
            report.nodeid: str(report.longrepr) if report.failed else report.outcome
            for report in done.getreports("pytest_runtest_logreport")
            if report.when == "call"
        }

    done = None
    run.ended = lambda: done.ret
    return run


@pytest.fixture
def failing(example):
    """The example, whose program fails, as is recorded."""
    example.edit(PROGRAM, "print(1)\n", "print(1)\n1 / 0\n")
    example.write(RECORDED, FAILED)
    return example


def test_tests_are_named_by_file_and_line(session):
    assert session("snippets", "docs/ko") == PASSED


def test_a_failure_as_recorded_passes(failing, session):
    assert session("snippets", "docs/ko") == PASSED


def test_another_output_is_red_in_each_language_and_leads_to_file_and_line(failing, session):
    failing.edit(PROGRAM, "print(1)", "print(2)")
    reports = session("snippets", "docs")
    english = ["docs/en/chapter/one.md::line 11", "docs/en/chapter/one.md::line 52"]
    assert [*reports] == [PROGRAM_TEST, *english, *ALL[1:]]
    for report in reports.values():
        assert report.startswith("--- the page shows\n+++ it prints\n@@ -1,4 +1,4 @@\n-1\n+2\n")
    assert f'\n  File "{PROGRAM}", line 5, in <module>\n' in reports[PROGRAM_TEST]
    assert f'\n  File "{PAGE}:10", line 2, in <module>\n' in reports[BLOCK_TEST]


def test_a_failure_that_no_output_shows_is_red(failing, session):
    failing.edit(PAGE, '```text\n--8<-- "chapter/one/one.out"\n```\n', "")
    reports = session("snippets", "docs/ko")
    assert {name: report.split("\n")[0] for name, report in reports.items()} == {
        PROGRAM_TEST: "passed",
        BLOCK_TEST: "it prints what no output below it shows:",
        f"{PAGE}::line 48": "passed",
    }


def explained(printed, expected=FAILED, error="", **more):
    result = fresh.Result(printed, error=error and f"{error}\n", **more)
    return explain(result, expected, lambda report: report.replace("block_0.py", PAGE))


AFTER = "\n\nIf the new output is right, run `make outputs`."


def test_a_failure_that_does_not_happen_is_told():
    assert explained("1\n") == (
        "it was to fail and did not:\n--- the page shows\n+++ it prints\n@@ -1,4 +1 @@\n 1\n"
        "-Traceback (most recent call last):\n-  ...\n-ZeroDivisionError: division by zero\n"
        f"{AFTER}"
    )


def test_a_failure_that_is_only_printed_is_told():
    assert explained(FAILED.replace("  ...\n", "")) == (
        "it was to fail and did not:\n--- the page shows\n+++ it prints\n@@ -1,4 +1,3 @@\n 1\n"
        " Traceback (most recent call last):\n-  ...\n ZeroDivisionError: division by zero\n"
        f"{AFTER}"
    )


@pytest.mark.parametrize("error", ["KeyError: 'x'", "ZeroDivisionError: float division"])
def test_another_type_or_another_message_is_told(error):
    assert explained("1\n", error=error) == (
        "--- the page shows\n+++ it prints\n@@ -1,4 +1,4 @@\n 1\n"
        " Traceback (most recent call last):\n   ...\n"
        f"-ZeroDivisionError: division by zero\n+{error}\n{AFTER}"
    )


def test_an_output_that_nothing_shows_is_told():
    assert explained("1\n", "") == f"it prints what no output below it shows:\n1\n{AFTER}"


def test_all_that_the_process_said_is_told_with_the_real_traceback():
    said = {"stderr": "a warning\n", "traceback": 'File "block_0.py", line 1\n'}
    told = f'\na warning\nFile "{PAGE}", line 1\n{AFTER[1:]}'
    assert explained("2\n", "1\n", **said).partition("+2\n")[2] == told


def test_a_program_that_ends_its_process_is_named_by_its_path_with_what_it_said(failing, session):
    failing.edit(PROGRAM, "1 / 0", "import os; os.write(2, b'why\\n'); os._exit(3)")
    ended = "ended its process, exit code 3; a program must return\nwhy"
    assert session("snippets", "docs/ko") == {
        PROGRAM_TEST: f"{PROGRAM} {ended}",
        BLOCK_TEST: f"{PAGE}:10 {ended}",
        SOLUTION_TEST: f"{PAGE}:10 {ended}",
    }


def test_a_fence_that_would_not_run_is_red(example, session):
    example.edit(PAGE, "```console", "~~~python\nx = 1\n~~~\n\n```console")
    told = f"{PAGE}:39: this fence would not run; ask `make check` why"
    tests = [PROGRAM_TEST, BLOCK_TEST, f"{PAGE}::line 39", f"{PAGE}::line 55"]
    reports = ["passed", "passed", told, "passed"]
    assert session("snippets", "docs/ko") == dict(zip(tests, reports, strict=True))


def test_a_program_without_recorded_output_is_red(example, session):
    (example.root / RECORDED).unlink()
    told = f"{PROGRAM}:1: no recorded output; run `make outputs`"
    assert session("snippets") == {PROGRAM_TEST: told}


def test_another_figure_than_the_recorded_one_is_red(example, session):
    plot = (
        "import matplotlib.pyplot as plt\nfor y in (1, 2):\n    plt.figure()\n    plt.plot([y])\n"
    )
    example.edit(PROGRAM, "print(1)\n", f"print(1)\n{plot}")
    [result] = fresh.run(example.book.programs["chapter/one/one.py"].steps)
    example.write(PROGRAM.replace(".py", ".svg"), result.figures[0])
    example.write(PROGRAM.replace(".py", "-2.svg"), result.figures[0])
    told = (
        f"{PROGRAM} draws another figure than {PROGRAM.removesuffix('.py')}-2.svg; "
        "if the new one is right, run `make outputs`"
    )
    assert session("snippets") == {PROGRAM_TEST: told}


WRITES = {
    "open": "open(target, 'w')",
    "os.replace": "os.replace(open('one', 'w').name, target)",
    "os.symlink": "os.symlink('one', target)",
    "a subprocess": "os.system(f'touch {target}')",
    "h5py": "import h5py; h5py.File(target, 'w').close()",
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_program_that_writes_into_the_project_is_red(example, session, capsys, write):
    subprocess.run(["git", "init", "--quiet", example.root], check=True)
    assert session("snippets") == {PROGRAM_TEST: "passed"} and session.ended() == 0
    target = example.root / "snippets/남은-것.h5"
    example.edit(PROGRAM, "print(1)", f"print(1)\nimport os\ntarget = '{target}'\n{write}")
    capsys.readouterr()
    assert session("snippets") == {PROGRAM_TEST: "passed"} and session.ended() == 1
    told = (
        "written while the tests ran: snippets/남은-것.h5; a program writes to a relative path, "
        "the tests run it in an empty folder"
    )
    assert told in capsys.readouterr().out.splitlines()


def test_without_git_it_is_said_that_nobody_saw_what_programs_write(session, capsys):
    assert session("snippets") == {PROGRAM_TEST: "passed"} and session.ended() == 0
    told = "git does not know this folder, so what programs write into it was not seen"
    assert told in capsys.readouterr().out.splitlines()


def test_a_page_in_all_languages_and_each_file_stay_in_one_process(example, pytester, monkeypatch):
    for name in "abcd":
        example.write(f"tests/test_{name}.py", "def test_1(): pass\ndef test_2(): pass\n")
    monkeypatch.chdir(example.root)
    options = [*OPTIONS, "--rootdir", example.root, "--numprocesses", "2", "--verbose"]
    done = pytester.runpytest_subprocess(*options, "snippets", "docs", "tests")
    processes = {}
    for line in done.outlines:
        if found := re.match(r"\[(gw\d)\] .* PASSED (?:docs/../)?([^:]+)::", line):
            processes.setdefault(found[2], []).append(found[1])
    assert {file: len(each) for file, each in processes.items()} == {
        PROGRAM: 1,
        "chapter/one.md": 4,
        **{f"tests/test_{name}.py": 2 for name in "abcd"},
    }
    assert {len({*each}) for each in processes.values()} == {1}


def test_a_program_named_on_the_command_line_is_no_module_of_tests(failing, session):
    assert session(PROGRAM) == {PROGRAM_TEST: "passed"}


def test_a_folder_that_is_no_book_is_left_alone(example, session):
    os.rename(example.root / "docs", example.root / "pages")
    assert session("snippets", "pages") == {}
