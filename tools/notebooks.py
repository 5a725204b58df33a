"""The notebook of a page, for Jupyter and Colab: its prose and its code, with what the code printed."""

import base64
import re
from urllib.parse import urljoin

import nbformat.v4 as nbf

_TITLE = re.compile(r'(?:\?\?\?\+?|!!!) \w+ "(?P<title>[^"]*)"')
_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)(?:\{[^}]*\})?")
FAILURE = "Traceback (most recent call last):\n  ...\n"


def markdown(text, url, figure):
    """A page's Markdown as Jupyter's: no ids, no admonitions; links lead to the site, figures are inside."""

    def link(match):
        target = match["target"]
        if not match["image"]:
            return f"[{match['text']}]({_address(target, url)})"
        if "/snippets/" in target:
            return ""  # the code draws it
        svg = base64.b64encode(figure(target.rsplit("assets/", 1)[1]).encode()).decode()
        return f"![{match['text']}](data:image/svg+xml;base64,{svg})"

    lines, inside = [], False
    for line in text.splitlines():
        title = _TITLE.fullmatch(line)
        if title:
            inside, line = True, f"**{title['title']}**"
        elif inside:
            inside, line = not line or line.startswith("    "), line.removeprefix("    ")
        lines.append(re.sub(r" *\{ *#[\w-]+ *\}$", "", line))
    return re.sub(r"\n{3,}", "\n\n", _LINK.sub(link, "\n".join(lines))).strip()


def _address(target, url):
    """Where a link of a page's source leads, seen from outside of the site."""
    page, hash, anchor = target.partition("#")
    folder = urljoin(url, "../")  # the source is a file there: layers/dense.md is served as layers/dense/
    page = urljoin(folder, re.sub(r"(?:index)?\.md$", lambda m: "" if "index" in m[0] else "/", page)) if page else url
    return page + hash + anchor


def chapter(page, site, url, figure):
    """The notebook of a page: one code cell a block, outputs as recorded."""
    cells, start = [], 0
    lines = page.prose.splitlines()

    def add_prose(end):
        if text := markdown("\n".join(lines[start:end]), url, figure):
            cells.append(nbf.new_markdown_cell(text))

    for block in page.run:
        add_prose(block.line - 1)
        start = block.line
        cells.append(nbf.new_code_cell(block.text.strip("\n"), outputs=_outputs(block)))
        if any(output.output_type == "error" for output in cells[-1].outputs):
            cells[-1].metadata.tags = ["raises-exception"]
    add_prose(None)
    return _notebook(cells, site, url)


def _outputs(block):
    printed, failure, error = block.output.text.partition(FAILURE) if block.output else ("", "", "")
    outputs = [nbf.new_output("stream", name="stdout", text=printed)] if printed else []
    if failure:
        name, message = re.fullmatch(r"([\w.]+):?\s*(.*)", error.strip(), re.DOTALL).groups()
        outputs.append(nbf.new_output("error", ename=name, evalue=message, traceback=[failure + error]))
    return outputs


def _notebook(cells, site, url):
    cells[0].source = re.sub("^# .*", rf"\g<0>\n\n[{site}]({url})", cells[0].source, count=1)
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"  # the same at every build
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return nbf.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
