"""A pytest plugin: every program and every block of every page is a test.

    snippets/layers/dense/dense.py::prints its recorded output
    docs/ko/layers/dense.md::line 42

Each program and each page runs once, in a fresh process, in the background; a page
whose blocks equal those of another language's page shares its run.
"""

import difflib

import figures
import fresh
import pages
import pytest
from programs import Program


def pytest_configure():
    fresh.start()


def pytest_collect_file(file_path, parent):
    root = parent.config.rootpath
    if file_path.suffix == ".py" and root / "snippets" in file_path.parents:
        return ProgramFile.from_parent(parent, path=file_path)
    if file_path.suffix == ".md" and root / "docs" in file_path.parents:
        return PageFile.from_parent(parent, path=file_path)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Let every run go on in the background: tests that wait for commands come first, results last."""

    def turn(item):
        fixtures = getattr(item, "fixturenames", ())
        return isinstance(item, RunItem), "pytester" in fixtures, "copy" not in fixtures

    items.sort(key=turn)
    for item in items:
        if isinstance(item, RunItem):
            fresh.submit(item.steps)


class ProgramFile(pytest.File):
    def collect(self):
        root = self.config.rootpath
        program = Program(root, self.path.relative_to(root / "snippets").as_posix())
        if program.out.exists():
            yield RunItem.from_parent(self, name="prints its recorded output", run=program, expected=program.recorded)
        else:
            problem = f"snippets/{program.name}:1: no recorded output; run `make outputs`"
            yield ProblemItem.from_parent(self, name="prints its recorded output", problem=problem)


class PageFile(pytest.File):
    def collect(self):
        page = pages.read(self.config.rootpath, self.path)
        for problem in page.problems:
            line = problem.split(":")[1]
            yield ProblemItem.from_parent(self, name=f"line {line}", problem=problem)
        for number, block in enumerate(page.run):
            expected = block.output.text.rstrip("\n") + "\n" if block.output else ""
            yield RunItem.from_parent(self, name=f"line {block.line}", run=page, step=number, expected=expected)


class Failure(Exception):
    """A test that failed; its message is the whole report."""


class BookItem(pytest.Item):
    def repr_failure(self, excinfo):
        if excinfo.errisinstance(Failure):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self):
        return self.path, 0, self.name


class ProblemItem(BookItem):
    def __init__(self, *, problem, **kwargs):
        super().__init__(**kwargs)
        self.problem = problem

    def runtest(self):
        raise Failure(self.problem)


class RunItem(BookItem):
    """One step of the run of a program or page, and what it must print."""

    def __init__(self, *, run, step=0, expected, **kwargs):
        super().__init__(**kwargs)
        self.run, self.step, self.expected, self.steps = run, step, expected, run.steps

    def runtest(self):
        try:
            result = fresh.submit(self.steps).result()[self.step]
        except fresh.RunError as error:
            raise Failure(self.run.in_file(str(error))) from None
        if result.text != self.expected:
            raise Failure(explain(result, self.expected, self.run.in_file))
        if isinstance(self.run, Program) and not figures.recorded(self.run, result):
            raise Failure(
                f"snippets/{self.run.name} draws other figures than those recorded beside it; if they are right, run `make outputs`"
            )


def explain(result, expected, in_file):
    """What a reader would see differ, and the real traceback."""
    diff = difflib.unified_diff(
        expected.splitlines(keepends=True), result.text.splitlines(keepends=True), "the page shows", "it prints"
    )  # fmt: skip
    shown = "".join(diff)
    if not expected:
        shown = f"it prints what no output below it shows:\n{result.text}"
    elif "Traceback" in expected and not result.error:
        shown = f"it was to fail and did not:\n{shown}"
    return f"{shown}\n{in_file(result.traceback)}\nIf the new output is right, run `make outputs`."
