"""The formulas of a page: LaTeX in its source, MathML for its reader."""

import html
import re

from math_core import LatexError, LatexToMathML

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
FORMULA = re.compile(r"(?<![\\$])(?:\$\$(?P<display>[^$]+)\$\$|\$(?!\s)(?P<inline>[^$\n]+?)(?<!\s)\$(?![0-9$]))")
# what pymdownx.arithmatex makes of it, with `generic: true`
_RENDERED = re.compile(r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<latex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL)
_latex = LatexToMathML(fancy_error=False)


def find(prose, problem):
    """The formulas of a page as (line, LaTeX); calls problem(line, message) for what is not LaTeX.

    `prose` is the page's text with every other line (code, front matter) empty.
    """
    prose = _CODE.sub(lambda code: " " * len(code[0]), prose)
    formulas = []
    for match in FORMULA.finditer(prose):
        line = prose.count("\n", 0, match.start()) + 1
        latex = " ".join((match["display"] or match["inline"]).split())
        formulas.append((line, latex))
        try:
            mathml(latex, bool(match["display"]))
        except LatexError as error:
            problem(line, f"formula ${latex}$: {error}; correct the LaTeX, or write \\$ for a dollar")
    return formulas


def mathml(latex, display):
    return _latex.convert_with_local_state(latex, displaystyle=display)


def render(content):
    """The HTML of a page with its formulas as MathML. Raises LatexError."""

    def to_mathml(match):
        display = match["tag"] == "div"
        math = mathml(html.unescape(match["latex"]).strip(), display)
        return f'<div class="formula">{math}</div>' if display else math

    return _RENDERED.sub(to_mathml, content)
