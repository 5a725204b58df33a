"""Formulas: MathML in the page, in a font that has what they need, without a script."""

import re

from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont
from markdown import Markdown

from book.site.formulas import Formulas, mathml


def _rendered(text):
    extensions = ["pymdownx.arithmatex"]
    plain = {"generic": True, "tex_inline_wrap": ["", ""], "tex_block_wrap": ["", ""]}
    md = Markdown(extensions=extensions, extension_configs={"pymdownx.arithmatex": plain})
    md.treeprocessors.register(Formulas(md), "formulas", 6)
    return md.convert(text)


def test_every_formula_of_a_page_is_mathml_for_its_reader(with_formulas, html):
    article = html(with_formulas).article
    formulas = with_formulas.markdown.of("formula", "inline formula")
    assert len(article.select("math")) == len(formulas)
    displayed = [each for each in formulas if each.kind == "formula"]
    assert len(article.select("div.formula > math[display=block]")) == len(displayed)
    assert not article.select(".arithmatex, mjx-container")
    text = " ".join(each.get_text() for each in article.select("p, li, td"))
    assert not re.search(r"\\frac|\$\$", text)


def test_a_formula_is_mathml_where_it_stands():
    assert _rendered("$x < y$") == "<p><math><mi>x</mi><mo>&lt;</mo><mi>y</mi></math></p>"
    assert _rendered("$$\nx\n$$") == (
        '<div class="formula"><math display="block"><mi>x</mi></math></div>'
    )


def test_what_is_no_latex_is_shown_as_it_is_typed():
    assert BeautifulSoup(_rendered(r"$\nosuch$"), "html.parser").get_text() == r"\nosuch"


def test_the_font_has_every_character_of_every_formula_and_knows_how_to_stretch(
    pytestconfig, served_pages
):
    file = pytestconfig.rootpath / "theme/assets/fonts/book-math.woff2"
    font = TTFont(file)
    has = set(font.getBestCmap())
    for page in served_pages:
        for formula in page.markdown.of("formula", "inline formula"):
            math = BeautifulSoup(mathml(formula.value, True), "html.parser").get_text()
            # an identifier of one letter is shown in the mathematical italic
            latin = (letter for letter in math if "a" <= letter <= "z" and letter != "h")
            italic = {chr(0x1D44E + ord(letter) - ord("a")) for letter in latin}
            needed = (set(math) | italic) - set("\u2061\u2062\ufe00\u0302\u00a0")
            missing = {letter for letter in needed if ord(letter) not in has}
            do = "to LETTERS or SIGNS in the Makefile and run `make font`"
            assert not missing, f"{page.path}:{formula.line}: add {missing} {do}"
    assert "MATH" in font and file.stat().st_size < 60_000
    assert (file.parent / "GUST-FONT-LICENSE.txt").exists()
