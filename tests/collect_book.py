"""A pytest plugin: every program and every block of every page is a test.

    snippets/layers/dense.py::prints its recorded output
    docs/ko/layers/dense.md::line 42

Each program and each page runs once, in a fresh process, in the background; a page
whose blocks equal those of another language's page shares its run.
"""

import difflib

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
        yield ProgramItem.from_parent(self, name="prints its recorded output", program=program)


class PageFile(pytest.File):
    def collect(self):
        page = pages.read(self.config.rootpath, self.path)
        for problem in page.problems:
            line = problem.split(":")[1]
            yield ProblemItem.from_parent(self, name=f"line {line}", problem=problem)
        run = [block for block in page.programs if not block.exempt]
        for number, block in enumerate(run):
            yield BlockItem.from_parent(self, name=f"line {block.line}", page=page, block=block, number=number)


class Failure(Exception):
    """A test that failed; its message is the whole report."""


class BookItem(pytest.Item):
    def repr_failure(self, excinfo):
        if excinfo.errisinstance((Failure, fresh.RunError)):
            return f"{self.path.relative_to(self.config.rootpath)}: {excinfo.value}"
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
    """One step of a run, and what it must print."""

    def check(self, step, expected, source):
        result = fresh.submit(self.steps).result()[step]
        if result.text != expected:
            raise Failure(explain(result, expected, source))


class ProgramItem(RunItem):
    def __init__(self, *, program, **kwargs):
        super().__init__(**kwargs)
        self.program, self.steps = program, program.steps

    def runtest(self):
        if not self.program.out.exists():
            raise Failure("no recorded output; run `make outputs`")
        self.check(0, self.program.recorded, self.program.in_file)


class BlockItem(RunItem):
    def __init__(self, *, page, block, number, **kwargs):
        super().__init__(**kwargs)
        self.block, self.number, self.steps = block, number, page.steps

    def runtest(self):
        output = self.block.output
        expected = output.text.rstrip("\n") + "\n" if output else ""
        self.check(self.number, expected, lambda traceback: traceback)


def explain(result, expected, source):
    """What a reader would see differ, and the real traceback."""
    diff = difflib.unified_diff(
        expected.splitlines(keepends=True), result.text.splitlines(keepends=True), "the page shows", "it prints"
    )  # fmt: skip
    shown = "".join(diff)
    if not expected:
        shown = f"it prints what no output below it shows:\n{result.text}"
    elif "Traceback" in expected and not result.error:
        shown = f"it was to fail and did not:\n{shown}"
    return f"{shown}\n{source(result.traceback)}\nIf the new output is right, run `make outputs`."
