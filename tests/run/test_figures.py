"""What is recorded of a figure, and compared, is its data."""

import functools

import pytest

from book.run import figures, fresh

PLOT = """
import matplotlib.pyplot as plt
plt.plot([1.0, 2.0, 3.0], {ys}, label="{label}")
plt.plot([1.0, 2.0], [float("nan"), 1e-9])
plt.text(2, 4, "here", bbox={{"boxstyle": "round", "fc": "lightsteelblue"}})
plt.xlabel("eps"){style}
plt.legend()
plt.show()
"""


@functools.cache
def draw(ys="[1.0, 4.0, 9.0]", label="square", style=""):
    [result] = fresh.run((("plot.py", PLOT.format(ys=ys, label=label, style=style)),))
    [figure] = result.figures
    return figure


def test_a_figure_holds_the_data_that_was_plotted():
    (axes, square, other, text) = figures.data(draw())
    assert [axes, square, text] == [
        ["eps, ", []],
        ["square", [[1.0, 1.0], [2.0, 4.0], [3.0, 9.0]]],
        ["here", [[2, 4]]],
    ]
    assert repr(other[1]) == "[[1.0, nan], [2.0, 1e-09]]"


@pytest.mark.parametrize(
    "other",
    [
        {"ys": "[1.0, 4.0, 9.1]"},
        {"label": "cube"},
        {"ys": "[1.0, 4.0, float('nan')]"},
        {"style": "\nplt.plot([1], [1])"},
    ],
)
def test_other_data_is_another_figure(other):
    assert not figures.same(draw(), draw(**other))


@pytest.mark.parametrize(
    "other",
    [
        {"ys": "[1.0, 4.0, 9.000001]"},
        {"style": "\nplt.grid()"},
        {"style": "; plt.gca().set_position([0, 0, 1, 1])"},
    ],
)
def test_another_look_of_the_same_data_is_the_same_figure(other):
    assert figures.same(draw(), draw(**other))


PLT = "import matplotlib.pyplot as plt\n"


@pytest.mark.parametrize("end", ["plt.show()", ""])
def test_a_figure_is_drawn_by_each_show_and_by_what_is_open_at_the_end_of_a_step(end):
    one = f"{PLT}plt.plot([1.0])\nplt.show()\nplt.plot([2.0])\nplt.figure()\nplt.plot([3.0])\n{end}"
    drawn, nothing = fresh.run((("a.py", one), ("b.py", "print(plt.get_fignums())")))
    shown = [figures.data(figure)[1:] for figure in drawn.figures]
    lines = [[label, *points] for [[label, points]] in shown]
    assert lines == [["_child0", [0, y]] for y in (1, 2, 3)]
    assert nothing == fresh.Result("[]\n")


@pytest.mark.parametrize(
    "recorded, drawn, changed",
    [
        ([], [], []),
        ([], ["a"], ["one.svg"]),
        (["a"], [], ["one.svg"]),
        (["a"], ["a"], []),
        (["a"], ["b"], ["one.svg"]),
        (["a"], ["a", "b"], ["one-2.svg"]),
        (["a", "b"], ["a"], ["one-2.svg"]),
        (["a", "b"], ["a", "b"], []),
        (["a", "b"], ["b", "a"], ["one.svg", "one-2.svg"]),
        (["a", "b", "a"], ["a", "a", "a"], ["one-2.svg"]),
    ],
)
def test_a_figure_that_is_missing_new_or_another_is_named(example, recorded, drawn, changed):
    program = example.book.programs["chapter/one/one.py"]
    for number, label in enumerate(recorded, 1):
        program.figure(number).write_text(draw(label=label), encoding="utf-8")
    result = fresh.Result("", figures=tuple(draw(label=label) for label in drawn))
    assert [file.name for file in figures.changed(program, result)] == changed
