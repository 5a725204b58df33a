"""The figures: SVG drawn by hand or by matplotlib, shown inside the page in the colours of its palette."""

import html
import io
import json
import math
import re
import sys

# matplotlib's colours, and the names that theme/assets/book.css has for them; the rest of the look is in matplotlibrc
COLOURS = {
    "#000000": "--md-default-fg-color",
    "#b0b0b0": "--book-grid",
    "#b0c4de": "--book-node",
    "#1f77b4": "--book-plot-0",
    "#ff7f0e": "--book-plot-1",
    "#2ca02c": "--book-plot-2",
    "#d62728": "--book-plot-3",
    "#9467bd": "--book-plot-4",
}


_shown = []  # SVG


def show(*args, **kwargs):
    """plt.show() of a run: the open figures are kept as SVG and closed, as a reader closes their windows."""
    import matplotlib.pyplot as plt

    for number in plt.get_fignums():
        file = io.StringIO()
        data = json.dumps(_data(plt.figure(number)))
        plt.figure(number).savefig(file, format="svg", metadata={"Date": None, "Creator": None, "Description": data})
        _shown.append(file.getvalue())
    plt.close("all")


def drawn():
    """The figures that were drawn since the last call, shown or not, as SVG."""
    if "matplotlib.pyplot" in sys.modules:
        show()
    figures, _shown[:] = tuple(_shown), []
    return figures


def _data(figure):
    """What a figure shows, as [label, points] pairs; how it looks depends on matplotlib's version."""
    shown = []
    for axes in figure.axes:
        shown.append([f"{axes.get_xlabel()}, {axes.get_ylabel()}", []])
        shown += [[line.get_label(), line.get_xydata().tolist()] for line in axes.lines]
        shown += [[text.get_text(), [list(text.get_position())]] for text in axes.texts]
    return shown


def data(svg):
    """The [label, points] pairs that `drawn` wrote into a figure."""
    description = re.search(r"<dc:description>(.*?)</dc:description>", svg, re.DOTALL)
    return json.loads(html.unescape(description[1])) if description else []


def same(one, other):
    """Whether two figures show the same data, to one part in a thousand."""
    ours, theirs = data(one), data(other)
    if [(label, len(points)) for label, points in ours] != [(label, len(points)) for label, points in theirs]:
        return False
    pairs = [(a, b) for (_, us), (_, them) in zip(ours, theirs) for ab in zip(us, them) for a, b in zip(*ab)]
    return all(math.isclose(a, b, rel_tol=1e-3) or (a != a and b != b) for a, b in pairs)


def recorded(program, result):
    """Whether what a run of the program drew is what is recorded beside it."""
    before = [file.read_text(encoding="utf-8") for file in program.figures]
    return len(before) == len(result.figures) and all(map(same, before, result.figures))


def inline(svg, alt):
    """The figure as part of a page; `alt` is its text alternative, as HTML."""
    svg = svg[svg.index("<svg") :].replace("<svg", f'<svg role="img" aria-label="{alt}"', 1)
    # read aloud is the alternative text, not each label of the figure
    return re.sub(r"(<svg[^>]*>)(.*)(</svg>)", r'\1<g aria-hidden="true">\2</g>\3', svg, flags=re.DOTALL)


def plot(svg, alt):
    """As `inline`, for what matplotlib drew: in the page's colours and font, without what would reach the rest of the page."""
    svg = re.sub(r"<(metadata|style)\b.*?</\1>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)
    svg = re.sub(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>', r'<svg class="figure plot" viewBox="\1">', svg, count=1, flags=re.IGNORECASE)
    svg = re.sub(r"font-family: [^;\"]*;?", "", svg)
    svg = re.sub("|".join(COLOURS), lambda colour: f"var({COLOURS[colour[0]]})", svg)
    return inline(svg, alt)
