"""Whether each exercise of a lab has a start, a check, a solution and a mistake."""

import re

from ..sources import Problem

PARTS = {
    "exercise_{}": "add `# --8<-- [start:{0}]` above the code that a reader starts from, "
    "`[end:{0}]` below it",
    "check_{}": "add `# --8<-- [start:{0}]` above the code that judges an answer, "
    "`[end:{0}]` below it",
    "exercise_{}_solution.py": "write it beside this file, with an answer that the check accepts",
    "exercise_{}_mistake.py": "write it beside this file, with an answer that the check refuses",
}


def problems(book, told):
    for name, lab in book.programs.items():
        if re.fullmatch(r"labs/(.+)/\1\.py", name):
            folder = name.removesuffix(lab.path.name)
            files = {other.removeprefix(folder) for other in book.programs if folder in other}
            for message, line in _missing(lab.sections, files):
                yield Problem(lab.where, line, message)


def _missing(sections, files):
    names = filter(
        None, (re.match(r"(?:exercise|check)_(\d+)", each) for each in {*sections, *files})
    )
    for number in sorted({match[1] for match in names}, key=int):
        parts = {part.format(number): mend for part, mend in PARTS.items()}
        line = next((sections[part] for part in parts if part in sections), 1)
        for part in (part for part in parts if part not in {*sections, *files}):
            what = part if part.endswith(".py") else f"section {part}"
            yield f"exercise {number} has no {what}; {parts[part].format(part)}", line
