"""MkDocs hooks: the notebook that every page with code offers."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import notebooks

ROOT = Path(__file__).resolve().parent.parent


def on_page_content(content, page, config, files):
    page.notebook = None
    if page.is_homepage or page.chapter.problems or not page.chapter.run:
        return content
    page.notebook = notebooks.chapter(page.chapter, config.site_name, page.canonical_url, _figure)
    return content.replace("</h1>", "</h1>" + _links(page, config), 1)


def _links(page, config):
    """Where to run the page: in Colab, from the branch that holds the published site, or at home."""
    links = [(_file(page), "download")]
    if config.repo_url:
        repository = urlsplit(config.repo_url).path.strip("/")
        folder = page.abs_url.removeprefix(urlsplit(config.extra["root_url"]).path)
        address = f"https://colab.research.google.com/github/{repository}/blob/{config.remote_branch}/{folder}{_file(page)}"
        links.insert(0, (address, "colab"))
    links = "".join(
        f'<a href="{address}"{" download" if word == "download" else ""}>{config.extra["words"][word]}</a>' for address, word in links
    )
    return f'<p class="notebook" data-search-exclude>{links}</p>'


def _file(page):
    return page.url.rstrip("/").rsplit("/", 1)[-1] + ".ipynb"


def _figure(name):
    """A figure of theme/assets with its style, as an image outside of the site needs it."""
    style = (ROOT / "theme/assets/figures.css").read_text(encoding="utf-8")
    figure = (ROOT / "theme/assets" / name).read_text(encoding="utf-8")
    return re.sub("<svg([^>]*)>", rf'<svg\1 style="background: #fff"><style>{style}</style>', figure, count=1)


def on_post_page(output, page, config):
    if page.notebook:
        file = Path(page.file.abs_dest_path).with_name(_file(page))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(nbformat.writes(page.notebook), encoding="utf-8")
