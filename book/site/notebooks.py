"""The notebook of a page, for Jupyter and Colab: its prose and code, and what the code printed."""

import base64
import json
import posixpath
from urllib.parse import urljoin, urlsplit

from . import labs
from .edits import replaced

FAILURE = "Traceback (most recent call last):\n  ...\n"


def address(file):
    """Where the notebook of a page is, below the site of its language."""
    name = file.url.strip("/").rpartition("/")[2]
    return f"{file.url}{name}.ipynb"


def links(file, folder, config):
    """HTML that leads to it: in Colab, from the branch with the published site, and at home.

    `folder` is that of the language.
    """
    words, name = config.extra["words"], address(file).rpartition("/")[2]
    links = f'<a href="{name}" download>{words["download"]}</a>'
    if config.repo_url:
        repository = urlsplit(config.repo_url).path.strip("/")
        there = f"{repository}/blob/{config.remote_branch}/{folder}{address(file)}"
        colab = f"https://colab.research.google.com/github/{there}"
        links = f'<a href="{colab}">{words["colab"]}</a>{links}'
    return f'<p class="notebook" data-search-exclude>{links}</p>'


class Notebook:
    """`file`, `files` and `config` are what MkDocs has of the page and its site."""

    def __init__(self, page, file, files, config):
        self.page, self.file, self.files, self.config = page, file, files, config

    def __str__(self):
        cells = list(self._cells())
        title, _, prose = cells[0]["source"].partition("\n")
        link = f"[{self.config.site_name}]({self._address(self.file)})"
        cells[0]["source"] = f"{title}\n\n{link}\n{prose}".rstrip()
        for number, cell in enumerate(cells):
            cell["id"] = f"cell-{number}"  # the same at every build
            cell["source"] = cell["source"].splitlines(keepends=True)
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
        notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
        return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"

    def _cells(self):
        lines, start, run = self._prose(), 0, labs.cells(self.page)
        for block in self.page.programs:
            yield from _prose_cells(lines[start : block.line - 1])
            yield _code_cell(block) if block in run else _markdown(f"```python\n{block.text}```")
            start = (block.output or block).fence.end
        yield from _prose_cells(lines[start:])

    def _prose(self):
        """The lines of the page as Jupyter's Markdown: without ids and boxes."""
        markdown = self.page.markdown
        edits = [(item.span, self._linked(item)) for item in markdown.of("link")]
        edits += [(item.span, self._pictured(item)) for item in markdown.of("image")]
        lines = replaced(markdown.text, edits).split("\n")
        for heading in markdown.headings:
            line = lines[heading.line - 1]
            lines[heading.line - 1] = line.rpartition(" {")[0] if heading.id else line
        for box in reversed(markdown.of("admonition")):  # what is inside first
            indent, _, _ = lines[box.line - 1].partition(box.value)
            lines[box.line - 1] = f"{indent}**{box.text}**"
            for number in range(box.line, box.end):
                lines[number] = lines[number].removeprefix("    ")
        return lines

    def _linked(self, link):
        """A link as it is typed, but to the site."""
        typed = self.page.markdown.text[slice(*link.span)]
        path, hash, anchor = link.target.partition("#")
        file = self._file(path) if path else self.file
        target = f"{self._address(file)}{hash}{anchor}" if file else link.target
        return typed.replace(f"]({link.target}", f"]({target}")

    def _pictured(self, image):
        """A figure with its style inside; what matplotlib draws, the code draws."""
        file = self._file(image.target)
        if not file or file.src_uri.startswith("snippets/"):
            return ""
        style = self.files.get_file_from_path("assets/figures.css").content_string
        tag, _, figure = file.content_string.partition(">")
        svg = f'{tag} style="background: #fff"><style>{style}</style>{figure}'
        data = base64.b64encode(svg.encode()).decode()
        return f"![{image.text}](data:image/svg+xml;base64,{data})"

    def _file(self, target):
        """The file of the site that a link of the page leads to, if it is one."""
        folder = posixpath.dirname(self.file.src_uri)
        return self.files.get_file_from_path(posixpath.normpath(posixpath.join(folder, target)))

    def _address(self, file):
        return urljoin(self.config.site_url, file.url)


def _prose_cells(lines):
    """A cell, if there is any prose, without doubled empty lines."""
    paragraphs = "\n".join(lines).split("\n\n")
    text = "\n\n".join(each.strip("\n") for each in paragraphs if each.strip())
    return [_markdown(text)] if text else []


def _markdown(text):
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def _code_cell(block):
    outputs = list(_outputs(block.output.text)) if block.output else []
    fails = any(output["output_type"] == "error" for output in outputs)
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {"tags": ["raises-exception"]} if fails else {},
        "outputs": outputs,
        "source": block.text.strip("\n"),
    }


def _outputs(text):
    printed, failure, error = text.partition(FAILURE)
    if printed:
        yield {"output_type": "stream", "name": "stdout", "text": printed}
    if failure:
        name, _, message = error.strip().partition(":")
        said = {"ename": name, "evalue": message.strip(), "traceback": [failure + error]}
        yield {"output_type": "error", **said}
