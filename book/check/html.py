"""HTML in Markdown: no page has any, so that nothing a contributor pastes runs at a reader's."""

import re

from ..sources import Problem

# what an attribute list may hold, besides the id of a heading
CLASSES = {".md-button", ".md-button--primary"}
_TAG = re.compile(r"<(?!https?://)/?(?P<name>[a-zA-Z!?][^\s/>]*)")
_ATTRIBUTES = re.compile(r"(?<=\{)[^{}]*?([\w:-]+)\s*=|(?<=\{)[ :]+(\.[\w-]+(?: +\.[\w-]+)*)")
_TARGET = re.compile(r" {0,3}\[[^\]]+\]:")
_NO_HTML = "no page has HTML, so write Markdown, or put a name between backticks"
_NO_COMMENT = "no page has comments; delete it"
_EVERY_BLOCK = "every block of a page runs; delete this comment, and let its program run"
_APART = "the target of a link, apart from its text; write [text](target)"


def problems(book, told):
    for page in book.all_pages:
        for first, last, message in _tags(page.markdown):
            if not told.between(page.path, first, last):
                yield Problem(page.path, first, message)
        for comment in page.markdown.of("comment"):
            if re.match(r"<!-- *pytest", comment.value):
                yield Problem(page.path, comment.line, _EVERY_BLOCK)
            elif not re.match(r"<!-- *generated: *[\w-]+ *-->", comment.value):
                yield Problem(page.path, comment.line, f"{comment.value[:30]}: {_NO_COMMENT}")
        for number, line in enumerate(page.markdown.bare, 1):
            if attribute := _attribute(line):
                message = f"attribute {attribute!r}; delete it, a page has ids and links alone"
                yield Problem(page.path, number, message)
            elif _TARGET.match(line):
                yield Problem(page.path, number, _APART)
        if sign := re.search('[<>"]', page.description):
            message = f"{sign[0]} in the description, which is HTML; write it without"
            yield Problem(page.path, page.front.line("description"), message)


def _tags(markdown):
    """(line, last line of its block, message) of the first tag of a line, unless it ends one."""
    told = set()
    # Python-Markdown reads HTML at the start of a line even where that is within code
    hidden = markdown.numbers("code", "indented", "comment")
    lines = markdown.lines
    for number, (line, bare) in enumerate(zip(lines, markdown.bare, strict=True), 1):
        start = number not in hidden and _TAG.match(line.lstrip(" "))
        tag = start or _TAG.search(bare)
        if tag and not (tag[0][1] == "/" and tag["name"] in told):
            told.add(tag["name"])
            last = next(
                (n for n, text in enumerate(lines[number:], number) if not text), len(lines)
            )
            yield number, last, f"{tag[0]}>; {_NO_HTML}"


def _attribute(line):
    for found in _ATTRIBUTES.finditer(line):
        if found[1]:
            return found[1]
        if unknown := set(found[2].split()) - CLASSES:
            return sorted(unknown)[0]
    return None
