"""The items of a Markdown text: headings, code, boxes, tables, links, formulas, ..."""

import re
from dataclasses import dataclass
from itertools import takewhile

ID = re.compile(r" *\{ *#(?P<id>[a-z][a-z0-9-]*) *\}$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_GENERATED = re.compile(r"<!-- *(generated: *[\w-]+)")
_FENCE = re.compile(r"(?P<before>.*?)(?P<marker>`{3,}|~{3,})(?P<info>.*)")


@dataclass(eq=False)
class Item:
    """A part of a text besides its words. `kind` and `value` are equal in all languages.

    heading         "## #id"                    text: the title; see Heading
    code            the fence and its code      see Fence
    indented        code that nobody meant as code
    admonition      "??? success"               text: the title
    table           "columns 3, rows 4"
    list            "items 3"
    image, link     the target and attributes   text: the words
    formula         the LaTeX                   text: $$
    inline formula  the LaTeX                   text: $ or $$
    inline code     the code
    comment         an HTML comment
    marker          "generated: status", where the site puts a part of its own
    """

    kind: str
    value: str
    line: int
    end: int  # its last line
    span: tuple  # where it begins and ends in the text
    inside: "Item | None" = None  # the admonition around it
    text: str = ""

    @property
    def target(self):
        """Where a link or an image leads."""
        return self.value.split(" ")[0]


@dataclass(eq=False)
class Heading(Item):
    level: int = 0
    id: str = ""  # empty if it has none
    underlined: bool = False


@dataclass(eq=False)
class Fence(Item):
    before: str = ""  # what stands left of it: spaces, or the sign of a quote or list
    marker: str = ""
    info: str = ""
    code: str = ""
    closed: bool = True


def read(markdown):
    """The items of a Markdown, from top to bottom."""
    reader = _Reader(markdown)
    for number, token in enumerate(markdown.tokens):
        reader.block(number, token)
    return sorted(reader.found, key=lambda item: item.line)


class _Reader:
    def __init__(self, markdown):
        self.markdown, self.lines = markdown, markdown.lines
        self.found, self.around = [], [None]
        self.cursor = 0  # the end of the last paragraph or cell

    def block(self, number, token):
        first, end = self._lines(token)
        if token.type == "heading_open":
            self._heading(token, self.markdown.tokens[number + 1].content, first, end)
        elif token.type == "fence":
            self._fence(first, end)
        elif token.type == "code_block":
            self.add("indented", _code(self.lines[first - 1 : end]), first, end)
        elif token.type == "admonition_open":
            value = f"{token.markup} {token.meta['tag']}"
            self.add("admonition", value, first, end, text=token.content)
            self.around.append(self.found[-1])
        elif token.type == "admonition_close":
            self.around.pop()
        elif token.type == "table_open":
            inside = [each.type for each in self._inside(number)]
            value = f"columns {inside.count('th_open')}, rows {inside.count('tr_open')}"
            self.add("table", value, first, end)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            items = [each for each in self._inside(number) if each.level == token.level + 1]
            count = sum(each.type == "list_item_open" for each in items)
            self.add("list", f"items {count}", first, end)
        elif token.type == "math_block":
            self.add("formula", " ".join(token.content.split()), first, end, text="$$")
        elif token.type == "html_block":
            start, stop = self.markdown.starts[first - 1], self.markdown.starts[end]
            for match in _COMMENT.finditer(self.markdown.text[start:stop]):
                self._comment(match[0], start + match.start())
        elif token.type == "inline":
            self._inline(token)

    def _inside(self, number):
        """The tokens between the one that opens a block and the one that closes it."""
        tokens = self.markdown.tokens
        return takewhile(lambda each: each.level > tokens[number].level, tokens[number + 1 :])

    def add(self, kind, value, line, end, span=None, cls=Item, **more):
        """Add an item; `span` is that of its whole lines if nothing else is said."""
        span = span or (self.markdown.starts[line - 1], self.markdown.starts[end] - 1)
        self.found.append(cls(kind, value, line, end, span, self.around[-1], **more))

    def _lines(self, token):
        """The first and the last line of a token, without the empty lines behind it."""
        if not token.map:
            return 0, 0
        first, end = token.map[0] + 1, token.map[1]
        while end > first and not self.lines[end - 1].strip():
            end -= 1
        return first, end

    def _heading(self, token, content, first, end):
        id = ID.search(content)
        underlined = not token.markup.startswith("#")
        value = f"{token.markup} {'#' + id['id'] if id else ''}".strip()
        more = {"text": ID.sub("", content), "id": id["id"] if id else "", "underlined": underlined}
        self.add("heading", value, first, end, cls=Heading, level=int(token.tag[1]), **more)

    def _fence(self, first, end):
        opening, closing = self.lines[first - 1], self.lines[end - 1].strip(" >")
        before, marker, info = _FENCE.match(opening).groups()
        closed = end > first and closing.startswith(marker) and not closing.strip(marker[0])
        body = self.lines[first : end - 1 if closed else end]
        code = "".join(f"{line.removeprefix(before)}\n" for line in body)
        more = {"before": before, "marker": marker, "info": info.strip(), "code": code}
        value = _code(self.lines[first - 1 : end])
        self.add("code", value, first, end, cls=Fence, closed=closed, **more)

    def _comment(self, text, start):
        line = self.markdown.text.count("\n", 0, start) + 1
        span = start, start + len(text)
        self.add("comment", text, line, line + text.count("\n"), span)
        if generated := _GENERATED.match(text):
            self.add("marker", generated[1], line, line, span)

    def _inline(self, token):
        """Add what stands inside a paragraph, a heading, a title or a cell."""
        offsets = self._offsets(token)
        for number, child in enumerate(token.children):
            if "at" not in child.meta:
                continue
            span = tuple(offsets[each] for each in child.meta["at"])
            line, end = (self.markdown.text.count("\n", 0, each) + 1 for each in span)
            if child.type == "image":
                self.add("image", _target("src", child), line, end, span, text=child.content)
            elif child.type == "link_open":
                after = token.children[number + 1 :]
                inside = list(takewhile(lambda each: each.type != "link_close", after))
                words = "".join(each.content for each in inside) or "".join(e.type for e in inside)
                self.add("link", _target("href", child), line, end, span, text=words)
            elif child.type in ("math_inline", "math_inline_double"):
                latex = " ".join(child.content.split())
                self.add("inline formula", latex, line, end, span, text=child.markup)
            elif child.type == "code_inline":
                self.add("inline code", child.content, line, end, span)
            elif child.type == "html_inline" and child.content.startswith("<!--"):
                self.add("comment", child.content, line, end, span)

    def _offsets(self, token):
        """Where each character of an inline token, and its end, stands in the text."""
        text, offsets = self.markdown.text, []
        at = max(self.markdown.starts[token.map[0]], self.cursor)
        for number, line in enumerate(token.content.split("\n"), token.map[0]):
            at = max(at, self.markdown.starts[number])
            # markdown-it takes the backslash off a bar in a cell
            for typed in (line, line.replace("|", "\\|")):
                if typed in text[at : self.markdown.starts[number + 1]]:
                    at = text.index(typed, at)
                    break
            for letter in line:
                at += letter == "|" and text[at] == "\\"
                offsets.append(at)
                at += 1
            offsets.append(at)
        self.cursor = at
        return offsets


def _target(name, token):
    own = ("src", "href", "alt", "title")
    others = [f"{key}={value}" for key, value in token.attrs.items() if key not in own]
    return " ".join([token.attrGet(name), *others])


def _code(lines):
    """A block of code, flush left, with single spaces between the words of its first line."""
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    first, *others = (re.sub(f"^ {{0,{indent}}}", "", line).rstrip() for line in lines)
    return "\n".join([" ".join(first.split()), *others])
