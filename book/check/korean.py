"""Faults of Korean prose that can be told for certain: of spelling, spacing, translation.

hanlint finds them; its other rules judge style, and are not asked. It needs Python 3.11.
"""

import sys

from ..sources import Problem

RULES = set(
    "spelling spacing confusable doublePassive doubleNegative redundantPair "
    "japaneseLoan translationese".split()
)


def problems(book, told):
    if sys.version_info < (3, 11) or not book.pages.get("ko"):
        return
    from hanlint import Config, lintText, ruleNames  # only who reads Korean waits for it

    config = Config(disable=tuple(set(ruleNames()) - RULES))
    for page in book.pages["ko"].values():
        for each in lintText(page.prose, config):
            said = " ".join((each.fragment or each.quote).split())
            message = f"'{said}'; {each.why} ({each.rule})"
            yield Problem(page.path, each.line, message)
