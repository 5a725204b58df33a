"""Record what every program prints and draws, and show what a reader would see change.

python -m book.commands.outputs [layers/dense/dense.py ...]
"""

import difflib
import sys
from pathlib import Path

from ..run import figures, names, record
from ..sources import Book, near
from ..sources.names import FILE


def select(book, names):
    """The programs of these names, or all. Exits with a message for a name that is not there."""
    for name in names:
        if name not in book.programs:
            meant = near(name, book.programs)
            sys.exit(f"no program snippets/{name}" + (f"; did you mean {meant}?" if meant else ""))
    return [book.programs[name] for name in names or book.programs]


def told(program, result, pages):
    """What a reader of these pages would see change."""
    shown = ", ".join(sorted(page.path for page in pages)) or "no page"
    before, now = ((text or "").splitlines(True) for text in (program.recorded, result.text))
    names = f"{program.where} printed", f"prints now, shown on {shown}"
    yield "".join(difflib.unified_diff(before, now, *names))
    if figures.changed(program, result):
        yield f"{program.where} draws another figure; look at it on {shown}"


def names_told(book):
    """Write down the names that exist, and tell what changes of them."""
    file, now = book.root / FILE, names.text(book)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    if now != before:
        file.write_text(now, encoding="utf-8")
    lines = (text.splitlines(True) for text in (before, now))
    return "".join(difflib.unified_diff(*lines, f"{FILE} held", "names that pages mention now"))


def main(book, names=()):
    count, programs = 0, select(book, names)
    for program, result in record.changes(programs):
        count += 1
        print("\n".join(told(program, result, book.shown_on[program.name])))
        record.write(program, result)
    print(names_told(book), end="")
    print(f"{count} of {len(programs)} outputs changed.")


if __name__ == "__main__":
    main(Book.read(Path.cwd()), sys.argv[1:])
