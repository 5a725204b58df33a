"""Formulas: MathML in the page, in a font that has what they need, without a script."""

import re

import check
import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont
from playwright.sync_api import expect
from test_site import PAGES, address

import formulas

FONT = check.ROOT / "theme/assets/fonts/book-math.woff2"
WITH_FORMULAS = [page for page in PAGES if page.formulas]


@pytest.mark.parametrize("chapter", WITH_FORMULAS, ids=lambda chapter: chapter.path)
def test_every_formula_of_a_page_is_mathml_for_its_reader(site, chapter):
    html = BeautifulSoup((site / address(chapter) / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert len(html.select("article math")) == len(chapter.formulas)
    assert not html.select("article .arithmatex, article mjx-container")
    assert not re.search(r"\\frac|\$\$", re.sub("`.*?`", "", html.article.get_text()))


def test_the_font_has_every_character_of_every_formula_and_knows_how_to_stretch():
    font = TTFont(FONT)
    has = set(font.getBestCmap())
    for page in WITH_FORMULAS:
        for line, latex in page.formulas:
            math = BeautifulSoup(formulas.mathml(latex, True), "html.parser").get_text()
            # an identifier of one letter is shown in the mathematical italic
            italic = {chr(0x1D44E + ord(c) - ord("a")) for c in math if "a" <= c <= "z" and c != "h"}
            missing = {c for c in set(math) | italic if ord(c) not in has and c not in "\u2061\u2062\ufe00\u0302\u00a0"}
            assert not missing, f"{page.path}:{line}: add {missing} to LETTERS or SIGNS in the Makefile and run `make font`"
    assert "MATH" in font and FONT.stat().st_size < 60_000
    assert (FONT.parent / "GUST-FONT-LICENSE.txt").exists()


def test_latex_that_is_none_is_a_problem_with_its_line():
    found = []
    formulas.find("one\n\n$\\frac{a$ and `$x` and \\$5\n\n$$\n\\nosuch\n$$\n", lambda *problem: found.append(problem))
    assert [line for line, _ in found] == [3, 5]
    assert "\\nosuch" in found[1][1] and "correct the LaTeX" in found[0][1]


def test_code_and_prices_are_no_formulas():
    assert formulas.find("`$x$` and ``a `$b$` c`` and \\$5 and $6 to $7\n", pytest.fail) == []
    assert formulas.find("$x$ and $$y\n+ z$$\n", pytest.fail) == [(1, "x"), (1, "y + z")]


def test_brackets_stretch_and_a_wide_formula_scrolls_inside_itself(page, site):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("layers/why/")
    wide = formulas.mathml("+".join(["\\left(\\frac{a}{b}\\right)"] * 30), True)
    page.evaluate("math => document.querySelector('article').insertAdjacentHTML('beforeend', math)", f'<div class="formula">{wide}</div>')
    page.evaluate("document.fonts.load('1em \"Book Math\"')")
    expect(page.locator(".formula mo").first).to_be_visible()
    assert page.evaluate("document.fonts.check('1em \"Book Math\"')")
    bracket, plus = (page.locator(".formula mo").nth(n).bounding_box()["height"] for n in (0, 2))
    assert bracket > 1.5 * plus
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.evaluate("(() => { const f = document.querySelector('.formula'); return f.scrollWidth > f.clientWidth })()")
