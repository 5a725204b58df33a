"""The pages of docs/: their headings and fences, with every include expanded.

`read` sees a page as its reader does (pymdownx expands the includes) and as its
author does (every line number is one of the page's own file). What the author
must mend is in `problems`, as `path:line: what; do this`.
"""

import difflib
import io
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from markdown import Markdown
from mkdocs.utils.meta import YAML_RE
from pymdownx.snippets import SnippetMissingError, SnippetPreprocessor
from pytest_codeblocks import extract_from_buffer

LANGUAGES = {"python": "a program, which the tests run", "text": "its output", "console": "commands to type"}
INCLUDE = re.compile(r'--8<-- "(?P<file>[^":]+)(?P<part>:[^"]+)?"')
HEADING = re.compile(r"(?P<level>#{1,6}) +(?P<text>.*?)(?: *\{ *#(?P<id>[a-z][a-z0-9-]*) *\})?")
FENCE = re.compile(r"(?P<before>.*?)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)")
SKIP = re.compile(r"""pytest\.mark\.skip\(reason=(["'])(?P<reason>.+)\1\)""")


def snippet_options(root, **options):
    """How pymdownx.snippets expands an include; the site is built with the same."""
    return {"base_path": [str(root / "snippets")], "dedent_subsections": True, **options}


@dataclass
class Block:
    """A fence: its language and options, what it includes, and the code or text itself."""

    line: int
    language: str
    options: str
    include: str = ""
    text: str = ""
    skip: str = ""  # the reason why it does not run
    output: "Block | None" = None

    @property
    def program(self):
        """The included file, without the section."""
        return INCLUDE.fullmatch(self.include)["file"] if self.include else ""

    @property
    def shown(self):
        """What must be equal in all languages."""
        return self.language, self.options, self.include


@dataclass
class Page:
    root: Path
    path: str  # docs/ko/layers/dense.md
    headings: list = field(default_factory=list)  # (line, level, id)
    blocks: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    @property
    def language(self):
        return self.path.split("/")[1]

    @property
    def slug(self):
        return self.path.split("/", 2)[2].removesuffix(".md")

    @property
    def programs(self):
        """The blocks that Python readers see, run or exempted."""
        return [block for block in self.blocks if block.language == "python"]

    @cached_property
    def steps(self):
        """The argument of fresh.run: the page from top to bottom."""
        return tuple((f"line_{b.line}.py", b.text) for b in self.programs if not b.skip)

    def problem(self, line, message):
        self.problems.append(f"{self.path}:{line}: {message}")


def read(root, path):
    """Read one page; nothing raises, see `Page.problems`."""
    page = Page(root, path.relative_to(root).as_posix())
    source = path.read_bytes()
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        page.problem(line, "not UTF-8; save the file as UTF-8")
        return page
    front = YAML_RE.match(text)
    skipped = front[0].count("\n") if front else 0
    lines = [""] * skipped + text.splitlines()[skipped:]
    openings = _fences_and_headings(page, lines)
    expanded, origin = _expand(page, lines)
    try:
        extracted = extract_from_buffer(io.StringIO(expanded))
    except RuntimeError as error:
        page.problem(len(lines), f"{error}; close the last fence")
        return page
    for block in extracted:
        line = origin[block.lineno - 1]
        _add(page, openings.get(line), line, block, lines)
    return page


def _fences_and_headings(page, lines):
    """Find what opens where; a fence that pytest-codeblocks would not see is a problem."""
    openings, closing, previous = {}, None, ""
    for number, line in enumerate(lines, 1):
        fence = FENCE.fullmatch(line)
        heading = HEADING.fullmatch(line)
        if closing:
            closing = None if line.lstrip().startswith(closing) else closing
        elif fence and not fence["before"].strip() and fence["fence"][0] == "`":
            closing = fence["fence"]
            openings[number] = fence["info"].strip()
        elif fence and re.fullmatch(r"[\s>*+\-\d.)]*", fence["before"]):
            page.problem(number, "this fence would not run; open it with ``` on a line of its own, not in a quote")
        elif INCLUDE.search(line):
            page.problem(number, "an include outside a fence; put it between ```python and ```")
        elif heading:
            if not heading["id"]:
                page.problem(number, f"heading without id; write `{line} {{ #short-english-id }}`, the same in every language")
            elif heading["id"] in [id for _, _, id in page.headings]:
                page.problem(number, f"id #{heading['id']} is used twice; ids are unique on a page")
            page.headings.append((number, len(heading["level"]), heading["id"]))
        elif previous.strip() and re.fullmatch(r"=+|-{2,}", line.strip()):
            page.problem(number, "underlined heading; write it with # and an id")
        previous = line
    return openings


def _expand(page, lines):
    """The page as pymdownx expands it, and for each line of it the line it came from."""
    preprocessor = SnippetPreprocessor(_all_options(page.root), Markdown())
    expanded, origin = [], []
    for number, line in enumerate(lines, 1):
        new = [line]
        if "--8<--" in line:
            try:
                new = preprocessor.run([line])
            except (SnippetMissingError, UnicodeDecodeError) as error:
                page.problem(number, _missing(page.root, line, error))
        expanded += new
        origin += [number] * len(new)
    return "\n".join(expanded) + "\n", origin


def _all_options(root):
    from pymdownx.snippets import SnippetExtension

    return SnippetExtension(**snippet_options(root, check_paths=True)).getConfigs()


def _missing(root, line, error):
    include = INCLUDE.search(line)
    file = include["file"] if include else ""
    path = root / "snippets" / file
    if isinstance(error, UnicodeDecodeError):
        return f"snippets/{file} is not UTF-8; save it as UTF-8"
    if path.is_file():
        known = re.findall(r"\[start:([^\]]+)\]", path.read_text(encoding="utf-8"))
        return f"snippets/{file} has no section {include['part'][1:]!r}; it has {', '.join(known) or 'none'}"
    known = [p.relative_to(root / "snippets").as_posix() for p in (root / "snippets").rglob("*.*")]
    close = difflib.get_close_matches(file, known, n=1)
    return f"no file snippets/{file}; " + (f"did you mean {close[0]}?" if close else "write one, or correct the path")


def _add(page, info, line, extracted, lines):
    """Check one fence and add it to the page."""
    language, _, options = (info or "").partition(" ")
    block = Block(line, language, options.strip(), text=extracted.code)
    if language not in LANGUAGES:
        known = "; ".join(f"```{name} for {what}" for name, what in LANGUAGES.items())
        return page.problem(line, f"fence language {language!r}; write {known}")
    if any(not (mark := SKIP.fullmatch(m)) for m in extracted.marks):
        return page.problem(line, 'unknown mark; only <!--pytest.mark.skip(reason="why it cannot run")--> exempts a block')
    block.skip = mark["reason"] if extracted.marks else ""
    if language != "console":
        suffix = {"python": ".py", "text": ".out"}[language]
        include = INCLUDE.fullmatch(lines[line].strip())
        if not include or not include["file"].endswith(suffix) or not lines[line + 1].strip().startswith("```"):
            return page.problem(line, f'{language} is never typed on a page; include it: --8<-- "chapter/idea{suffix}"')
        block.include = include[0]
    if language == "python":
        _check_options(page, block)
    if language == "text":
        above = page.programs[-1] if page.programs else None
        if not above or above.output or above.program.removesuffix(".py") != block.program.removesuffix(".out"):
            return page.problem(line, f"{block.program} is not the output of the Python block above; put it right below its program")
        above.output = block
    page.blocks.append(block)


def _check_options(page, block):
    title = re.search(r'title="([^"]*)"', block.options)
    if title and title[1] != f"snippets/{block.program}":
        page.problem(block.line, f'title {title[1]!r}; the code is from title="snippets/{block.program}"')
    lines = re.search(r'hl_lines="([^"]*)"', block.options)
    last = len(block.text.rstrip().splitlines())
    for number in re.findall(r"\d+", lines[1] if lines else ""):
        if not 1 <= int(number) <= last:
            page.problem(block.line, f"hl_lines names line {number}, the block has {last}; correct the numbers")
