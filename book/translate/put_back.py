"""Put back into a translation, from its source, what is equal in all languages.

Only where it is certain which item is which: where both have as many of a kind, in one order;
of links and formulas in a sentence, where all that is missing is one, and all that is too much.
What is left of it, `make check` tells.
"""

from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from itertools import chain, zip_longest
from math import inf

from ..sources import Item, Page
from . import edits, pairs


@dataclass
class Edit:
    """What stands between two places of a text, and what shall."""

    start: int
    end: int
    new: str
    our: Item  # of the source
    their: Item

    @property
    def message(self):
        """(line counted from the edit, what it puts back); of code, the first line that differs."""
        our, their = self.our, self.their
        lines = enumerate(zip_longest(our.value.split("\n"), their.value.split("\n"), fillvalue=""))
        differ = (each for each in lines if each[1][0] != each[1][1])
        step, lines = next(differ, (0, (our.value, their.value)))
        new, old = (line.strip("`") for line in lines)
        name = pairs.NAMES[our.kind].format(new) if new else "nothing"
        sign = their.text if their.kind == "inline formula" else ""
        was = f"`{sign}{old}{sign}`" if old else "nothing"
        return step, f"put back {name} (was {was})"


def put_back(source, page):
    """The page with what was put back, and what that is, as (line, message)."""
    said = []
    for _ in range(3):  # where a heading is right again, more is certain
        found = sorted(_edits(source, page), key=lambda edit: edit.start)
        page, told = _edited(page, found)
        said += told
    return page, sorted(said)


def _edited(page, found):
    text, made, end, said = page.markdown.text, "", 0, []
    for edit in found:
        if edit.start < end:
            continue  # a link in a heading: next time
        made += text[end : edit.start]
        step, message = edit.message
        said.append((made.count("\n") + 1 + step, message))
        made, end = made + edit.new, edit.end
    made += text[end:]
    # the Markdown has as many lines as the page, but those of the front matter are empty
    front = page.text[: len(page.text) - len(text) + page.front.end]
    return Page(page.root, page.path, (front + made[page.front.end :]).encode()), said


def _edits(source, page):
    texts = source.markdown, page.markdown
    sections = list(pairs.sections(*(text.items for text in texts)))
    for both, below in zip(sections, [*sections[1:], ([], [])], strict=True):
        strict = ([item for item in items if item.kind not in pairs.FREE] for items in both)
        aligned = pairs.align(*strict)
        alone = {(our or their).kind for our, their in aligned if not (our and their)}
        certain = [(our, their) for our, their in aligned if (our or their).kind not in alone]
        for kind in pairs.FREE:
            groups = (_paragraphs(kind, *each) for each in zip(texts, both, below, strict=True))
            certain += _free(*groups)
        for our, their in certain:
            if _key(our) == _key(their) or pairs.example(our):
                continue
            if edit := edits.EDIT[our.kind](*texts, our, their):
                yield Edit(*edit, our, their)


def _key(item):
    return item.value, item.text if item.kind == "inline formula" else ""


def _paragraphs(kind, text, items, below):
    """The items of a kind in a section, paragraph by paragraph; a row of a table is one."""
    first = items[0].line if items and items[0].kind == "heading" else 1
    end = below[0].line if below else inf
    lines = sorted({each.line for each in text.paragraphs if first <= each.line < end})
    groups = [[] for _ in (0, *lines)]
    for item in items:
        if item.kind == kind:
            groups[bisect(lines, item.line)].append(item)
    return groups


def _free(ours, theirs):
    """The pairs that are certain of what languages order differently, paragraph by paragraph."""
    whole = [list(chain(*paragraphs)) for paragraphs in (ours, theirs)]
    lost, new = _lost(*whole)  # from the section, not only from a paragraph
    if len(ours) != len(theirs):
        ours, theirs = ([items] for items in whole)
    for mine, yours in zip(ours, theirs, strict=True):
        missing, extra = (
            here & all for here, all in zip(_lost(mine, yours), (lost, new), strict=True)
        )
        wrong = [their for their in yours if _key(their) in extra]
        if len(missing) == len(extra) == 1 and missing.total() == extra.total() == len(wrong):
            our = next(our for our in mine if _key(our) in missing)
            yield from ((our, their) for their in wrong)


def _lost(mine, yours):
    """What is missing and what is too much, each with how often."""
    ours, theirs = (Counter(map(_key, items)) for items in (mine, yours))
    return ours - theirs, theirs - ours
