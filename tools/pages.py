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

from fences import INCLUDE, find
from markdown import Markdown
from mkdocs.utils.meta import YAML_RE as FRONT_MATTER
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor
from pytest_codeblocks import extract_from_buffer

LANGUAGES = {"python": "a program, which is run", "text": "what it prints", "console": "commands to type"}
SUFFIX = {"python": ".py", "text": ".out"}
EXEMPT = re.compile(r"""pytest\.mark\.skip\(reason=(["'])(?P<reason>.+)\1\)""")


def snippet_options(root, **options):
    """How pymdownx.snippets expands an include, on the site and here."""
    return {"base_path": [str(root / "snippets")], "dedent_subsections": True, **options}


@dataclass
class Block:
    """A fence of a page: what it includes, and the text that a reader sees."""

    line: int
    language: str
    options: str
    text: str
    include: str = ""
    exempt: str = ""  # the reason why it does not run
    output: "Block | None" = None

    @property
    def file(self):
        """The included file below snippets/, without the section."""
        return INCLUDE.fullmatch(self.include)["file"] if self.include else ""

    @property
    def shown(self):
        """What must be equal in all languages."""
        text = "" if self.include else self.text
        return f"```{self.language} {self.options} {self.include}{text}".strip()


@dataclass
class Page:
    root: Path
    path: str  # docs/ko/layers/dense.md
    headings: list = field(default_factory=list)  # (line, level, id)
    blocks: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    @property
    def slug(self):
        """The page's address without the language, such as layers/dense."""
        return self.path.split("/", 2)[2].removesuffix(".md")

    @property
    def programs(self):
        return [block for block in self.blocks if block.language == "python"]

    @cached_property
    def steps(self):
        """The argument of fresh.run: the page from top to bottom."""
        return tuple((f"line_{b.line}.py", b.text) for b in self.programs if not b.exempt)

    def problem(self, line, message):
        self.problems.append(f"{self.path}:{line}: {message}")


def read(root, path):
    """Read one page. Raises nothing; see Page.problems."""
    page = Page(root, path.relative_to(root).as_posix())
    source = path.read_bytes()
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        page.problem(source.count(b"\n", 0, error.start) + 1, "not UTF-8; save the file as UTF-8")
        return page
    front = FRONT_MATTER.match(text)
    lines = text.splitlines()
    for number in range(front[0].count("\n") if front else 0):
        lines[number] = ""
    fences, page.headings = find(lines, page.problem)
    if not page.problems:  # otherwise the fences cannot be told apart
        expanded, origin = _expand(page, lines, fences)
        for extracted in extract_from_buffer(io.StringIO(expanded)):
            line = origin[extracted.lineno - 1]
            if line in fences:
                _add(page, line, fences[line][1], extracted, lines)
    return page


def _expand(page, lines, fences):
    """The page as pymdownx expands it, and for each line of it the line it came from."""
    options = SnippetExtension(**snippet_options(page.root, check_paths=True)).getConfigs()
    preprocessor = SnippetPreprocessor(options, Markdown())
    expanded, origin = [], []
    for number, line in enumerate(lines, 1):
        new = [line]
        if INCLUDE.search(line):
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


def _add(page, line, info, extracted, lines):
    """Add one fence to the page, if it is right."""
    language, _, options = info.partition(" ")
    block = Block(line, language, options.strip(), extracted.code)
    if language not in LANGUAGES:
        known = ", ".join(f"```{name} for {what}" for name, what in LANGUAGES.items())
        return page.problem(line, f"fence language {language!r}; write {known}")
    exempt = [EXEMPT.fullmatch(mark) for mark in extracted.marks]
    if exempt and not exempt[0]:
        return page.problem(line, f'{extracted.marks[0]}; only <!--pytest.mark.skip(reason="why")--> exempts a block')
    block.exempt = exempt[0]["reason"] if exempt else ""
    if suffix := SUFFIX.get(language):
        include = INCLUDE.fullmatch(lines[line].strip())
        if not include or not include["file"].endswith(suffix) or not lines[line + 1].strip().startswith("```"):
            return page.problem(line, f'{language} is never typed on a page; include it: --8<-- "chapter/idea{suffix}"')
        block.include = include[0]
    if language == "python":
        _check_options(page, block)
    elif language == "text":
        above = page.programs[-1] if page.programs else None
        if not above or above.output or above.file.removesuffix(".py") != block.file.removesuffix(".out"):
            return page.problem(line, f"{block.file} is not what the Python block above prints; put it right below its program")
        above.output = block
    page.blocks.append(block)


def _check_options(page, block):
    title = re.search(r'title="([^"]*)"', block.options)
    if title and title[1] != f"snippets/{block.file}":
        page.problem(block.line, f'title {title[1]!r}; the code is from title="snippets/{block.file}"')
    highlighted = re.search(r'hl_lines="([^"]*)"', block.options)
    last = len(block.text.rstrip().splitlines())
    for number in re.findall(r"\d+", highlighted[1] if highlighted else ""):
        if not 1 <= int(number) <= last:
            page.problem(block.line, f"hl_lines names line {number} of {last}; correct the numbers")
