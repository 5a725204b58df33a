"""Whether each program of snippets/ is one that a reader can run, recorded, and shown."""

import ast
import re
import sys

from ..sources import Problem, near
from ..sources.program import section_marker

# What a reader has installed; everything else must come with Python.
READER_HAS = {"tensorflow", "keras", "numpy", "matplotlib", "sklearn"}
LINE_WIDTH = 76


def problems(book, told):
    for program in book.programs.values():
        for line, message in (*_code(program), *_sections(program)):
            yield Problem(program.where, line, message)
        try:
            if program.recorded is None:
                message = f"no recorded output {program.out.name}; run `make outputs`"
                yield Problem(program.where, 1, message)
        except UnicodeDecodeError:
            where = program.out.relative_to(book.root).as_posix()
            yield Problem(where, 1, "not UTF-8; run `make outputs`")
        if not book.shown_on[program.name] and not _perhaps_shown(book, told, program.name):
            yield Problem(program.where, 1, "no page shows this program; include it or delete it")
    for file in sorted((book.root / "snippets").rglob("*")):
        where = file.relative_to(book.root / "snippets").as_posix()
        stem = where.removesuffix(file.suffix)
        numbered = re.sub(r"-\d+$", "", stem) if file.suffix == ".svg" else stem
        if (
            file.suffix in (".out", ".svg")
            and not {f"{stem}.py", f"{numbered}.py"} & book.programs.keys()
        ):
            message = f"no program {file.stem}.py makes this; delete it"
            yield Problem(f"snippets/{where}", 1, message)


def _code(program):
    try:
        tree = ast.parse(program.data, program.where)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        mend = "correct the syntax, or save it as UTF-8"
        yield line, f"not a Python file in UTF-8: {error}; {mend}"
        return
    if not ast.get_docstring(tree):
        yield 1, "no docstring; say in one true sentence what the program shows"
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module if node.level == 0 else "."]
        for name in names:
            if name.split(".")[0] not in READER_HAS | sys.stdlib_module_names:
                there = f"use the standard library or {', '.join(sorted(READER_HAS))}"
                yield node.lineno, f"imports {name}, which a reader does not have; {there}"
    for number, line in program.lines:
        width = len(line.rstrip("\n"))
        if width > LINE_WIDTH:
            yield number, f"{width} characters wide; break the line at {LINE_WIDTH}"


def _sections(program):
    opened = {}
    for number, line in enumerate(program.all_lines, 1):
        marker = section_marker(line)
        if marker and marker["type"] == "start":
            opened[marker["name"]] = number
        elif marker and not opened.pop(marker["name"], None):
            start = f"add `# --8<-- [start:{marker['name']}]`"
            yield number, f"section {marker['name']!r} ends but never started; {start}"
    for name, number in opened.items():
        yield number, f"section {name!r} is never closed; add `# --8<-- [end:{name}]`"


def _perhaps_shown(book, told, name):
    """Whether a page may mean this program where something is wrong."""
    for page in book.all_pages:
        wrong = [block.file for block in page.programs if block.file not in book.programs]
        meant = [near(file, book.programs) for file in wrong]
        if (name in page.text or name in meant) and told.between(page.path):
            return True
    return False
