"""The book: its languages, pages, programs and terms, each found by name.

One reading of it serves a whole command.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .language import Language, read_languages
from .page import Page
from .program import read_programs
from .terms import Terms, read_terms


@dataclass(eq=False)
class Book:
    root: Path
    languages: list[Language]  # the source first
    pages: dict  # {language code: {slug: Page}}
    programs: dict  # {name: Program}
    terms: Terms

    @classmethod
    def read(cls, root):
        """Read the project in this folder. Judges nothing: see the room `check`."""
        root = Path(root).resolve()
        languages = read_languages(root)
        pages = {language.code: _pages(root, language) for language in languages}
        terms = read_terms(root, [language.code for language in languages])
        return cls(root, languages, pages, read_programs(root), terms)

    @property
    def source(self):
        """The language that the others follow."""
        return self.languages[0]

    def language(self, code):
        return next(language for language in self.languages if language.code == code)

    @property
    def all_pages(self):
        """Every page of every language."""
        return [page for pages in self.pages.values() for page in pages.values()]

    @cached_property
    def slugs(self):
        """The slugs of all pages of any language, in the order of the nav."""
        order = {slug: number for number, slug in enumerate(self.source.order)}
        slugs = {slug for pages in self.pages.values() for slug in pages}
        return sorted(slugs, key=lambda slug: (order.get(slug, len(order)), slug))

    @cached_property
    def shown_on(self):
        """{name of a program: the pages that show it}."""
        found = {name: [] for name in self.programs}
        for page in self.all_pages:
            for name in dict.fromkeys(block.file for block in page.programs):
                found.setdefault(name, []).append(page)
        return found


def _pages(root, language):
    files = sorted(language.docs.rglob("*.md"))
    pages = [Page(root, file.relative_to(root).as_posix(), file.read_bytes()) for file in files]
    return {page.slug: page for page in pages}
