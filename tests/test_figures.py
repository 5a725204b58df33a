"""Figures: what is recorded is the data, and a page shows it in the colours of its palette."""

import re
from types import SimpleNamespace

import check
import figures
import fresh
import pytest

PLOT = """
import matplotlib.pyplot as plt
plt.plot([1.0, 2.0, 3.0], {ys}, label="{label}")
plt.plot([1.0, 2.0], [float("nan"), 1e-9])
plt.text(2, 4, "here", bbox={{"boxstyle": "round", "fc": "lightsteelblue"}})
plt.xlabel("eps"){style}
plt.legend()
plt.show()
"""


def draw(ys="[1.0, 4.0, 9.0]", label="square", style=""):
    [result] = fresh.submit((("plot.py", PLOT.format(ys=ys, label=label, style=style)),)).result()
    [figure] = result.figures
    return figure


def test_a_figure_holds_the_data_that_was_plotted():
    data = dict((label, points) for label, points in figures.data(draw()))
    assert data["square"] == [[1.0, 1.0], [2.0, 4.0], [3.0, 9.0]]
    assert data["here"] == [[2, 4]] and data["eps, "] == []


@pytest.mark.parametrize("other", [{"ys": "[1.0, 4.0, 9.1]"}, {"label": "cube"}, {"ys": "[1.0, 4.0, float('nan')]"}, {"style": "\nplt.plot([1], [1])"}])
def test_other_data_is_another_figure(other):
    assert not figures.same(draw(), draw(**other))


@pytest.mark.parametrize("other", [{"ys": "[1.0, 4.0, 9.000001]"}, {"style": "\nplt.grid()"}, {"style": "; plt.gca().set_position([0, 0, 1, 1])"}])
def test_another_look_of_the_same_data_is_the_same_figure(other):
    assert figures.same(draw(), draw(**other))


def test_a_figure_that_is_missing_or_new_is_not_what_is_recorded(tmp_path):
    program = SimpleNamespace(figure=tmp_path / "one.svg")
    drew, drew_nothing = fresh.Result("", figures=(draw(),)), fresh.Result("")
    assert figures.recorded(program, drew_nothing) and not figures.recorded(program, drew)
    program.figure.write_text(draw(), encoding="utf-8")
    assert figures.recorded(program, drew) and not figures.recorded(program, drew_nothing)


def test_in_a_page_it_has_the_colours_and_the_font_of_the_page_and_touches_nothing_else():
    figure = figures.plot(draw(style="\nplt.grid()"), "what it shows")
    assert not re.search("<style|<metadata|font-family|<g id=|#[0-9a-f]{6};", figure)
    assert {"--book-plot-0", "--book-plot-1", "--book-node", "--book-grid"} <= set(re.findall(r"var\((--[\w-]+)\)", figure))
    css = (check.ROOT / "theme/assets/book.css").read_text(encoding="utf-8")
    for name in figures.COLOURS.values():
        assert name.startswith("--md-") or css.count(f"{name}:") == 2, name  # light and dark
    assert figure.startswith('<svg role="img" aria-label="what it shows" class="figure plot"')
