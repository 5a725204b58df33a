"""The figures: SVG drawn by hand or by matplotlib, shown inside the page in the colours of its palette."""

import io
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
}


def drawn():
    """The figures that are open in this process, as SVG; they are closed, as a notebook does after a cell."""
    if "matplotlib.pyplot" not in sys.modules:
        return ()
    import matplotlib.pyplot as plt

    figures = []
    for number in plt.get_fignums():
        file = io.StringIO()
        plt.figure(number).savefig(file, format="svg", metadata={"Date": None, "Creator": None})
        figures.append(file.getvalue())
    plt.close("all")
    return tuple(figures)


def points(svg):
    """The coordinates of what a figure draws, in its own units, and its labels."""
    paths = " ".join(re.findall(r' (?:d|x|y|transform)="([^"]*)"', svg))
    labels = re.findall(r"<text[^>]*>([^<]*)<", svg)
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", paths)], labels


def same(one, other):
    """Whether two figures show the same data: each coordinate within half a point of a figure 460 wide."""
    (numbers, labels), (others, other_labels) = points(one), points(other)
    near = len(numbers) == len(others) and all(abs(a - b) < 0.5 for a, b in zip(numbers, others))
    return near and labels == other_labels


def recorded(program, result):
    """Whether what a run of the program drew is what is recorded beside it."""
    before = (program.figure.read_text(encoding="utf-8"),) if program.figure.exists() else ()
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
