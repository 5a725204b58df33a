"""Check the book's sources: every program, every page, and the languages against each other.

    python tools/check.py

Prints each problem as `path:line: what; do this` and exits 1 if there is any.
Needs no TensorFlow: nothing is run.
"""

import sys
from itertools import zip_longest
from pathlib import Path

import labs
import pages
from programs import programs

ROOT = Path(__file__).resolve().parent.parent
SOURCE = "ko"  # the language that the others follow


def languages(root):
    """The folders of docs/, the source language first."""
    names = sorted(path.name for path in (root / "docs").iterdir() if path.is_dir())
    return sorted(names, key=lambda name: name != SOURCE)


def read_pages(root):
    """All pages of all languages, as {language: {slug: Page}}."""
    return {
        language: {
            page.slug: page
            for path in sorted((root / "docs" / language).rglob("*.md"))
            for page in [pages.read(root, path)]
        }
        for language in languages(root)
    }


def problems(root):
    """Everything that a contributor must mend, in reading order."""
    book = read_pages(root)
    for language in book.values():
        for page in language.values():
            yield from page.problems
    shown = {block.file for language in book.values() for page in language.values() for block in page.programs}
    for program in programs(root):
        yield from program.problems()
        if program.name not in shown:
            yield f"snippets/{program.name}:1: no page shows this program; include it or delete it"
    for recorded in sorted([*(root / "snippets").rglob("*.out"), *(root / "snippets").rglob("*.svg")]):
        if not recorded.with_suffix(".py").exists():
            yield f"{recorded.relative_to(root).as_posix()}:1: no program {recorded.stem}.py makes this; delete it"
    for language in book:
        book[language] |= labs.read(root, language)
        for lab in book[language].values():
            if isinstance(lab, labs.Lab):
                yield from lab.problems
    source = book.pop(SOURCE)
    for language, translation in book.items():
        for slug in sorted(source.keys() ^ translation.keys()):
            here, there = (source[slug], language) if slug in source else (translation[slug], SOURCE)
            yield f"{here.path}:1: no such page in docs/{there}/; write it there, or delete this one"
        for slug in sorted(source.keys() & translation.keys()):
            yield from _differences(source[slug], translation[slug])


def _differences(ours, theirs):
    """Where a page is not the same book as its source: its headings, its code and outputs, or its formulas."""
    if ours.problems or theirs.problems:
        return  # mend those first
    for what, items in (
        ("heading", lambda page: [(line, f"{'#' * level} #{id}") for line, level, id in page.headings]),
        ("code", lambda page: [(block.line, block.shown) for block in page.blocks]),
        ("formula", lambda page: page.formulas),
    ):
        for our, their in zip_longest(items(ours), items(theirs), fillvalue=(1, "nothing more")):
            if our[1] != their[1]:
                yield (
                    f"{theirs.path}:{their[0]}: {what} {their[1]!r}, but {ours.path}:{our[0]} has {our[1]!r}; "
                    "make them equal, only prose differs between languages"
                )
                break


def main():
    found = list(problems(ROOT))
    print("\n".join(found) if found else "No problems found.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
