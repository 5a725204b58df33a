"""The exercises of the labs: each has a starter and a check in the lab's program, and beside it a solution and a common mistake."""

import re

PARTS = {
    "exercise_{}": "no section {0}; add `# --8<-- [start:{0}]` above the code that a reader starts from, `[end:{0}]` below it",
    "check_{}": "no section {0}; add `# --8<-- [start:{0}]` above the code that judges an answer, `[end:{0}]` below it",
    "exercise_{}_solution.py": "no {0}; write it beside this file, with an answer that the check accepts",
    "exercise_{}_mistake.py": "no {0}; write it beside this file, with an answer that the check refuses",
}


def problems(programs):
    """What an exercise lacks, as `path:line: what; do this`."""
    names = {program.name for program in programs}
    for lab in (program for program in programs if re.fullmatch(r"labs/(.+)/\1\.py", program.name)):
        folder = lab.name.removesuffix(lab.path.name)
        there = {*lab.sections, *(name.removeprefix(folder) for name in names if name.startswith(folder))}
        for number in sorted({match[1] for name in there if (match := re.match(r"(?:exercise|check)_(\d+)", name))}, key=int):
            parts = {part.format(number): message for part, message in PARTS.items()}
            line = next((lab.sections[part] for part in parts if part in lab.sections), 1)
            for part in (part for part in parts if part not in there):
                yield f"snippets/{lab.name}:{line}: exercise {number} has {parts[part].format(part)}"
