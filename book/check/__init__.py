"""What a contributor must mend. Each module asks one question of the whole book."""

from . import (
    code,
    equal_numbers,
    exercises,
    fences,
    formulas,
    front,
    headings,
    html,
    korean,
    leftovers,
    letters,
    links,
    names,
    nav,
    numbers,
    outputs,
    parity,
    particles,
    places,
    programs,
    shapes,
    signs,
    spans,
    terms,
    words,
)
from .told import Told

# What a check finds where a row above has found something follows from that, and is not told.
CHECKS = [
    [places, front],
    [fences, letters, words, korean, particles],
    [headings],
    [signs],
    [shapes],
    [formulas, code, links, terms],
    [html],
    [spans],
    [leftovers],
    [programs, exercises, nav],
    [numbers, outputs],
    [parity],
    [equal_numbers],
    [names],
]
# a wrong word breaks nothing, so nothing follows from it
WORDS = {words, korean, particles, leftovers}


def problems(book):
    """All that does not follow from something else, file by file."""
    told = Told()
    for row in CHECKS:
        found = {check: told.unexplained(check.problems(book, told)) for check in row}
        for check, new in found.items():
            told.add(new, causes=check not in WORDS)
    return sorted(told.problems)
