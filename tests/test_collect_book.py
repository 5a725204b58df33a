"""The plugin: every program and every block is a test, and each way to be wrong is red."""

import pytest

pytest_plugins = ["pytester"]

FAILS = '"""Divides by zero."""\n\n# --8<-- [start:fail]\nprint(1)\n1 / 0\n# --8<-- [end:fail]\n'
FAILED = "1\nTraceback (most recent call last):\n  ...\nZeroDivisionError: division by zero\n"
PAGE = """---
description: A page.
---
# Title {{ #title }}

Text.

```python
--8<-- "chapter/one/one.py:fail"
```

{output}
"""
OUTPUT = '```text\n--8<-- "chapter/one/one.out"\n```'


@pytest.fixture
def outcome(pytester):
    """Run a book of one program and one page; give the report of each test."""

    def run(program, recorded, output=OUTPUT):
        for path, text in {
            "snippets/chapter/one/one.py": program,
            "snippets/chapter/one/one.out": recorded,
            "docs/ko/one.md": PAGE.format(output=output),
        }.items():
            pytester.path.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
            pytester.path.joinpath(path).write_text(text)
        result = pytester.inline_run("-p", "collect_book", "-p", "no:playwright", "--rootdir", ".", "snippets", "docs")
        return {
            report.nodeid: "passed" if report.passed else str(report.longrepr)
            for report in result.getreports("pytest_runtest_logreport")
            if report.when == "call"
        }

    return run


PROGRAM_TEST = "snippets/chapter/one/one.py::prints its recorded output"
BLOCK_TEST = "docs/ko/one.md::line 8"


def test_a_failure_as_recorded_passes_and_tests_are_named_by_file_and_line(outcome):
    assert outcome(FAILS, FAILED) == {PROGRAM_TEST: "passed", BLOCK_TEST: "passed"}


def test_a_failure_that_does_not_happen_is_red(outcome):
    reports = outcome(FAILS.replace("1 / 0\n", ""), FAILED)
    assert reports.keys() == {PROGRAM_TEST, BLOCK_TEST}
    assert all("it was to fail and did not" in report for report in reports.values())


@pytest.mark.parametrize("instead", ["{}['x']", "raise ZeroDivisionError('float division')"])
def test_another_type_or_another_message_is_red(outcome, instead):
    reports = outcome(FAILS.replace("1 / 0", instead), FAILED)
    assert all("-ZeroDivisionError: division by zero" in report for report in reports.values())


def test_a_failure_that_is_only_printed_is_red(outcome):
    printed = FAILS.replace("1 / 0", "print('ZeroDivisionError: division by zero')")
    assert all("it was to fail and did not" in report for report in outcome(printed, FAILED).values())


def test_a_failure_that_no_output_shows_is_red(outcome):
    reports = outcome(FAILS, FAILED, output="")
    assert reports[PROGRAM_TEST] == "passed"
    assert "it prints what no output below it shows:\n1\nTraceback" in reports[BLOCK_TEST]


def test_another_output_is_red_and_says_what_to_do(outcome):
    reports = outcome(FAILS.replace("print(1)", "print(2)"), FAILED)
    assert all("-1\n+2\n" in report and "run `make outputs`" in report for report in reports.values())
    assert 'File "snippets/chapter/one/one.py", line 5' in reports[PROGRAM_TEST]
    assert 'File "docs/ko/one.md:8", line 2' in reports[BLOCK_TEST]


def test_a_figure_that_is_not_recorded_is_red(outcome):
    drawn = FAILS.replace("1 / 0", "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()\n1 / 0")
    reports = outcome(drawn, FAILED)
    assert reports[PROGRAM_TEST] == (
        "snippets/chapter/one.py draws other figures than those recorded beside it; if they are right, run `make outputs`"
    )


def test_a_program_that_ends_its_process_is_named_by_its_path(outcome):
    reports = outcome(FAILS.replace("1 / 0", "import os; os._exit(3)"), FAILED)
    assert reports[PROGRAM_TEST].startswith("snippets/chapter/one/one.py ended its process, exit code 3")
    assert reports[BLOCK_TEST].startswith("docs/ko/one.md:8 ended its process, exit code 3")


def test_a_fence_that_would_not_run_is_red(outcome):
    reports = outcome(FAILS, FAILED, output="~~~python\nx = 1\n~~~")
    assert "docs/ko/one.md:12: this fence would not run" in reports["docs/ko/one.md::line 12"]

