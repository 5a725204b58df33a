"""Figures: SVG drawn by hand or by matplotlib, in the page and in the colours of its palette."""

import posixpath
from xml.etree import ElementTree

from markdown.inlinepatterns import IMAGE_LINK_RE, ImageInlineProcessor

# matplotlib's colours, and the names that theme/assets/book.css has for them;
# the rest of the look is in book/run/matplotlibrc
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


def inline(svg, alt):
    """A figure as part of a page; `alt` is its text alternative."""
    return _written(_read(svg), alt)


def plot(svg, alt):
    """As `inline`, of what matplotlib drew: without all that would reach the rest of the page."""
    figure = _read(svg)
    figure.attrib = {"class": "figure plot", "viewBox": figure.get("viewBox")}
    for element in figure.iter():
        element[:] = (child for child in element if child.tag not in ("metadata", "style"))
        if element.tag == "g":
            element.attrib.pop("id", None)
        if style := element.get("style"):
            parts = (part.strip() for part in style.split(";"))
            style = "; ".join(part for part in parts if not part.startswith("font-family:"))
            for colour, name in COLOURS.items():
                style = style.replace(colour, f"var({name})")
            element.set("style", style)
    return _written(figure, alt)


def _read(svg):
    """The <svg> element; names are written as HTML has them."""
    figure = ElementTree.fromstring(svg)
    for element in figure.iter():
        element.tag = element.tag.rpartition("}")[2]
        for name in list(element.attrib):
            # the theme takes a href that is not xlink's for one that it may change
            own = name.replace("{http://www.w3.org/1999/xlink}", "xlink:").rpartition("}")[2]
            element.set(own, element.attrib.pop(name))
    return figure


def _written(figure, alt):
    figure.attrib = {"role": "img", "aria-label": alt, **figure.attrib}
    # read aloud is the alternative text, not each label of the figure
    parts, figure[:] = list(figure), []
    ElementTree.SubElement(figure, "g", {"aria-hidden": "true"}).extend(parts)
    return ElementTree.tostring(figure, encoding="unicode")


class Images(ImageInlineProcessor):
    """Puts a figure into the page where an <img> would be.

    `uri` is the page, `find` finds a file of the site.
    """

    def __init__(self, md, uri, find):
        super().__init__(IMAGE_LINK_RE, md)
        self.folder, self.find = posixpath.dirname(uri), find

    def handleMatch(self, match, data):
        image, start, end = super().handleMatch(match, data)
        if image is None or not image.get("src").endswith(".svg"):
            return image, start, end
        uri = posixpath.normpath(posixpath.join(self.folder, image.get("src")))
        if not (file := self.find(uri)):
            return image, start, end
        draw = plot if uri.startswith("snippets/") else inline
        return self.md.htmlStash.store(draw(file.content_string, image.get("alt"))), start, end
