"""Record what every program prints and draws, and show what a reader would see change.

    python tools/outputs.py [layers/dense/dense.py ...]
"""

import difflib
import sys
from difflib import get_close_matches
from pathlib import Path

import check
import figures
import fresh
from programs import programs

ROOT = Path(__file__).resolve().parent.parent


def select(root, names):
    """The programs of these names, or all. Exits with a message for a name that is not there."""
    found = {program.name: program for program in programs(root)}
    for name in names:
        if name not in found:
            near = get_close_matches(name, found, n=1)
            sys.exit(f"no program snippets/{name}" + (f"; did you mean {near[0]}?" if near else ""))
    return [found[name] for name in names or found]


def changes(found):
    """Run the programs; yield each whose output or figure is not the recorded one, and its result."""
    runs = [fresh.submit(program.steps) for program in found]
    for program, run in zip(found, runs):
        result = run.result()[0]
        printed = not program.out.exists() or program.recorded != result.text
        if printed or not figures.recorded(program, result):
            yield program, result


def main(root, names=()):
    count, found = 0, select(root, names)
    all_pages = [page for language in check.read_book(root).values() for page in language.values()]
    for program, result in changes(found):
        count += 1
        text = result.text
        shown_on = sorted(page.path for page in all_pages if program.name in (block.file for block in page.programs))
        before = program.recorded if program.out.exists() else ""
        print("".join(difflib.unified_diff(
            before.splitlines(keepends=True), text.splitlines(keepends=True),
            f"snippets/{program.name} printed", f"prints now, shown on {', '.join(shown_on) or 'no page'}",
        )))  # fmt: skip
        program.out.write_text(text, encoding="utf-8")
        if not figures.recorded(program, result):
            print(f"snippets/{program.name} draws other figures; look at {', '.join(shown_on) or 'no page'}")
            for file in program.figures:
                file.unlink()
            for number, figure in enumerate(result.figures, 1):
                program.figure(number).write_text(figure, encoding="utf-8")
    print(f"{count} of {len(found)} outputs changed.")


if __name__ == "__main__":
    main(ROOT, sys.argv[1:])
