"""Figures: part of the page, with text alternatives, in the colours and the font of its palette."""

import re
from xml.etree import ElementTree

import pytest

from book.run import fresh
from book.site import figures

PLOT = """
import matplotlib.pyplot as plt
plt.plot([1.0, 2.0, 3.0], [1.0, 4.0, 9.0], label="square")
plt.text(2, 4, "a < b", bbox={"boxstyle": "round", "fc": "lightsteelblue"})
plt.grid()
plt.legend()
plt.show()
"""


@pytest.fixture(scope="module")
def drawn():
    """What matplotlib draws, as a page shows it."""
    [result] = fresh.submit((("plot.py", PLOT),)).result()
    [figure] = result.figures
    return figures.plot(figure, 'a "square"')


def test_a_page_has_its_figures_with_their_text_alternatives(shown, html):
    images = [image for image in shown.markdown.of("image") if image.target.endswith(".svg")]
    shown_figures = html(shown).select("article svg.figure")
    assert [figure["aria-label"] for figure in shown_figures] == [image.text for image in images]
    for figure in shown_figures:
        assert figure["role"] == "img" and len(figure["aria-label"]) > 20
        assert [part["aria-hidden"] for part in figure.find_all(recursive=False)] == ["true"]
        assert not re.search(r'(fill|stroke)="(?!none)|#[0-9a-f]{6}', str(figure))
    assert not html(shown).select("article img:not([alt])")


def test_a_plot_has_the_colours_and_the_font_of_the_page_and_touches_nothing_else(drawn):
    assert not re.search("<style|<metadata|font-family|<g id=|#[0-9a-f]{6}|xmlns", drawn)
    colours = set(re.findall(r"var\((--[\w-]+)\)", drawn))
    assert {"--book-plot-0", "--book-node", "--book-grid", "--md-default-fg-color"} <= colours
    xlink = ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # HTML knows it by itself
    figure = ElementTree.fromstring(drawn.replace("<svg", f"<svg{xlink}", 1))
    assert list(figure.attrib) == ["role", "aria-label", "class", "viewBox"]
    assert figure.get("aria-label") == 'a "square"' and figure.get("class") == "figure plot"
    assert {"square", "a < b"} <= {each.text for each in figure.iter("text")}


def test_every_colour_of_a_plot_is_one_of_both_palettes(pytestconfig):
    css = (pytestconfig.rootpath / "theme/assets/book.css").read_text(encoding="utf-8")
    own = [name for name in figures.COLOURS.values() if not name.startswith("--md-")]
    assert {name: css.count(f"{name}:") for name in own} == dict.fromkeys(own, 2)


def test_a_figure_drawn_by_hand_keeps_its_classes_and_markers(small):
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="figure" viewBox="0 0 9 9">'
        '<defs><marker id="arrow"/></defs><path class="edge" marker-end="url(#arrow)"/></svg>'
    )
    small.write("theme/assets/figures/one.svg", svg)
    small.only_korean()
    assert small.build()[0] == 0
    [figure] = small.page("chapter/one").select("article svg")
    assert str(figure) == (
        '<svg aria-label="그림입니다." class="figure" role="img" viewbox="0 0 9 9">'
        '<g aria-hidden="true"><defs><marker id="arrow"></marker></defs>'
        '<path class="edge" marker-end="url(#arrow)"></path></g></svg>'
    )


def test_an_image_that_is_no_figure_stays_an_image(small):
    small.write("docs/ko/one.png", b"")
    small.edit("docs/ko/index.md", "있습니다.", "있습니다. ![점](one.png)")
    small.only_korean()
    assert small.build()[0] == 0
    [image] = small.page("").select("article img")
    assert image.attrs == {"alt": "점", "src": "one.png"}


def test_the_figure_of_calls_says_what_keras_calls(pytestconfig, book):
    file = pytestconfig.rootpath / "theme/assets/figures/calls.svg"
    rows = []
    for text in ElementTree.parse(file).iter("{http://www.w3.org/2000/svg}text"):
        if "method" in text.get("class"):
            rows[-1].append(text.text)
        else:
            rows.append([])
    traced = []
    for line in book.programs["layers/dense/calls.py"].recorded.splitlines():
        if line.startswith("  "):
            traced[-1].append(line.split()[0])
        else:
            traced.append([])
    traced.remove(["call"])  # model(x), which the figure leaves out
    assert sorted(rows) == sorted(traced)
