"""The programs of snippets/: their text, their sections and their recorded output."""

import ast
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from itertools import count, takewhile
from pathlib import Path

from pymdownx.snippets import SnippetPreprocessor

# What a reader has installed; everything else must come with Python.
READER_HAS = {"tensorflow", "keras", "numpy", "matplotlib", "sklearn"}
LINE_WIDTH = 76


def section_marker(line):
    """The match of a `# --8<-- [start:name]` line, by pymdownx's own rule."""
    return SnippetPreprocessor.RE_SNIPPET_SECTION.match(line)


def import_problems(tree):
    """(line, problem) for each import of what a reader does not have."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module if node.level == 0 else "."]
        for name in names:
            if name.split(".")[0] not in READER_HAS | sys.stdlib_module_names:
                yield node.lineno, (
                    f"imports {name}, which a reader does not have; use the standard library or {', '.join(sorted(READER_HAS))}"
                )


def width_problems(lines):
    """(line, problem) for each of the (line, text) that is too wide for a phone."""
    for number, line in lines:
        width = len(line.rstrip("\n"))
        if width > LINE_WIDTH:
            yield number, f"{width} characters wide; break the line at {LINE_WIDTH}"


@dataclass(frozen=True)
class Program:
    """One file of snippets/; `name` is its path there, such as `layers/dense/dense.py`."""

    root: Path
    name: str

    @property
    def path(self):
        return self.root / "snippets" / self.name

    @property
    def out(self):
        return self.path.with_suffix(".out")

    def figure(self, number):
        """Where the figure of this number is recorded: idea.svg, idea-2.svg, idea-3.svg, ..."""
        return self.path.with_name(f"{self.path.stem}-{number}.svg" if number > 1 else f"{self.path.stem}.svg")

    @property
    def figures(self):
        """The recorded figures, in the order in which the program draws them."""
        return list(takewhile(Path.is_file, map(self.figure, count(1))))

    @cached_property
    def lines(self):
        """(line number in the file, line) pairs, without the section markers."""
        lines = self.path.read_text(encoding="utf-8").splitlines(keepends=True)
        return [(n, line) for n, line in enumerate(lines, 1) if not section_marker(line)]

    @cached_property
    def sections(self):
        """Where each section starts: {name: line}."""
        lines = enumerate(self.path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        markers = ((number, section_marker(line)) for number, line in lines)
        return {marker["name"]: number for number, marker in markers if marker and marker["type"] == "start"}

    @cached_property
    def code(self):
        """The program as a reader copies it."""
        return "".join(line for _, line in self.lines)

    @property
    def steps(self):
        """The argument of fresh.run."""
        return ((self.path.name, self.code),)

    @property
    def recorded(self):
        return self.out.read_text(encoding="utf-8")

    def in_file(self, message):
        """A message or traceback of a run, with the path and lines of this file."""
        numbers = [n for n, _ in self.lines]
        message = re.sub(
            rf'File "[^"]*\b{self.path.name}", line (\d+)',
            lambda m: f'File "snippets/{self.name}", line {numbers[int(m[1]) - 1]}',
            message,
        )
        return re.sub(rf"(?<![\w/]){self.path.name}", f"snippets/{self.name}", message)

    def problems(self):
        """What a contributor must mend in this file, as `path:line: what; do this`."""
        where = f"snippets/{self.name}"
        try:
            tree = ast.parse(self.path.read_bytes(), where)
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            yield f"{where}:{line}: not a Python file in UTF-8: {error}; correct the syntax, or save it as UTF-8"
            return
        if not ast.get_docstring(tree):
            yield f"{where}:1: no docstring; say in one true sentence what the program shows"
        for line, problem in [*import_problems(tree), *width_problems(self.lines)]:
            yield f"{where}:{line}: {problem}"
        yield from self._section_problems(where)
        if not self.out.exists():
            yield f"{where}:1: no recorded output {self.out.name}; run `make outputs`"

    def _section_problems(self, where):
        opened = {}
        for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines(), 1):
            marker = section_marker(line)
            if marker and marker["type"] == "start":
                opened[marker["name"]] = number
            elif marker and not opened.pop(marker["name"], None):
                yield f"{where}:{number}: section {marker['name']!r} ends but never started; add `# --8<-- [start:{marker['name']}]`"
        for name, number in opened.items():
            yield f"{where}:{number}: section {name!r} is never closed; add `# --8<-- [end:{name}]`"


def programs(root):
    """All programs below root/snippets, in alphabetical order."""
    folder = root / "snippets"
    return [Program(root, path.relative_to(folder).as_posix()) for path in sorted(folder.rglob("*.py"))]
