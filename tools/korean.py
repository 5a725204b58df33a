"""Faults of Korean prose that can be told for certain: spelling, spacing, double passives, phrases of a translation.

hanlint finds them; its other rules judge style, and are not asked. It needs Python 3.11.
"""

import sys

import words

RULES = {"spelling", "spacing", "confusable", "doublePassive", "doubleNegative", "redundantPair", "japaneseLoan", "translationese"}


def problems(path, text):
    """`path:line: what; do this` for a page in Korean; `text` is its source, as it stands in the file."""
    if sys.version_info >= (3, 11):
        from hanlint import lintText

        for finding in lintText(words.prose(text)):
            if finding.rule in RULES:
                yield f"{path}:{finding.line}: '{finding.fragment or finding.quote}'; {finding.why} ({finding.rule})"
