"""The numbers of a text by their value: 2,640 is 2640, and $10^{-7}$ is 1e-7."""

import re
from typing import NamedTuple

import yaml

from . import terms

_POWER = re.compile(
    r"(?:([\d.]+) *(?:\\times|\\cdot|×|·|\*) *)?(?<![\d.])10(?:\^|\*\*)\{?(-?\d+)\}?"
)
_COMMAND = re.compile(r"\\[A-Za-z]+")
# not a part of a name, such as float32; a minus between two things is no sign
_NUMBER = re.compile(
    r"(?:(?<![\w)\]}.-])-)?(?<![A-Za-z_\d])(?<!\d\.)"
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)*(?:e[-+]?\d+)?"
)


class Number(NamedTuple):
    line: int
    typed: str
    value: float | str  # a str if it is the number of a version, such as 3.15.1

    @property
    def small(self):
        """Whether it has a single digit."""
        return sum(map(str.isdigit, self.typed)) == 1


def find(text, line=1):
    """All numbers of a text that begins on a line."""
    text = text.replace("\N{MINUS SIGN}", "-").replace("{,}", ",")
    text = _COMMAND.sub(" ", _POWER.sub(lambda power: f"{power[1] or 1}e{power[2]}", text))
    for match in _NUMBER.finditer(text):
        yield Number(line + text.count("\n", 0, match.start()), match[0], _value(match[0]))


def _value(typed):
    plain = typed.replace(",", "")
    return float(plain) if plain.count(".") < 2 else plain


def said(page):
    """The numbers that a page says in its own words and formulas, from top to bottom."""
    markdown = page.markdown
    items = markdown.of("inline code", "formula", "inline formula")
    texts = [(item.line, markdown.text[slice(*item.span)]) for item in items]
    return sorted(number for line, text in [(1, page.prose), *texts] for number in find(text, line))


class Proof(NamedTuple):
    """What front matter says of a number: an expression, or a number with the reason for it."""

    line: int
    text: str
    reason: str | None = None


def proofs(page):
    """Those under `numbers:`, from top to bottom; `text` is empty where it is no list of them."""
    front = yaml.compose(page.front.source) if "numbers" in page.front.meta else None
    for key, node in terms.pairs(front):
        if key.value == "numbers" and isinstance(node, yaml.SequenceNode):
            yield from (proof for item in node.value for proof in _proofs(item))
        elif key.value == "numbers":
            yield Proof(terms.line(key) + 1, "")


def _proofs(item):
    line = terms.line(item) + 1  # below the line of ---
    if isinstance(item, yaml.MappingNode):
        for key, why in item.value:
            yield Proof(line, str(key.value), why.value if isinstance(why.value, str) else "")
    else:
        yield Proof(line, item.value if isinstance(item, yaml.ScalarNode) else "")
