"""Figures: what is recorded is the data, and a page shows it in the colours of its palette."""

import re

import check
import figures
import fresh
import outputs
import pytest
from programs import Program
from test_mistakes import Book

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
    [figure] = run(PLOT.format(ys=ys, label=label, style=style)).figures
    return figure


def run(code):
    [result] = fresh.submit((("plot.py", code),)).result()
    return result


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


@pytest.mark.parametrize("end", ["plt.show()", ""])
def test_a_figure_is_drawn_by_each_show_and_by_what_is_still_open_at_the_end(end):
    shown = run("import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()\nplt.plot([2])\n" + end).figures
    assert [[points for _, points in figures.data(figure) if points] for figure in shown] == [[[[0, 1]]], [[[0, 2]]]]


def test_a_figure_that_is_missing_or_new_or_in_another_place_is_not_what_is_recorded(tmp_path):
    (tmp_path / "snippets").mkdir()
    program, one, two = Program(tmp_path, "one.py"), draw(), draw(label="cube")

    def recorded(*drawn):
        return figures.recorded(program, fresh.Result("", figures=drawn))

    assert recorded() and not recorded(one)
    program.figure(1).write_text(one, encoding="utf-8")
    assert recorded(one) and not recorded() and not recorded(one, two)
    program.figure(2).write_text(two, encoding="utf-8")
    assert recorded(one, two) and not recorded(two, one) and not recorded(one)
    assert [file.name for file in program.figures] == ["one.svg", "one-2.svg"]


def test_figures_are_recorded_one_file_each_and_those_that_are_drawn_no_more_are_deleted(tmp_path, capsys):
    book = Book(tmp_path)
    plot, folder = "\nimport matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()", tmp_path / "snippets/chapter"
    for count, names in [(3, ["one-2.svg", "one-3.svg", "one.svg"]), (1, ["one.svg"]), (0, [])]:
        book.write("snippets/chapter/one.py", f"print(1){count * plot}\n")
        outputs.main(tmp_path)
        assert sorted(file.name for file in folder.glob("*.svg")) == names
        assert "snippets/chapter/one.py draws other figures; look at docs/en/chapter/one.md" in capsys.readouterr().out


def test_a_figure_that_no_program_draws_is_a_problem(tmp_path):
    book = Book(tmp_path)
    for name in ("one", "one-3", "two"):
        book.write(f"snippets/chapter/{name}.svg", draw())
    assert book.answers() == [f"snippets/chapter/{name}.svg:1: no program {name}.py makes this; delete it" for name in ("one-3", "two")]


def test_in_a_page_it_has_the_colours_and_the_font_of_the_page_and_touches_nothing_else():
    figure = figures.plot(draw(style="\nplt.grid()"), "what it shows")
    assert not re.search("<style|<metadata|font-family|<g id=|#[0-9a-f]{6};", figure)
    assert {"--book-plot-0", "--book-plot-1", "--book-node", "--book-grid"} <= set(re.findall(r"var\((--[\w-]+)\)", figure))
    css = (check.ROOT / "theme/assets/book.css").read_text(encoding="utf-8")
    for name in figures.COLOURS.values():
        assert name.startswith("--md-") or css.count(f"{name}:") == 2, name  # light and dark
    assert figure.startswith('<svg role="img" aria-label="what it shows" class="figure plot"')
