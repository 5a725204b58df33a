"""Faults of Korean prose that can be told for certain: of spelling, spacing, translation.

hanlint finds them; its other rules judge style, and are not asked. It needs Python 3.11.
"""

import sys
from functools import cache

from ..sources import Problem

RULES = set(
    "spelling spacing confusable doublePassive doubleNegative redundantPair "
    "japaneseLoan translationese".split()
)


def problems(book, told):
    if sys.version_info >= (3, 11):
        for page in book.pages.get("ko", {}).values():
            yield from (Problem(page.path, *each) for each in _faults(page.prose))


@cache  # while the site is served, most pages are as they were
def _faults(prose):
    """(line, message) of each fault."""
    from hanlint import Config, lintText, ruleNames  # only who reads Korean waits for it

    found = []
    for each in lintText(prose, Config(disable=tuple(set(ruleNames()) - RULES))):
        said = " ".join((each.fragment or each.quote).split())
        found.append((each.line, f"'{said}'; {each.why} ({each.rule})"))
    return found
