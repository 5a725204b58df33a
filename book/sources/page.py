"""A page of docs/: its front matter, its Markdown, and its blocks as a reader sees them."""

import io
import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import yaml
from markdown import Markdown as PythonMarkdown
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor
from pytest_codeblocks import extract_from_buffer

from .items import Fence
from .markdown import Markdown

INCLUDE = re.compile(r'--8<-- "(?P<file>[^":]+)(?P<part>:[^"]+)?"')
FRONT = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)---[ \t]*(?:\n|$)")
# what was to be front matter, and is none
NEARLY_FRONT = re.compile(r"\s*[-—–―]+[ \t]*\n(?:.*\n)*?[-—–―]+[ \t]*(?:\n|$)")


def snippet_options(root, **options):
    """How pymdownx.snippets expands an include, on the site and here."""
    return {"base_path": [str(root / "snippets")], "dedent_subsections": True, **options}


@dataclass
class Front:
    """Front matter. `meta` is empty if it cannot be read; `error` is what YAML says then."""

    source: str = ""  # its YAML
    meta: dict = field(default_factory=dict)
    error: Exception | None = None
    end: int = 0  # its last line

    def line(self, key):
        """The line that gives a key, or 1."""
        lines = enumerate(self.source.splitlines(), 2)
        return next((number for number, line in lines if line.startswith(f"{key}:")), 1)


@dataclass(eq=False)
class Block:
    """A fence of a page."""

    fence: Fence
    text: str | None  # what a reader sees, as pytest-codeblocks extracts it; None if it does not
    output: "Block | None" = None  # what a program prints, right below it

    @property
    def line(self):
        return self.fence.line

    @property
    def language(self):
        return self.fence.info.partition(" ")[0]

    @property
    def options(self):
        return self.fence.info.partition(" ")[2].strip()

    @property
    def include(self):
        """The match of INCLUDE, or None if it is not one include and nothing else."""
        return INCLUDE.fullmatch(self.fence.code.strip())

    @property
    def file(self):
        """The included file below snippets/, without the section."""
        return self.include["file"] if self.include else ""


class Page:
    """One page. Nothing is judged: see the room `check`."""

    def __init__(self, root, path, data):
        self.root = root
        self.path = path  # docs/ko/layers/dense.md
        self.data = data

    def __repr__(self):
        return f"Page({self.path})"

    @property
    def language(self):
        """The code of its language, such as ko."""
        return self.path.split("/")[1]

    @property
    def slug(self):
        """Its address without the language, such as layers/dense."""
        return self.path.split("/", 2)[2].removesuffix(".md")

    @cached_property
    def text(self):
        """As an editor shows it, whatever its line ends."""
        text = self.data.decode("utf-8", errors="replace").removeprefix("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def front(self):
        match = FRONT.match(self.text)
        if not match:
            nearly = NEARLY_FRONT.match(self.text)
            return Front(end=nearly[0].count("\n") if nearly else 0)
        front = Front(match["yaml"], end=match[0].count("\n"))
        try:
            meta = yaml.safe_load(match["yaml"])
        except (yaml.YAMLError, ValueError) as error:  # the second of a date that is none
            front.error = error
        else:
            front.meta = meta if isinstance(meta, dict) else {}
        return front

    @cached_property
    def markdown(self):
        lines = self.text.split("\n")
        return Markdown("\n".join(["" for _ in lines[: self.front.end]] + lines[self.front.end :]))

    @property
    def description(self):
        """What front matter says for search engines; empty if that is no text."""
        description = self.front.meta.get("description")
        return description if isinstance(description, str) else ""

    @cached_property
    def prose(self):
        """The description and all running text, on the lines of the file."""
        lines = self.markdown.prose.split("\n")
        if self.description:
            lines[self.front.line("description") - 1] = self.description
        return "\n".join(lines)

    @cached_property
    def blocks(self):
        """The fences from top to bottom; below a program, its output."""
        texts, blocks = self._extracted, []
        for fence in self.markdown.of("code"):
            blocks.append(Block(fence, texts.get(fence.line)))
        for above, below in pairwise(blocks):
            same = above.file.removesuffix(".py") == below.file.removesuffix(".out")
            if (above.language, below.language) == ("python", "text") and same:
                above.output = below
        return blocks

    @property
    def programs(self):
        """The blocks that run, from top to bottom."""
        return [block for block in self.blocks if block.language == "python"]

    @cached_property
    def steps(self):
        """The argument of run.fresh.run, equal for all languages."""
        texts = (block.text or "" for block in self.programs)
        return tuple((f"block_{number}.py", text) for number, text in enumerate(texts))

    def in_file(self, message):
        """A message or traceback of a run, with the page and line of each block."""
        return re.sub(
            r'[^\s"]*\bblock_(\d+)\.py',
            lambda match: f"{self.path}:{self.programs[int(match[1])].line}",
            message,
        )

    @cached_property
    def _extracted(self):
        """{line: text} of each fence that pytest-codeblocks finds in the expanded page."""
        expanded, origin = self._expanded
        try:
            found = extract_from_buffer(io.StringIO(expanded))
        except RuntimeError:  # a fence that is never closed: then it extracts nothing
            return {}
        return {origin[each.lineno - 1]: each.code for each in found}

    @cached_property
    def _expanded(self):
        """The page as pymdownx expands it, and for each of its lines the line it came from."""
        options = SnippetExtension(**snippet_options(self.root, check_paths=True)).getConfigs()
        preprocessor = SnippetPreprocessor(options, PythonMarkdown())
        fences = self.markdown.of("code")
        expanded, origin = [], []
        for number, line in enumerate(self.markdown.lines, 1):
            new = [line]
            if "--8<--" in line:
                around = [each.marker for each in fences if each.line < number <= each.end]
                # what is missing stays as it is typed, and check.code says what it is
                with suppress(SnippetMissingError, UnicodeDecodeError):
                    new = preprocessor.run([line])
                marker = around[0] if around else "```"
                if any(text.lstrip().startswith(marker) for text in new):
                    new = [line]  # it would end its fence
            expanded += new
            origin += [number] * len(new)
        return "\n".join(expanded) + "\n", origin
