"""Record what every program prints and draws, and show what a reader would see change.

    python tools/outputs.py
"""

import difflib
import sys
from pathlib import Path

import check
import figures
import fresh
from programs import programs

ROOT = Path(__file__).resolve().parent.parent


def changes(root):
    """Run every program; yield each whose output or figure is not the recorded one, and its result."""
    found = programs(root)
    runs = [fresh.submit(program.steps) for program in found]
    for program, run in zip(found, runs):
        result = run.result()[0]
        printed = not program.out.exists() or program.recorded != result.text
        if printed or not figures.recorded(program, result):
            yield program, result


def main(root):
    count = 0
    all_pages = [page for language in check.read_pages(root).values() for page in language.values()]
    for program, result in changes(root):
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
            print(f"snippets/{program.name} draws another figure; look at it on {', '.join(shown_on) or 'no page'}")
            program.figure.unlink(missing_ok=True)
            for figure in result.figures:
                program.figure.write_text(figure, encoding="utf-8")
    print(f"{count} of {len(programs(root))} outputs changed.")


if __name__ == "__main__":
    sys.exit(main(ROOT))
