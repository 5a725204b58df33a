"""The one reader of Markdown: the items of a page and its prose, each with its place in the file.

The site is rendered by Python-Markdown, which keeps no lines; here markdown-it reads the same
text, and tests/sources/test_markdown.py proves for every page that both see the same.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from . import items

_ADDRESS = re.compile(r"https?://\S+")
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[a-zA-Z][^>]*>", re.DOTALL)


def _with_place(rule):
    """An inline rule whose tokens have their start and end in the paragraph as meta["at"]."""

    def run(state, silent):
        start, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            for token in state.tokens[before:]:
                if token.type != "text":  # it may be what stood before and waited for this token
                    token.meta.setdefault("at", (start, state.pos))
        return found

    return run


def _reader():
    reader = MarkdownIt("commonmark").enable("table").use(admon_plugin).use(attrs_plugin)
    reader.use(dollarmath_plugin, allow_labels=False, allow_space=False, double_inline=True)
    reader.normalizeLink = reader.normalizeLinkText = lambda target: target
    reader.validateLink = lambda target: True
    for rule in list(reader.inline.ruler.__rules__):
        reader.inline.ruler.at(rule.name, _with_place(rule.fn))
    return reader


_markdown = _reader()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, a heading, a title or a cell."""

    line: int
    source: str  # as it is typed, without the id of a heading; x for each letter of a formula
    prose: str  # as it is read: no code, formulas, addresses, attributes; on as many lines

    @property
    def end(self):
        """Its last line."""
        return self.line + self.source.count("\n")


class Markdown:
    """The Markdown of a text; front matter was emptied, so that its lines are those of the file."""

    def __init__(self, text):
        self.text = text
        self.lines = text.split("\n")

    @cached_property
    def starts(self):
        """Where each line begins in the text."""
        return list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    @cached_property
    def tokens(self):
        # an empty line ends no admonition on the site; here one that is made of spaces does not
        return _markdown.parse(re.sub(r"(?<=\n)[ \t]*(?=\n)", " " * 40, self.text))

    @cached_property
    def items(self):
        """What it is made of besides its words, from top to bottom."""
        return items.read(self)

    def of(self, *kinds):
        """The items of these kinds, from top to bottom."""
        return [item for item in self.items if item.kind in kinds]

    def numbers(self, *kinds):
        """The numbers of all lines of these items."""
        return {n for item in self.of(*kinds) for n in range(item.line, item.end + 1)}

    @property
    def headings(self):
        return self.of("heading")

    @property
    def sections(self):
        """{id of a heading: its lines, to the next one}; what stands above the first has no id."""
        heads = [(1, ""), *((heading.line, heading.id) for heading in self.headings)]
        ends = [line for line, _ in heads[1:]] + [len(self.lines) + 1]
        return {id: range(line, end) for (line, id), end in zip(heads, ends, strict=True)}

    @cached_property
    def paragraphs(self):
        return [
            Paragraph(token.map[0] + 1, _without_id(_source(token)), _without_id(_prose(token)))
            for token in self.tokens
            if token.type == "inline"
        ]

    @cached_property
    def prose(self):
        """All that is read as running text, on the lines of the file."""
        lines = [""] * len(self.lines)
        html = [token for token in self.tokens if token.type == "html_block"]
        blocks = [(token.map[0] + 1, _untagged(token.content)) for token in html]
        blocks += [(paragraph.line, paragraph.prose) for paragraph in self.paragraphs]
        for first, text in blocks:
            for number, line in enumerate(text.split("\n"), first - 1):
                if line.strip():
                    lines[number] += (" \ufffc " if lines[number] else "") + line
        return "\n".join(lines)

    @cached_property
    def bare(self):
        """The lines as they are typed, without blocks of code and comments.

        An x stands for each letter of inline code and formulas.
        """
        letters = list(self.text)
        instead = {"code": " ", "comment": " ", "formula": "x"}
        instead |= {"inline code": "x", "inline formula": "x"}
        for item in self.of(*instead):
            for at in range(*item.span):
                letters[at] = letters[at] if letters[at] == "\n" else instead[item.kind]
        return [line if line.strip() else "" for line in "".join(letters).split("\n")]


def _source(token):
    source = token.content
    for child in token.children:
        if child.type.startswith("math"):
            start, end = child.meta["at"]
            source = source[:start] + re.sub(r"[^\n]", "x", source[start:end]) + source[end:]
    return source


def _prose(token):
    """What a reader reads of an inline token, each word on its line."""
    prose = ""

    def down_to(at):
        return "\n" * (token.content.count("\n", 0, at) - prose.count("\n"))

    for child in token.children:
        start, end = child.meta.get("at", (0, 0))
        if child.type != "link_close":
            prose += down_to(start)
        if child.type in ("softbreak", "hardbreak"):
            prose += "\n"
        elif child.type in ("text", "image"):
            prose += child.content
        elif child.type in ("code_inline", "math_inline", "math_inline_double"):
            prose += "\ufffc"
        if child.type != "link_open":
            prose += down_to(end)
    return _ADDRESS.sub("", prose)


def _without_id(text):
    return items.ID.sub("", text)


def _untagged(text):
    return _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), text)
