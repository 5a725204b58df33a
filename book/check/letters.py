"""Letters that look like others, or like nothing: on no line of a page, code or prose."""

import re
import unicodedata

from ..sources import Problem

_SPACES = "\u200b\u2060\ufeff\u00ad\u00a0\u202f\u3164\u115f\u1160\uffa0\u2028\u2029"
_HIDDEN = re.compile(f"[{_SPACES}\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]")


def problems(book, told):
    for page in book.all_pages:
        if _HIDDEN.search(page.text) or not unicodedata.is_normalized("NFC", page.text):
            for number, line in enumerate(page.text.split("\n"), 1):
                if message := _problem(line):
                    yield Problem(page.path, number, message)


def _problem(line):
    if hidden := _HIDDEN.search(line):
        name = unicodedata.name(hidden[0], f"U+{ord(hidden[0]):04X}")
        before = line[: hidden.start()].split()
        where = f"after {before[-1]!r}" if before else "at the start of the line"
        return f"an invisible character ({name}) {where}; delete it, or write a plain space"
    if not unicodedata.is_normalized("NFC", line):
        return (
            "letters in pieces (Unicode NFD), which no search finds; save the text in Unicode NFC"
        )
    return None
