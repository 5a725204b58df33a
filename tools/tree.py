"""What stands on a page besides its words: headings, code, tables, links, ..., each with its lines.

The site is rendered by Python-Markdown, which keeps no line numbers; here markdown-it reads
the same text, and tests/test_parity.py proves that both see the same.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

_TAB = re.compile(r'^( *)===[!+]?(?= ")', re.MULTILINE)
_ID = re.compile(r"\{ *(#[a-z][a-z0-9-]*) *\}$")
_MARKER = re.compile(r"<!-- *(generated: *[\w-]+|pytest\S*)")
_markdown = MarkdownIt("commonmark").enable("table").use(admon_plugin).use(attrs_plugin)
_markdown.use(dollarmath_plugin, allow_labels=False, allow_space=False, double_inline=True)
_markdown.normalizeLink = _markdown.normalizeLinkText = lambda target: target
_markdown.validateLink = lambda target: True


@dataclass(eq=False)
class Item:
    """`kind` and `value` are equal in all languages."""

    line: int
    kind: str
    value: str
    end: int  # its last line
    inside: "Item | None" = None  # the admonition or tab around it
    text: str = ""  # of a link or an image its words, of a formula its sign


@lru_cache(maxsize=256)
def _parse(text):
    # an empty line never ends an admonition on the site; one made of spaces does not end it here
    return _markdown.parse(_TAB.sub(r"\1!!! tab", re.sub(r"(?<=\n)[ \t]*(?=\n)", " " * 40, text)))


def paragraphs(lines):
    """(line, text) of each paragraph, heading and cell of a table."""
    for token in _parse("\n".join(lines)):
        if token.type == "inline":
            yield token.map[0] + 1, _ID.sub("", token.content)


def read(lines):
    """The items of a text, from top to bottom; `lines` are those of texts.Text."""
    items, around = [], [None]

    def add(line, kind, value, end=0, text=""):
        items.append(Item(line, kind, value, end or line, around[-1], text))

    tokens = _parse("\n".join(lines))
    for number, token in enumerate(tokens):
        first, end = (token.map[0] + 1, token.map[1]) if token.map else (0, 0)
        while end > first and not lines[end - 1].strip():
            end -= 1
        if token.type == "heading_open":
            id = _ID.search(tokens[number + 1].content)
            add(first, "heading", f"{token.markup} {id[1] if id else ''}".strip())
        elif token.type in ("fence", "code_block"):
            add(first, "code" if token.type == "fence" else "indented", _code(lines[first - 1 : end]), end)
        elif token.type == "admonition_open":
            tab = token.meta["tag"] == "tab"
            add(first, "tab" if tab else "admonition", "===" if tab else f"{token.markup} {token.meta['tag']}", end)
            around.append(items[-1])
        elif token.type == "admonition_close":
            around.pop()
        elif token.type == "table_open":
            kinds = [each.type for each in tokens[number:]]
            inside = kinds[: kinds.index("table_close")]
            add(first, "table", f"columns {inside.count('th_open')}, rows {inside.count('tr_open')}", end)
        elif token.type == "math_block":
            add(first, "formula", " ".join(token.content.split()), end)
        elif token.type == "html_block":
            for marker in _MARKER.finditer(token.content):
                add(first + token.content.count("\n", 0, marker.start()), "marker", marker[1])
        elif token.type == "inline":
            _inline(token, first, add)
    return sorted(items, key=lambda item: item.line)


def _inline(token, first, add):
    """Add what stands inside a paragraph, a heading or a cell."""
    at = 0
    for number, child in enumerate(token.children):
        target = child.attrGet("src" if child.type == "image" else "href")
        if target is not None or child.type.startswith("math"):
            at = max(at, token.content.find(child.content if target is None else f"]({target}", at))
            line = first + token.content.count("\n", 0, at)
        if child.type == "image":
            add(line, "image", _with_attributes(target, child), text=child.content)
        elif child.type == "link_open":
            following = token.children[number + 1]
            words = "" if following.type == "link_close" else following.content or following.type
            add(line, "link", _with_attributes(target, child), text=words)
        elif child.type.startswith("math"):
            add(line, "inline formula", " ".join(child.content.split()), text=child.markup)


def _with_attributes(target, token):
    others = [f"{name}={value}" for name, value in token.attrs.items() if name not in ("src", "href", "alt", "title")]
    return " ".join([target, *others])


def _code(lines):
    """A block of code, flush left, with single spaces between the words of its first line."""
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    first, *others = (re.sub(f"^ {{0,{indent}}}", "", line).rstrip() for line in lines)
    return "\n".join([" ".join(first.split()), *others])
