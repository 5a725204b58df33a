"""HTML in Markdown: no page has any, so that nothing a contributor pastes runs at a reader's."""

import re

from ..sources import Problem

_TAG = re.compile(r"</?[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"\{:?[^{}]*?\b(on\w+|style|href|src|srcdoc)\s*=", re.IGNORECASE)
_NO_HTML = "no page has HTML, so write Markdown, or put a name between backticks"
_NO_COMMENT = "no page has comments; delete it"


def problems(book, told):
    for page in book.all_pages:
        for first, last, message in _tags(page.markdown):
            if not told.between(page.path, first, last):
                yield Problem(page.path, first, message)
        for comment in page.markdown.of("comment"):
            if not re.match(r"<!-- *(?:generated: *[\w-]+ *-->|pytest)", comment.value):
                yield Problem(page.path, comment.line, f"{comment.value[:30]}: {_NO_COMMENT}")
        for number, line in enumerate(page.markdown.bare, 1):
            if attribute := _ATTRIBUTE.search(line):
                message = f"attribute {attribute[1]!r}; delete it, a page has ids and links alone"
                yield Problem(page.path, number, message)


def _tags(markdown):
    """(line, last line, message) of the first tag of each paragraph or block."""
    for token in markdown.tokens:
        parts = [token, *(token.children or ())]
        html = "".join(part.content for part in parts if part.type in ("html_block", "html_inline"))
        if tag := _TAG.search(re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)):
            lines = range(token.map[0], token.map[1])
            line = next((n for n in lines if tag[0] in markdown.lines[n]), token.map[0])
            yield line + 1, token.map[1] + 1, f"{tag[0]}>; {_NO_HTML}"
