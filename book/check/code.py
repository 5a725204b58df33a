"""Whether each block of a page is a program of snippets/ or what it prints, and would run."""

import re

from ..sources import Problem, near
from ..sources.page import INCLUDE

LANGUAGES = {
    "python": "a program, which is run",
    "text": "what it prints",
    "console": "commands to type",
}
_SUFFIX = {"python": ".py", "text": ".out"}


def problems(book, told):
    for page in book.all_pages:
        outputs = [block.output for block in page.blocks]
        right = True
        for block in page.blocks:
            found = list(_block(book, told, page, block))
            alone = block.language == "text" and block.text is not None and block not in outputs
            if alone and right and not found:
                what = f"{block.file} is not what the Python block above prints"
                found = [(block.line, f"{what}; put it right below its program")]
            yield from (Problem(page.path, *each) for each in found)
            right = not found and not told.between(page.path, block.line, block.fence.end)


def _block(book, told, page, block):
    """(line, message) for what is wrong with a block, whatever stands above it."""
    suffix = _SUFFIX.get(block.language)
    if block.language not in LANGUAGES:
        known = ", ".join(f"```{name} for {what}" for name, what in LANGUAGES.items())
        yield block.line, f"fence language {block.language!r}; write {known}"
    elif block.text is None:
        if not told.between(page.path):
            yield block.line, "this fence would not run; open and close it as the others are"
    elif suffix and not block.file.endswith(suffix):
        include = f'include it: --8<-- "chapter/page/program{suffix}"'
        yield block.line, f"{block.language} is never typed on a page; {include}"
    elif block.include and INCLUDE.search(block.text):
        yield from ((block.line + 1, message) for message in _not_included(book, block))
    elif block.language == "python":
        yield from _options(book, block)


def _not_included(book, block):
    """Why an include is not expanded, unless the check `programs` says so."""
    program = book.programs.get(re.sub(r"\.out$", ".py", block.file))
    path, part = book.root / "snippets" / block.file, (block.include["part"] or "")[1:]
    if not program:
        names = [name[: -len(".py")] + path.suffix for name in book.programs]
        meant = near(block.file, names, cutoff=0.5)
        mend = f"did you mean {meant}?" if meant else "write it, or correct the path"
        yield f"no file snippets/{block.file}; {mend}"
    elif path.is_file() and _is_utf8(path):
        if part and not re.match(r"\d", part) and part not in program.sections:
            sections = ", ".join(program.sections) or "none"
            yield f"snippets/{block.file} has no section {part!r}; it has {sections}"
        else:
            marker = block.fence.marker
            more = f"open and close this fence with {marker}`"
            yield f"the included text has a line with {marker}; {more}"


def _is_utf8(path):
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _options(book, block):
    title = re.search(r'title="([^"]*)"', block.options)
    if title and title[1] != f"snippets/{block.file}":
        right = f'title="snippets/{block.file}"'
        yield block.line, f"title {title[1]!r}; the code is from {right}"
    highlighted = re.search(r'hl_lines="([^"]*)"', block.options)
    last = len(block.text.rstrip().splitlines())
    for number in re.findall(r"\d+", highlighted[1] if highlighted else ""):
        if not 1 <= int(number) <= last:
            yield block.line, f"hl_lines names line {number} of {last}; correct the numbers"
