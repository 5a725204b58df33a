"""The languages of the book, each listed once, by its mkdocs.yml.

The source is at the root, the others are in languages/.
"""

from dataclasses import dataclass
from pathlib import Path

from mkdocs.utils.yaml import yaml_load


@dataclass(frozen=True, eq=False)
class Language:
    code: str  # ko: the name of its folder in docs/, and what the lang attribute of its pages says
    name: str  # 한국어
    folder: str  # of its site: empty for the source, else such as en/
    docs: Path
    settings: dict  # all that mkdocs.yml says, with what it inherits

    def address(self, slug):
        """Where a page is on the site, such as en/layers/dense/."""
        return self.folder + ("" if slug == "index" else f"{slug.removesuffix('/index')}/")

    @property
    def order(self):
        """The slugs of all pages as the nav has them."""
        return [leaf.rpartition(".")[0] for leaf in _leaves(self.settings.get("nav", []))]


def read_languages(root):
    """All languages, the source first, the others in alphabetical order."""
    files = [root / "mkdocs.yml", *sorted(root.glob("languages/*/mkdocs.yml"))]
    return [_read(root, file) for file in files]


def _read(root, file):
    with file.open(encoding="utf-8") as text:
        settings = yaml_load(text)
    docs = (file.parent / settings["docs_dir"]).resolve()
    folder = "" if file.parent == root else f"{file.parent.name}/"
    return Language(docs.name, settings["extra"]["language_name"], folder, docs, settings)


def _leaves(entries):
    for entry in entries:
        if isinstance(entry, dict):
            yield from _leaves(next(iter(entry.values())))
        else:
            yield entry
