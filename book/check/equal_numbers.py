"""Whether each section says the same numbers in every language."""

import re
from itertools import zip_longest

from ..sources import Problem
from ..sources.numbers import said
from ..translate import translations

# a language may have a word for them, such as "a tenth", where another one writes digits
_WORDS = {10, 11, 12, 100, 1000}
_EQUAL = "numbers are the same in every language"


def problems(book, told):
    for translation in translations.read(book):
        if translation.served and translation.followed:
            rewritten = {change.id for change in translation.changes if not _digits_only(change)}
            ours, theirs = (
                _sections(page, told) for page in (translation.source, translation.page)
            )
            for id in ours.keys() & theirs.keys() - rewritten:
                found = _differences(translation.source, *ours[id], *theirs[id])
                yield from (Problem(translation.path, *each) for each in found)


def _digits_only(change):
    """Whether nothing but digits makes a translation stale; then it can be told what to write."""
    both = [section.prose if section else None for section in (change.before, change.after)]
    before, after = (prose and [re.sub(r"[\d.,]+", "", each) for each in prose] for prose in both)
    return before == after


def _sections(page, told):
    """{id: (its line, its numbers)} of the sections where nothing else is wrong."""
    numbers = [number for number in said(page) if not number.small]
    return {
        id: (lines.start, [number for number in numbers if number.line in lines])
        for id, lines in page.markdown.sections.items()
        if not told.between(page.path, lines.start, lines.stop - 1)
    }


def _differences(source, _, ours, line, theirs):
    """(line, message) of what one language has and the other has not, each value once."""
    (mine, yours) = ({each.value: each for each in reversed(side)} for side in (ours, theirs))
    missing = [each for value, each in reversed(mine.items()) if value not in yours]
    extra = [each for value, each in reversed(yours.items()) if value not in mine]
    for our, their in zip_longest(missing, extra):
        if our and their:
            has = f"{their.typed}, but {source.path}:{our.line} has {our.typed}"
            yield their.line, f"{has}; {_EQUAL}"
        elif our and our.value not in _WORDS:
            yield line, f"{our.typed} of {source.path}:{our.line} is missing here; {_EQUAL}"
        elif their and their.value not in _WORDS:
            mend = "delete it, or add it there first"
            yield their.line, f"{their.typed} is not in this section of {source.path}; {mend}"
