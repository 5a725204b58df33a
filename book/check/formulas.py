"""Whether each formula is LaTeX, and is meant to be one."""

import re

from math_core import LatexError, LatexToMathML

from ..sources import Problem

_DOLLAR = "write \\$ for a dollar"
_latex = LatexToMathML(fancy_error=False)


def problems(book, told):
    for page in book.all_pages:
        for item in page.markdown.of("formula", "inline formula"):
            if message := _misread(item):
                yield Problem(page.path, item.line, message)
                continue
            try:
                _latex.convert_with_local_state(item.value, displaystyle=item.text == "$$")
            except LatexError as error:
                message = f"formula ${item.value}$: {error}; correct the LaTeX, or {_DOLLAR}"
                yield Problem(page.path, item.line, message)


def _misread(item):
    """What is wrong with a formula that was to be text, or that has text in it."""
    if re.match(r"\d[\d,.]*(?:\s+[^\W\d_]{2,}|\s*[-–~/(),;:]+$)", item.value):
        return f"${item.value}$ is read as a formula; {_DOLLAR}"
    words = re.search("[가-힣ぁ-ヿ一-鿿]+", re.sub(r"\\text\{[^{}]*\}", "", item.value))
    return words and f"{words[0]!r} in a formula; write \\text{{{words[0]}}}"
