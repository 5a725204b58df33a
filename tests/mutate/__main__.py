"""Plant lies in copies of pages and programs, and count those that are caught.

    make mutate                               20 lies of each kind
    make mutate COUNT=100 KIND='another id'   100 wrong ids

A lie is caught if `make check` tells a problem, or if the test of the program is red. The
lies that stay unseen are printed, each with its file, its line and what was written.
"""

import argparse
import dataclasses
import os
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import lies

from book import check
from book.run import fresh
from book.sources import Book, Page

BOOK = Book.read(Path.cwd())


def with_pages(texts):
    """The book with other texts in place of its pages, {path: text}."""
    pages = {language: dict(own) for language, own in BOOK.pages.items()}
    for path, text in texts.items():
        page = Page(BOOK.root, path, text.encode())
        pages[page.language][page.slug] = page
    return dataclasses.replace(BOOK, pages=pages)


def told(lie):
    """Whether `make check` has a problem with pages that hold a lie."""
    return bool(check.problems(with_pages(lie.texts)))


def red(lie):
    """Whether the test of a program is red that holds a lie, or whose output does."""
    program = BOOK.programs[lie.program]
    steps = ((program.path.name, lie.texts.get(program.where, program.code)),)
    expected = lie.texts.get(program.where.replace(".py", ".out"), program.recorded)
    try:
        [result] = fresh.run(steps)
    except fresh.RunError:
        return True
    return result.text != expected or disproved(lie)


def disproved(lie):
    """Whether the tests of facts about the page of a program are red."""
    chapter, page, _ = lie.program.split("/")
    test = Path(f"tests/facts/{chapter}/test_{page}.py")
    if not test.exists():
        return False
    with tempfile.TemporaryDirectory() as folder:
        for part in ("snippets", "tests", "docs", "languages"):
            shutil.copytree(part, Path(folder, part))
        for file in ("pyproject.toml", "mkdocs.yml", "glossary.yml"):
            shutil.copy(file, folder)
        for path, text in lie.texts.items():
            Path(folder, path).write_text(text, encoding="utf-8")
        pytest = [sys.executable, "-m", "pytest", "-q", "-x", test]
        return subprocess.run(pytest, cwd=folder, capture_output=True).returncode == 1


def caught(lie):
    return red(lie) if lie.program else told(lie)


def plant(kind, count, seed):
    """Up to `count` different lies of a kind."""
    chance, found = random.Random(f"{kind} {seed}"), {}
    for _ in range(count * 20):
        lie = lies.KINDS[kind](BOOK, chance)
        if lie and len(found) < count:
            found.setdefault(str(lie), lie)
    return list(found.values())


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kind", choices=sorted(lies.KINDS), action="append")
    parser.add_argument("--count", type=int, default=20, help="lies of each kind")
    parser.add_argument("--seed", type=int, default=42)
    return parser.parse_args()


def main():
    asked, missed = arguments(), False
    if problems := check.problems(BOOK):
        sys.exit(f"{problems[0]}\n`make check` must find nothing before lies are planted.")
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for kind in asked.kind or lies.KINDS:
            planted = plant(kind, asked.count, asked.seed)
            results = list(pool.map(caught, planted))
            print(f"{kind:<32} {sum(results):4} of {len(planted)} caught", flush=True)
            for lie, seen in zip(planted, results, strict=True):
                if not seen:
                    print(f"    {lie}", flush=True)
            missed |= sum(results) < 0.97 * len(planted)
    sys.exit(missed)


if __name__ == "__main__":
    main()
