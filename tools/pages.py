"""The pages of docs/, with every include expanded.

`read` sees a page as its reader does (pymdownx expands the includes) and as its
author does (every line number is one of the page's own file). What the author
must mend is in `Page.problems`, as `path:line: what; do this`.
"""

import difflib
import io
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import blocks
import formulas
import marks
import shapes
import texts
from fences import INCLUDE, find
from markdown import Markdown
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor
from pytest_codeblocks import extract_from_buffer


def snippet_options(root, **options):
    """How pymdownx.snippets expands an include, on the site and here."""
    return {"base_path": [str(root / "snippets")], "dedent_subsections": True, **options}


@dataclass
class Page:
    root: Path
    path: str  # docs/ko/layers/dense.md
    headings: list = field(default_factory=list)  # (line, level, id)
    blocks: list = field(default_factory=list)
    formulas: list = field(default_factory=list)  # (line, LaTeX)
    problems: list = field(default_factory=list)
    prose: str = ""  # its text, with front matter and fences emptied
    text: texts.Text = field(default_factory=texts.Text)

    @property
    def slug(self):
        """The page's address without the language, such as layers/dense."""
        return self.path.split("/", 2)[2].removesuffix(".md")

    @property
    def programs(self):
        return [block for block in self.blocks if block.language == "python"]

    @property
    def run(self):
        """The blocks that run, from top to bottom."""
        return [block for block in self.programs if not block.exempt]

    @cached_property
    def steps(self):
        """The argument of fresh.run, equal for all languages."""
        return tuple((f"block_{number}.py", block.text) for number, block in enumerate(self.run))

    def in_file(self, message):
        """A message or traceback of a run, with the page and line of each block."""
        return re.sub(r'[^\s"]*\bblock_(\d+)\.py', lambda m: f"{self.path}:{self.run[int(m[1])].line}", message)

    def problem(self, line, message):
        self.problems.append(f"{self.path}:{line}: {message}")


def read(root, path):
    """Read one page. Raises nothing; see Page.problems."""
    page = Page(root, path.relative_to(root).as_posix())
    text = texts.read(path.read_bytes(), page.problem)
    if not text:
        return page
    page.text, lines = text, text.lines
    fences, page.headings, page.prose = find(lines, page.problem)
    page.formulas = formulas.find(page.prose, page.problem)
    unclear = page.problems[:]  # the fences cannot be told apart
    shapes.check(page)
    if not unclear:
        expanded, origin = _expand(page, lines, fences)
        for extracted in extract_from_buffer(io.StringIO(expanded)):
            line = origin[extracted.lineno - 1]
            if line in fences:
                blocks.add(page, line, fences[line][1], extracted, lines)
    return page


def _expand(page, lines, fences):
    """The page as pymdownx expands it, and for each line of it the line it came from."""
    options = SnippetExtension(**snippet_options(page.root, check_paths=True)).getConfigs()
    preprocessor = SnippetPreprocessor(options, Markdown())
    expanded, origin = [], []
    for number, line in enumerate(lines, 1):
        new = [line]
        if INCLUDE.search(line) and not marks.HIDDEN.search(line):
            try:
                new = preprocessor.run([line])
            except (SnippetMissingError, UnicodeDecodeError) as error:
                page.problem(number, _not_included(page.root, INCLUDE.search(line), error))
            marker = fences.get(number - 1, ["```"])[0]
            if any(text.lstrip().startswith(marker) for text in new):
                page.problem(number, f"the included text has a line with {marker}; open and close this fence with {marker}`")
                new = [line]
        expanded += new
        origin += [number] * len(new)
    return "\n".join(expanded) + "\n", origin


def _not_included(root, include, error):
    file = include["file"]
    path = root / "snippets" / file
    if isinstance(error, UnicodeDecodeError):
        return f"snippets/{file} is not UTF-8; save it as UTF-8"
    if path.is_file():
        sections = re.findall(r"\[start:([^\]]+)\]", path.read_text(encoding="utf-8"))
        return f"snippets/{file} has no section {include['part'][1:]!r}; it has {', '.join(sections) or 'none'}"
    files = [found.relative_to(root / "snippets").as_posix() for found in (root / "snippets").rglob("*.*")]
    close = difflib.get_close_matches(file, files, n=1)
    return f"no file snippets/{file}; " + (f"did you mean {close[0]}?" if close else "write it, or correct the path")
