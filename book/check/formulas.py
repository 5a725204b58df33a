"""Whether each formula is LaTeX."""

from math_core import LatexError, LatexToMathML

from ..sources import Problem

_latex = LatexToMathML(fancy_error=False)


def problems(book, told):
    for page in book.all_pages:
        for item in page.markdown.of("formula", "inline formula"):
            try:
                _latex.convert_with_local_state(item.value, displaystyle=item.text == "$$")
            except LatexError as error:
                mend = "correct the LaTeX, or write \\$ for a dollar"
                yield Problem(page.path, item.line, f"formula ${item.value}$: {error}; {mend}")
