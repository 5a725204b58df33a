"""Record what every program prints, and show what a reader would see change.

    python tools/outputs.py
"""

import difflib
import sys
from pathlib import Path

import check
import fresh
from programs import programs

ROOT = Path(__file__).resolve().parent.parent


def changes(root):
    """Run every program; yield each whose output differs from its .out, and the new output."""
    found = programs(root)
    runs = [fresh.submit(program.steps) for program in found]
    for program, run in zip(found, runs):
        result = run.result()[0]
        if not program.out.exists() or program.recorded != result.text:
            yield program, result.text


def main(root):
    count = 0
    all_pages = [page for language in check.read_pages(root).values() for page in language.values()]
    for program, text in changes(root):
        count += 1
        shown_on = sorted(page.path for page in all_pages if program.name in (block.file for block in page.programs))
        before = program.recorded if program.out.exists() else ""
        print("".join(difflib.unified_diff(
            before.splitlines(keepends=True), text.splitlines(keepends=True),
            f"snippets/{program.name} printed", f"prints now, shown on {', '.join(shown_on) or 'no page'}",
        )))  # fmt: skip
        program.out.write_text(text, encoding="utf-8")
    print(f"{count} of {len(programs(root))} outputs changed.")


if __name__ == "__main__":
    sys.exit(main(ROOT))
