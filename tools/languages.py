"""The languages of the book. Each is listed once, by its mkdocs.yml: the source at the root, the others in languages/.

    python tools/languages.py http://127.0.0.1:8000/
"""

import sys
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


def read(root):
    """All languages, the source first, the others in alphabetical order."""
    return [_read(root, file) for file in [root / "mkdocs.yml", *sorted(root.glob("languages/*/mkdocs.yml"))]]


def _read(root, file):
    with file.open(encoding="utf-8") as text:
        settings = yaml_load(text)
    docs = (file.parent / settings["docs_dir"]).resolve()
    folder = "" if file.parent == root else f"{file.parent.name}/"
    return Language(docs.name, settings["extra"]["language_name"], folder, docs, settings)


def order(language):
    """The slugs of all pages as the nav has them."""

    def leaves(entries):
        for entry in entries:
            if isinstance(entry, dict):
                yield from leaves(next(iter(entry.values())))
            else:
                yield entry.rpartition(".")[0]

    return list(leaves(language.settings.get("nav", [])))


if __name__ == "__main__":
    for language in read(Path(__file__).resolve().parent.parent):
        print(f"{language.name}: {sys.argv[1]}{language.folder}", flush=True)
