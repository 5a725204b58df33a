"""Whether a page that shows an output in parts leaves out lines between them.

Where the last part ends is the page's choice: an output may be long.
"""

import re

from ..sources import Problem

_FIRST = re.compile(r":(\d+)")


def problems(book, told):
    for page in book.all_pages:
        for file, blocks in _shown(page).items():
            if any(told.between(page.path, each.line, each.fence.end) for each in blocks):
                continue
            parts = [_lines(block) for block in blocks]
            lost = {*range(1, max(map(max, parts)))}.difference(*parts)
            if lost:
                line = min(lost)
                block = blocks[_place(book, page, file, line, parts)]
                message = f"no block shows line {line} of snippets/{file}; show every line of it"
                yield Problem(page.path, block.line + 1, message)


def _shown(page):
    """{file: its blocks} of the outputs of a page."""
    shown = {}
    for block in page.blocks:
        if block.file.endswith(".out") and block.text:
            shown.setdefault(block.file, []).append(block)
    return shown


def _lines(block):
    """The numbers of the lines that a block shows."""
    first = _FIRST.match(block.include["part"] or "")
    first = int(first[1]) if first else 1
    return range(first, first + len(block.text.splitlines()))


def _place(book, page, file, line, parts):
    """Which block should show a line: as in another language, else the first that is below it."""
    for own in book.pages.values():
        other = own.get(page.slug, page)
        for number, block in enumerate(_shown(other).get(file, ())[: len(parts)]):
            if line in _lines(block):
                return number
    return next(number for number, part in enumerate(parts) if max(part) > line)
