"""Formulas: LaTeX in the source of a page, MathML for its reader."""

import html

from markdown.treeprocessors import Treeprocessor
from math_core import LatexError, LatexToMathML

_latex = LatexToMathML(fancy_error=False)


def mathml(latex, display=False):
    """Raises LatexError."""
    return _latex.convert_with_local_state(latex.strip(), displaystyle=display)


class Formulas(Treeprocessor):
    """Puts MathML where pymdownx.arithmatex found LaTeX; what is none stays, and is a problem."""

    def run(self, root):
        for element in root.iter():
            if element.get("class") != "arithmatex":
                continue
            display = element.tag == "div"
            try:
                math = mathml(html.unescape(element.text), display)
            except LatexError:
                continue
            if display:
                element.set("class", "formula")
            else:
                element.tag, element.attrib = "math", {}
                math = math.removeprefix("<math>").removesuffix("</math>")
            element.text = self.md.htmlStash.store(math)
