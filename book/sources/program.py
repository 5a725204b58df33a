"""The programs of snippets/: their text, their sections, and what is recorded of them."""

import re
from functools import cached_property
from itertools import count, takewhile
from pathlib import Path

from pymdownx.snippets import SnippetPreprocessor


def section_marker(line):
    """The match of a `# --8<-- [start:name]` line, by pymdownx's own rule."""
    return SnippetPreprocessor.RE_SNIPPET_SECTION.match(line)


class Program:
    """One file of snippets/; `name` is its path there, such as `layers/dense/dense.py`."""

    def __init__(self, root, name):
        self.root, self.name = root, name
        self.path = root / "snippets" / name
        self.out = self.path.with_suffix(".out")

    def __repr__(self):
        return f"Program({self.name})"

    @property
    def where(self):
        """Its path in the project, as messages name it."""
        return f"snippets/{self.name}"

    @cached_property
    def data(self):
        return self.path.read_bytes()

    @cached_property
    def all_lines(self):
        """The lines of the file, with the section markers."""
        return self.data.decode("utf-8", errors="replace").splitlines(keepends=True)

    @cached_property
    def lines(self):
        """(line number in the file, line) pairs, without the section markers."""
        return [(n, line) for n, line in enumerate(self.all_lines, 1) if not section_marker(line)]

    @property
    def code(self):
        """The program as a reader copies it."""
        return "".join(line for _, line in self.lines)

    @property
    def sections(self):
        """The sections from top to bottom, as {name: line where it starts}."""
        markers = ((n, section_marker(line)) for n, line in enumerate(self.all_lines, 1))
        return {each["name"]: n for n, each in markers if each and each["type"] == "start"}

    @property
    def steps(self):
        """The argument of run.fresh.run."""
        return ((self.path.name, self.code),)

    @property
    def recorded(self):
        """What it printed when `make outputs` ran it, or None."""
        return self.out.read_text(encoding="utf-8") if self.out.exists() else None

    def figure(self, number):
        """Where its figure of this number is recorded: 1 is dense.svg, 2 is dense-2.svg, ..."""
        return self.path.with_name(f"{self.path.stem}{f'-{number}' if number > 1 else ''}.svg")

    @property
    def figures(self):
        """Where the figures are that it drew when `make outputs` ran it."""
        return list(takewhile(Path.exists, map(self.figure, count(1))))

    def in_file(self, message):
        """A message or traceback of a run, with the path and lines of this file."""
        numbers = [number for number, _ in self.lines]
        message = re.sub(
            rf'File "[^"]*\b{re.escape(self.path.name)}", line (\d+)',
            lambda match: f'File "{self.where}", line {numbers[int(match[1]) - 1]}',
            message,
        )
        return re.sub(rf"(?<![\w/]){re.escape(self.path.name)}", self.where, message)


def read_programs(root):
    """All programs of snippets/ as {name: Program}, in alphabetical order."""
    folder = root / "snippets"
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.py"))]
    return {name: Program(root, name) for name in names}
