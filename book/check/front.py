"""Whether a page can be read, and says in its front matter what it must."""

import re

from ..sources import Problem
from ..sources.page import FRONT, NEARLY_FRONT
from ..translate.translations import BLOB

KEYS = {
    "description": "one sentence for search engines",
    "source": "the text that this translation follows, written by `make translated`",
    "original": "true on a page that was first written in this language",
    "numbers": "what proves the numbers that the page does not show, a list",
}
_NO_DESCRIPTION = (
    "front matter has no description; write, between two lines of ---, "
    f"`description:` and {KEYS['description']}"
)


def problems(book, told):
    for page in book.all_pages:
        yield from (Problem(page.path, *each) for each in _encoding(page, told))
        if not told.ended(page):
            yield from (Problem(page.path, *each) for each in _front(page))


def _encoding(page, told):
    try:
        text = page.data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = page.data.count(b"\n", 0, error.start) + 1
        told.end(page.path, line)
        yield line, "not UTF-8; save the file as UTF-8"
        return
    if text.startswith("\ufeff"):
        hides = "which hides the front matter; save as UTF-8 without BOM"
        yield 1, f"starts with a byte order mark, {hides}"
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        yield line, "ends in a carriage return; save the file with LF line ends, not CRLF"


def _front(page):
    if FRONT.match(page.text):
        yield from _form(page.front) or _keys(page.front)
    elif page.text.startswith("---\n"):
        yield 1, "the front matter is not closed; end it with ---"
    elif NEARLY_FRONT.match(page.text):
        begin = "the file begins with a line of ---, and another one ends the front matter"
        yield 1, f"the front matter is not seen; {begin}"
    else:
        yield 1, _NO_DESCRIPTION


def _form(front):
    """Why its YAML cannot be read, if it cannot."""
    for line, text in enumerate(front.source.splitlines(), 2):
        if name := re.match(r"(\w+)(?:：|:(?=\S))", text):
            return [(line, f"after {name[1]!r} write : and a space")]
    if front.error:
        mark = getattr(front.error, "problem_mark", None)
        why = getattr(front.error, "problem", front.error)
        quotes = "a value with `: ` in it needs quotes around it"
        return [(2 + (mark.line if mark else 0), f"front matter is not YAML: {why}; {quotes}")]
    if front.source.strip() and not front.meta:
        form = "front matter is not `name: value`, line by line; write `description: ...`"
        return [(2, form)]
    return []


def _keys(front):
    meta, unknown = front.meta, front.meta.keys() - KEYS.keys()
    for key in unknown:
        may = ", ".join(f"{name} ({what})" for name, what in KEYS.items())
        yield front.line(key), f"front matter has {key!r}; it may have {may}"
    if "description" not in meta and not unknown:
        yield 1, _NO_DESCRIPTION
    elif not isinstance(meta.get("description", ""), str):
        yield front.line("description"), f"description is empty; write {KEYS['description']}"
    source = str(meta.get("source", "draft"))
    if source != "draft" and not BLOB.fullmatch(source):
        again = "let `make translated` write it"
        yield front.line("source"), f"source {source!r} is no version of a page; {again}"
    if meta.get("original", True) is not True:
        yield front.line("original"), "original is `true`, or is not there"
