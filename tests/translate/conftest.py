"""Fixtures: the example in a repository of its own, and a copy of the real book."""

import shutil
import subprocess
from pathlib import Path

import pytest

from book.commands import status, translated
from book.sources import Book
from book.translate.versions import blob

ROOT = Path(__file__).resolve().parent.parent.parent
IDENTITY = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]


def _git(folder, *arguments):
    command = ["git", *IDENTITY, *arguments]
    run = subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return run.stdout.strip()


@pytest.fixture(scope="session")
def git():
    """Run git in a folder: git(folder, "init")."""
    return _git


class Repository:
    """The example, known to git and not committed yet."""

    def __init__(self, example):
        self.example = example
        self.git("init", "--quiet", "--template=")
        self.git("add", "--all")

    def __getattr__(self, name):
        return getattr(self.example, name)

    def git(self, *arguments):
        return _git(self.root, *arguments)

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")[:7]

    def translation(self, slug="chapter/one"):
        [found] = status.select(self.book, slug)
        return found

    def told(self, slug="chapter/one"):
        """What `make status PAGE=...` prints, line by line."""
        return [line for each in status.select(self.book, slug) for line in status.details(each)]

    def translated(self, slug="chapter/one", language="en"):
        translated.main(self.root, slug, language)


@pytest.fixture
def repository(example):
    return Repository(example)


@pytest.fixture(scope="session")
def real(tmp_path_factory):
    """The pages of this book as they are, in a repository of their own."""
    root = tmp_path_factory.mktemp("real")
    for name in ("docs", "languages", "mkdocs.yml", "glossary.yml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    for page in Book.read(root).all_pages:  # they follow versions that this repository has not
        source = root / "docs/ko" / f"{page.slug}.md"
        named = str(page.front.meta.get("source", ""))
        text = page.text.replace(named, blob(source.read_bytes()), 1) if named else page.text
        (root / page.path).write_text(text, encoding="utf-8")
    _git(root, "init", "--quiet")
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message", "Begin")
    return Book.read(root)
