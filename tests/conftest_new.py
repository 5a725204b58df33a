"""Fixtures for the tests of every room; those of the built site and its browser are in tests/site/conftest.py."""

import shutil
from pathlib import Path

import pytest

from book import check
from book.sources import Book
from book.translate.versions import blob

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = Path(__file__).parent / "example"


class Example:
    """A copy of tests/example, the small right book that every test of a mistake begins with."""

    def __init__(self, root):
        self.root = root
        shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)

    def read(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, path, old, new):
        """Replace the first `old`, which must be there."""
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def page(self, old, new, slug="chapter/one"):
        """Make the same mistake in both languages."""
        for language in ("ko", "en"):
            self.edit(f"docs/{language}/{slug}.md", old, new)

    def follow(self, slug="chapter/one"):
        """Let the English page name the Korean one of now."""
        id = blob((self.root / f"docs/ko/{slug}.md").read_bytes())
        path = f"docs/en/{slug}.md"
        line = next(line for line in self.read(path).splitlines() if line.startswith("source:"))
        self.edit(path, line, f"source: {id}")

    @property
    def book(self):
        return Book.read(self.root)

    def problems(self):
        """What `make check` answers, line by line."""
        return [str(problem) for problem in check.problems(self.book)]


@pytest.fixture
def example(tmp_path):
    return Example(tmp_path)
