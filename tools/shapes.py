"""Blocks that the site would not show as they are meant: boxes, tabs, tables, lists, images and links."""

import re

import formulas
import marks
import tree

BOXES = "note abstract info tip success question warning failure danger bug example quote".split()
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?)?\s*")
_LIST = re.compile(r"(?P<indent> *)(?:[-*+]|\d+\.) ")
_BAR = re.compile(r"(?<!\\)\|")


def check(page):
    """Add to a page what is wrong with its Markdown, one problem a line; the shape of its blocks once its signs are right."""

    def add(problems):
        for line, message in problems:
            if f"{page.path}:{line}:" not in {problem.split(" ")[0] for problem in page.problems}:
                page.problem(line, message)

    add(marks.problems(page.text.lines, page.prose))
    if not page.problems:
        lines = marks.blank(page.prose, marks.CODE, formulas.FORMULA).split("\n")
        add([*_problems(lines, tree.read(page.text.lines)), *marks.left(tree.paragraphs(page.text.lines))])


def _problems(lines, items):
    """(line, message); `lines` have neither code nor formulas, `items` are those of tree.read."""
    shapes = {"admonition": _box, "tab": _box, "table": _table, "formula": _formula, "inline formula": _formula}
    shapes |= {"image": _image, "link": _link, "indented": _indented}
    for item in items:
        if check := shapes.get(item.kind):
            yield from check(item, lines)
            if item.kind in ("admonition", "tab") and item.end == item.line:
                shapes.pop("indented", None)  # it is what the box lacks
    tables = {line for item in items if item.kind == "table" for line in range(item.line, item.end + 1)}
    boxes = {item.line: item for item in items if item.kind in ("admonition", "tab")}
    code = {line for item in items if item.kind in ("code", "indented") for line in range(item.line, item.end + 1)}
    above = 0  # the last line with text
    for number, line in enumerate(lines, 1):
        if not line.strip() or number in code:
            above = number if number in code else above
            continue
        indent = len(line) - len(line.lstrip(" "))
        before, starts = lines[above - 1] if above == number - 1 and above else "", above < number - 1 or above == 0
        if _RULE.fullmatch(line) and number not in tables:
            cells = f"cells: {_cells(before)} in the line above, {_cells(line)} in this one"
            yield number, f"readers see no table here ({cells}); give its head and this line as many, and an empty line above"
        elif indent % 4 and (starts or _LIST.match(line)) and not (above in boxes and boxes[above].end == above):
            yield number, f"{indent} spaces before the text; what belongs to a box, a tab or a list begins after 4, or 8"
        elif _LIST.match(line) and before.strip() and not before.startswith(" ") and not _LIST.match(before):
            yield number, "no empty line above, so readers see no list; add one, or let this line begin with another sign"
        above = number


def _box(item, lines):
    kind = item.value.split()[-1]
    if item.kind == "admonition" and kind not in BOXES:
        yield item.line, f'{kind!r} is no type of a box; write {", ".join(BOXES)}, and the title in quotes behind it'
    if item.end == item.line:
        yield item.line, "this box is empty; indent each line of its text by 4 spaces"


def _table(item, lines):
    if item.line > 1 and lines[item.line - 2].strip():
        yield item.line, "no empty line above, so readers see no table; add one"
    head = _cells(lines[item.line - 1])
    for number in range(item.line + 2, item.end + 1):
        cells = _cells(lines[number - 1])
        if cells != head:
            yield number, f"this row has {cells} of {head} cells; put a | between two, and write \\| for a | in the text"


def _formula(item, lines):
    if item.text == "$$" or "".join(lines[item.end : item.end + 1]).strip() and item.kind == "formula":
        yield item.line, "a formula between $$ has an empty line above and below; add it, or write $ in a sentence"


def _cells(row):
    row = row.strip()
    return len(_BAR.split(row.removeprefix("|").removesuffix("|")))


def _image(item, lines):
    if not item.text.strip():
        yield item.line, "image without words; say between [ and ] what it shows, for those who do not see it"


def _link(item, lines):
    if not item.text.strip():
        yield item.line, "link without words; write them between [ and ]"
    elif not item.value.strip():
        yield item.line, "link without a target; write it between ( and )"


def _indented(item, lines):
    yield item.line, "indented, but in no box, tab or list, so readers see it as code; begin it at the start of the line"
