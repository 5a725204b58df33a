"""Whether a reader sees the boxes, tables, lists, images and links that the author meant."""

import re

from ..sources import Problem

BOXES = ["note", "success", "failure"]
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?)?\s*")
_LIST = re.compile(r" *(?:[-*+]|\d+\.) ")
_BAR = re.compile(r"(?<!\\)\|")
_NOWHERE = re.compile(
    "(?:(?:click|see|read) )?(?:here|this|link|more|page)|this (?:page|link)|(?:read|learn) more"
    "|(?:(?:여기|이곳|거기)(?:를|에서|서|에)?|(?:이 )?링크|이 페이지|바로 ?가기|더 보기)(?: 클릭)?"
    "|클릭|자세히"
)
_SENTENCE = (
    "a formula between $$ has an empty line above and below; add it, or write $ in a sentence"
)


def problems(book, told):
    for page in book.all_pages:
        found = [*_items(page.markdown), *_lines(page.markdown)]
        yield from (Problem(page.path, *each) for each in found)
        wrong, lines = {line for line, _ in found}, page.markdown.lines
        for item in page.markdown.of("indented"):
            flush = (n for n in range(item.line - 1, 0, -1) if lines[n - 1][:1].strip())
            box = next(flush, 1)  # where the box may begin that this belongs to
            if not (wrong & {*range(box, item.line)} or told.between(page.path, box, item.line)):
                message = "indented, but in no box or list, so readers see it as code"
                yield Problem(page.path, item.line, f"{message}; begin it at the start of the line")


def _items(markdown):
    for item in markdown.items:
        if item.kind in _OF_KIND:
            yield from _OF_KIND[item.kind](item, markdown.bare)


def _lines(markdown):
    tables, code = markdown.numbers("table"), markdown.numbers("code", "indented")
    empty = {box.line for box in markdown.of("admonition") if box.end == box.line}
    above, before = 0, ""  # the last line with text, and its text if it is the line above
    for number, line in enumerate(markdown.bare, 1):
        if number in code:
            above, before = number, ""
        elif not line:
            before = ""
        else:
            indent, listed = len(line) - len(line.lstrip(" ")), _LIST.match(line)
            if _RULE.fullmatch(line) and number not in tables:
                cells = f"{_cells(before)} in the line above, {_cells(line)} in this one"
                mend = "give its head and this line as many, and an empty line above"
                yield number, f"readers see no table here (cells: {cells}); {mend}"
            elif indent % 4 and (above < number - 1 or listed) and above not in empty:
                begin = "what belongs to a box or a list begins after 4, or 8"
                yield number, f"{indent} spaces before the text; {begin}"
            elif listed and before[:1].strip() and not _LIST.match(before):
                mend = "add one, or let this line begin with another sign"
                yield number, f"no empty line above, so readers see no list; {mend}"
            above, before = number, line


def _box(item, lines):
    kind = item.value.split()[-1]
    if kind not in BOXES:
        types = ", ".join(BOXES)
        yield (
            item.line,
            f"{kind!r} is no type of a box; write {types}, and the title in quotes behind it",
        )
    if item.end == item.line:
        yield item.line, "this box is empty; indent each line of its text by 4 spaces"


def _table(item, lines):
    if item.line > 1 and lines[item.line - 2].strip():
        yield item.line, "no empty line above, so readers see no table; add one"
    head = _cells(lines[item.line - 1])
    for number in range(item.line + 2, item.end + 1):
        cells = _cells(lines[number - 1])
        if cells != head:
            mend = "put a | between two, and write \\| for a | in the text"
            yield number, f"this row has {cells} of {head} cells; {mend}"


def _cells(row):
    row = row.strip()
    return len(_BAR.split(row.removeprefix("|").removesuffix("|")))


def _formula(item, lines):
    if "".join(lines[item.end : item.end + 1]).strip():
        yield item.line, _SENTENCE


def _inline_formula(item, lines):
    if item.text == "$$":
        yield item.line, _SENTENCE


def _image(item, lines):
    if not item.text.strip():
        what = "say between [ and ] what it shows, for those who do not see it"
        yield item.line, f"image without words; {what}"


def _link(item, lines):
    if not item.text.strip():
        yield item.line, "link without words; write them between [ and ]"
    elif _NOWHERE.fullmatch(item.text.strip(" .*").casefold()):
        yield item.line, f"link text {item.text!r}; say where it leads, for it is read out alone"
    elif not item.value.strip():
        yield item.line, "link without a target; write it between ( and )"


def _inline_code(item, lines):
    if quote := re.search("[“”‘’]", item.value):
        yield item.line, f"quotation mark {quote[0]} in code; write ' or \""


_OF_KIND = {
    "inline code": _inline_code,
    "admonition": _box,
    "table": _table,
    "formula": _formula,
    "inline formula": _inline_formula,
    "image": _image,
    "link": _link,
}
