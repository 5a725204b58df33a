"""Check the book's sources: every program, every page, and the languages against each other.

    python tools/check.py

Prints each problem as `path:line: what; do this` and exits 1 if there is any.
Needs no TensorFlow: nothing is run.
"""

import sys
from pathlib import Path

import exercises
import glossary
import korean
import languages
import links
import pages
import parity
import places
import translations
from programs import programs

ROOT = Path(__file__).resolve().parent.parent
SOURCE = languages.read(ROOT)[0].code  # the language that the others follow


def read_book(root):
    """All pages of all languages, as {language: {slug: Page}}, the source language first."""
    return {
        language.code: {
            page.slug: page for path in sorted(language.docs.rglob("*.md")) for page in [pages.read(root, path)]
        }
        for language in languages.read(root)
    }  # fmt: skip


def problems(root):
    """Everything that a contributor must mend, in reading order."""
    book = read_book(root)
    translated = translations.read(root, book)
    known = languages.read(root)
    links.check(root, book, known)
    all_pages = [page for language in book.values() for page in language.values()]
    for page in all_pages:
        yield from page.problems
    yield from places.problems(root, known)
    yield from _word_problems(root, book)
    shown, found = {block.file for page in all_pages for block in page.programs}, programs(root)
    for program in found:
        yield from program.problems()
        if program.name not in shown:
            yield f"snippets/{program.name}:1: no page shows this program; include it or delete it"
    yield from exercises.problems(found)
    made = {file for program in found for file in (program.out, *program.figures)}
    for recorded in sorted([*(root / "snippets").rglob("*.out"), *(root / "snippets").rglob("*.svg")]):
        if recorded not in made:
            yield f"{recorded.relative_to(root).as_posix()}:1: no program {recorded.stem}.py makes this; delete it"
    for translation in translated:
        yield from translation.problems
        if translation.state in ("current", "unknown"):  # a stale page is what its source was
            yield from parity.problems(translation.source, translation.page)


def _word_problems(root, book):
    """What the glossary forbids, and faults of Korean."""
    words = glossary.read(root)
    yield from words.problems()
    for language, own in book.items():
        for page in own.values():
            if not page.problems:  # else its prose cannot be told from its code
                text = (root / page.path).read_text(encoding="utf-8")
                yield from words.prose_problems(language, page.path, text)
                yield from korean.problems(page.path, text) if language == "ko" else ()


def main():
    found = list(problems(ROOT))
    print("\n".join(found) if found else "No problems found.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
