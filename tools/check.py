"""Check the book's sources: every program, every page, and the languages against each other.

    python tools/check.py

Prints each problem as `path:line: what; do this` and exits 1 if there is any.
Needs no TensorFlow: nothing is run.
"""

import sys
from itertools import zip_longest
from pathlib import Path

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
    shown = {block.program for language in book.values() for page in language.values() for block in page.programs}
    for program in programs(root):
        yield from program.problems()
        if program.name not in shown:
            yield f"snippets/{program.name}:1: no page shows this program; include it or delete it"
    for out in sorted((root / "snippets").rglob("*.out")):
        if not out.with_suffix(".py").exists():
            yield f"{out.relative_to(root).as_posix()}:1: no program {out.stem}.py prints this; delete it"
    source = book.pop(SOURCE)
    for language in book.values():
        yield from _differences(source, language)


def _differences(source, translation):
    """Where a translation is not the same book as its source."""
    for slug in sorted(source.keys() & translation.keys()):
        ours, theirs = source[slug], translation[slug]
        yield from _first_difference(
            "heading", ours, theirs,
            [(line, "#" * level, id) for line, level, id in ours.headings],
            [(line, "#" * level, id) for line, level, id in theirs.headings],
        )  # fmt: skip
        yield from _first_difference(
            "code", ours, theirs,
            [(block.line, *block.shown) for block in ours.blocks],
            [(block.line, *block.shown) for block in theirs.blocks],
        )  # fmt: skip


def _first_difference(what, ours, theirs, our_items, their_items):
    end = (1, "nothing more")
    for our, their in zip_longest(our_items, their_items, fillvalue=end):
        if our[1:] != their[1:]:
            yield (
                f"{theirs.path}:{their[0]}: {what} is {' '.join(map(str, their[1:]))!r} but "
                f"{ours.path}:{our[0]} has {' '.join(map(str, our[1:]))!r}; "
                "make them equal, only prose differs between languages"
            )
            return


if __name__ == "__main__":
    found = list(problems(ROOT))
    print("\n".join(found) if found else "No problems found.")
    sys.exit(bool(found))
