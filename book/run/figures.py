"""The figures that a program draws with matplotlib, recorded as SVG and compared by their data."""

import io
import json
import math
import sys

from ..sources.figure import data

_shown = []  # SVG


def show(*args, **kwargs):
    """plt.show() of a run: keeps the open figures and closes them, as a reader does the windows."""
    import matplotlib.pyplot as plt

    for number in plt.get_fignums():
        file, figure = io.StringIO(), plt.figure(number)
        meta = {"Date": None, "Creator": None, "Description": json.dumps(_data(figure))}
        figure.savefig(file, format="svg", metadata=meta)
        _shown.append(file.getvalue())
    plt.close("all")


def drawn():
    """The figures that were drawn since the last call, shown or not, as SVG."""
    if "matplotlib.pyplot" in sys.modules:
        show()
    figures, _shown[:] = tuple(_shown), []
    return figures


def _data(figure):
    """[label, points] pairs of what is shown; how it looks depends on matplotlib's version."""
    shown = []
    for axes in figure.axes:
        shown.append([f"{axes.get_xlabel()}, {axes.get_ylabel()}", []])
        shown += [[line.get_label(), line.get_xydata().tolist()] for line in axes.lines]
        shown += [[text.get_text(), [list(text.get_position())]] for text in axes.texts]
    return shown


def same(one, other):
    """Whether two figures show the same data, to one part in a thousand."""
    (labels, ours), (others, theirs) = _parts(one), _parts(other)
    return labels == others and all(
        math.isclose(a, b, rel_tol=1e-3) or (a != a and b != b)
        for a, b in zip(ours, theirs, strict=True)
    )


def _parts(svg):
    """What must be equal in two figures, and the numbers that need only be close."""
    shown = data(svg)
    numbers = [number for _, points in shown for point in points for number in point]
    return [(label, len(points)) for label, points in shown], numbers


def changed(program, result):
    """The files beside a program that do not show what this run of it drew."""
    count = max(len(program.figures), len(result.figures))
    files = [program.figure(number + 1) for number in range(count)]
    now = [*result.figures, *[None] * count]
    return [
        file
        for file, svg in zip(files, now, strict=False)
        if svg is None or not file.exists() or not same(file.read_text(encoding="utf-8"), svg)
    ]
