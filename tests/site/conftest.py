"""Fixtures: the pages of the built site, and a site around the small right book."""

import functools
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from book.sources import Book
from book.translate import translations

ROOT = Path(__file__).resolve().parent.parent.parent
BOOK = Book.read(ROOT)
TRANSLATIONS = translations.read(BOOK)
# pages that a reader sees in their own language
SERVED = [
    page
    for page in BOOK.all_pages
    if page not in [each.page for each in TRANSLATIONS if not each.served]
]
LABS = [page for page in SERVED if page.slug.startswith("labs/")]
# what a test may ask for, to run once for each; a stale page shows what its source was
EVERY = {
    "shown": SERVED,
    "lab": LABS,
    "exported": [page for page in SERVED if page.programs and page.slug != "index"],
    "with_formulas": [page for page in SERVED if page.markdown.of("formula", "inline formula")],
    "translation": [each for each in TRANSLATIONS if each.state == "current"],
}


def pytest_generate_tests(metafunc):
    for name in EVERY.keys() & set(metafunc.fixturenames):
        metafunc.parametrize(name, EVERY[name], ids=lambda each: each.path)


@pytest.fixture(scope="session")
def book():
    return BOOK


@pytest.fixture(scope="session")
def served_pages():
    return SERVED


@pytest.fixture(scope="session")
def address():
    """Where a page is on the site, such as en/layers/dense/."""
    return lambda page: BOOK.language(page.language).address(page.slug)


@functools.cache
def _parsed(file):
    # the spans that colour the code are nine nodes of ten
    text = re.sub(r"</?span\b[^>]*>", "", file.read_text(encoding="utf-8"))
    return BeautifulSoup(text, "html.parser")


@pytest.fixture(scope="session")
def parsed():
    """The HTML of a file, without spans."""
    return _parsed


@pytest.fixture(scope="session")
def html(site, address):
    """The HTML of a page of the built site, without spans."""
    return lambda page: _parsed(site / address(page) / "index.html")


class Small:
    """A site around the small right book, which a test may edit; nothing of it needs TensorFlow."""

    def __init__(self, example):
        self.example = example
        for folder in ("theme", "languages"):
            shutil.copytree(ROOT / folder, self.root / folder, dirs_exist_ok=True)
        shutil.copy(ROOT / "constraints.txt", self.root)
        settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        nav = "nav: [index.md, chapter/one.md]\n\n"
        self.write("mkdocs.yml", re.sub(r"^nav:\n(?:.+\n)+\n", nav, settings, flags=re.MULTILINE))

    def __getattr__(self, name):
        return getattr(self.example, name)

    def add(self, slug, text):
        """Add a page to both languages and to the nav."""
        for language in ("ko", "en"):
            self.write(f"docs/{language}/{slug}.md", text)
        self.edit("mkdocs.yml", "chapter/one.md]", f"chapter/one.md, {slug}.md]")

    def only_korean(self):
        """Half of the work, where the other language adds nothing."""
        for folder in ("languages", "docs/en"):
            shutil.rmtree(self.root / folder)

    def build(self, **environment):
        """Build it: (exit code, what is said)."""
        environment = {"LABS": "false", "CHECK": "false", "REPO_URL": "", **environment}
        environment |= {"SITE_URL": "https://host/", "NO_MKDOCS_2_WARNING": "1"}
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        done = subprocess.run(
            command,
            cwd=self.root,
            env={**os.environ, **environment},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        return done.returncode, done.stdout

    def page(self, address):
        """The HTML of a page, as it was built last."""
        file = self.root / "site" / address / "index.html"
        return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="session")
def new_site(new_example):
    """Makes a small site for several tests."""
    return lambda: Small(new_example())


@pytest.fixture
def small(new_site):
    return new_site()
