"""A pytest plugin: every program and every block of every page is a test.

    snippets/layers/dense/dense.py::prints its recorded output
    docs/ko/layers/dense.md::line 42

Each program and each page runs once, in a fresh process; a page whose blocks equal those
of another language's page shares its run.
"""

import difflib
import re
import subprocess

import pytest
from xdist.scheduler import LoadScopeScheduling

from book.run import figures, fresh
from book.sources import Page, Program

_ADVICE = "a program writes to a relative path, the tests run it in an empty folder"
_UNSEEN = "git does not know this folder, so what programs write into it was not seen"


def pytest_configure(config):
    """Nothing of this is done where the tests are not those of a book."""
    if all((config.rootpath / folder).is_dir() for folder in ("docs", "snippets")):
        config.pluginmanager.register(Collector(config.rootpath))
        if not hasattr(config, "workerinput"):  # in a worker of pytest-xdist
            config.pluginmanager.register(Clean(config.rootpath))


class Collector:
    def __init__(self, root):
        self.root = root

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(self, file_path, parent):
        """A program that is named on the command line is no module of tests, as others take it."""
        found = yield
        if file_path.suffix == ".py" and self.root / "snippets" in file_path.parents:
            found = [ProgramFile.from_parent(parent, path=file_path)]
        elif file_path.suffix == ".md" and self.root / "docs" in file_path.parents:
            found = [PageFile.from_parent(parent, path=file_path)]
        else:
            return found
        fresh.start()
        return found

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config, log):
        return Scheduler(config, log)


class Scheduler(LoadScopeScheduling):
    """Tests side by side: a file, or a page in all languages, stays in one process."""

    def _split_scope(self, nodeid):
        return re.sub("^docs/[^/]+/", "", nodeid.partition("::")[0])


class Clean:
    """After the tests, git sees the project as it did before them."""

    def __init__(self, root):
        self.root, self.before, self.told = root, _status(root), ""

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session):
        after = _status(self.root)
        if after is None or self.before is None:
            self.told = _UNSEEN
        elif changed := after ^ self.before:
            files = ", ".join(sorted(line[3:] for line in changed))
            self.told = f"written while the tests ran: {files}; {_ADVICE}"
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        if self.told:
            terminalreporter.write_line(self.told)


def _status(root):
    """The files of the project that git sees as changed or new; None without git."""
    git = ["git", "--no-optional-locks", "-c", "core.quotePath=false"]
    status = [*git, "status", "--porcelain", "--untracked-files=all", "."]
    try:
        done = subprocess.run(status, cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return set(done.stdout.splitlines())


class ProgramFile(pytest.File):
    def collect(self):
        root, name = self.config.rootpath, "prints its recorded output"
        program = Program(root, self.path.relative_to(root / "snippets").as_posix())
        more = {"run": program, "expected": program.recorded}
        if program.recorded is None:
            more["problem"] = f"{program.where}:1: no recorded output; run `make outputs`"
        yield RunItem.from_parent(self, name=name, **more)


class PageFile(pytest.File):
    def collect(self):
        root = self.config.rootpath
        page = Page(root, self.path.relative_to(root).as_posix(), self.path.read_bytes())
        for step, block in enumerate(page.programs):
            more = {"run": page, "step": step, "expected": ""}
            if block.output:
                more["expected"] = (block.output.text or "").rstrip("\n") + "\n"
            if block.text is None:
                where = f"{page.path}:{block.line}"
                more["problem"] = f"{where}: this fence would not run; ask `make check` why"
            yield RunItem.from_parent(self, name=f"line {block.line}", **more)


class RunItem(pytest.Item):
    """One step of the run of a program or page, and what it must print."""

    def __init__(self, *, run, step=0, expected, problem="", **kwargs):
        super().__init__(**kwargs)
        self.run, self.step, self.expected, self.problem = run, step, expected, problem

    def reportinfo(self):
        return self.path, 0, self.name

    def runtest(self):
        if wrong := self.wrong():
            pytest.fail(wrong, pytrace=False)

    def wrong(self):
        if self.problem:
            return self.problem
        try:
            result = fresh.submit(self.run.steps).result()[self.step]
        except fresh.RunError as error:
            return self.run.in_file(str(error))
        if result.text != self.expected:
            return explain(result, self.expected, self.run.in_file)
        if isinstance(self.run, Program) and (other := figures.changed(self.run, result)):
            files = ", ".join(file.relative_to(self.run.root).as_posix() for file in other)
            drawn = f"{self.run.where} draws another figure than {files}"
            return f"{drawn}; if the new one is right, run `make outputs`"


def explain(result, expected, in_file):
    """What a reader would see differ, and all that the process said of it."""
    before, now = (text.splitlines(keepends=True) for text in (expected, result.text))
    shown = "".join(difflib.unified_diff(before, now, "the page shows", "it prints"))
    if not expected:
        shown = f"it prints what no output below it shows:\n{result.text}"
    elif "Traceback" in expected and not result.error:
        shown = f"it was to fail and did not:\n{shown}"
    report = in_file(result.report)
    return f"{shown}\n{report}\nIf the new output is right, run `make outputs`."
