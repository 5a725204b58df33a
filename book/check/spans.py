"""Whether code in a sentence has its backticks.

A name that can be no word (`add_weight`, `call()`, any Latin name in Korean) tells it by itself.
Of one that can (`call`, `build`) a language tells it that has more of them in the same paragraph.
"""

import re
from collections import Counter

from ..sources import Problem
from ..translate import translations

_CODE = re.compile(r"(`+)(?P<code>.+?)(?<!`)\1(?!`)", re.DOTALL)
_QUOTED = r"""(?<!\w)["'‘“«](?P<quoted>[A-Za-z_][\w.]*(?:\(\))?)["'’”»](?![A-Za-z0-9])"""
# what readers do not read, or read elsewhere: links say the title of a page
_APART = re.compile(
    rf"{_CODE.pattern}|{_QUOTED}|!?\[[^\]]*\]\([^)]*\)|<[^>]*>|https?://\S+", re.DOTALL
)
_LETTER = re.compile("[A-Za-z]")
_NO_WORD = re.compile(r"[_.(=\[]|[a-z][A-Z]")
_ROOT = r"(?:tf|keras|np|tape|model|layer|self)\."
_NAME = r"[A-Za-z]\w*\(\)|[A-Za-z]\w*_\w+|" + _ROOT + r"[a-z]\w+"


def problems(book, told):
    for page in book.all_pages:
        yield from _alone(page, told)
    for each in translations.read(book):
        if each.state == "current":
            yield from _beside(each.source, each.page)
            yield from _beside(each.page, each.source)


def _alone(page, told):
    """Names that stand bare, and can be nothing else."""
    latin = page.language != "ko"
    names = {item.value for item in page.markdown.of("inline code")}
    names = [
        each for each in names if _LETTER.search(each) and (_NO_WORD.search(each) or not latin)
    ]
    title = next((heading.line for heading in page.markdown.headings), 0)
    for paragraph in page.markdown.paragraphs:
        if told.between(page.path, paragraph.line, paragraph.end):
            continue  # it may be a formula that lost a $
        typed = _CODE.sub(lambda code: "\n" * code[0].count("\n"), paragraph.source)
        for match in re.finditer(_QUOTED, typed):
            line = paragraph.line + typed.count("\n", 0, match.start())
            mend = f"write `{match['quoted']}` if it is code, else no quotation marks"
            yield Problem(page.path, line, f"{match[0]}; {mend}")
        text = _bare(paragraph.source)
        if paragraph.line != title and _LETTER.search(text):
            for match in _pattern(names).finditer(text):
                line = paragraph.line + text.count("\n", 0, match.start())
                yield Problem(page.path, line, f"{match[0]} is code; put it between backticks")


def _beside(page, other):
    """Names of a page that stand bare where the other language has them as code."""
    theirs = _sections(other)
    for id, section in _sections(page).items():
        if len(section) != len(theirs.get(id, ())):
            continue
        for (line, mine), (there, yours) in zip(section.items(), theirs[id].items(), strict=True):
            here, beside = (Counter(m["code"] for m in _CODE.finditer(t)) for t in (mine, yours))
            for name in filter(_LETTER.search, beside - here):
                found, more = (
                    list(_pattern([name], generic="").finditer(_bare(t))) for t in (mine, yours)
                )
                if len(found) > len(more):
                    number = line + _bare(mine).count("\n", 0, found[0].start())
                    has = f"{other.path}:{there} has `{name}` as code"
                    yield Problem(
                        page.path, number, f"{name} without backticks, but {has}; add them"
                    )


def _bare(text):
    """A text without its code, links and images, on the same lines."""
    return _APART.sub(lambda part: "\ufffc" + "\n" * part[0].count("\n"), text)


def _pattern(names, generic=_NAME):
    names = [re.escape(name) for name in names]
    either = "|".join([*sorted(names, key=len, reverse=True), generic]).rstrip("|")
    return re.compile(rf"(?<![\w.\-/`\\])(?:{either})(?![A-Za-z0-9_\-/(])", re.ASCII)


def _sections(page):
    """{id: {line: paragraph}}; the cells of a row are one."""
    found = {id: {} for id in page.markdown.sections}
    for id, lines in page.markdown.sections.items():
        for paragraph in (each for each in page.markdown.paragraphs if each.line in lines):
            before = found[id].get(paragraph.line)
            text = f"{before} | {paragraph.source}" if before else paragraph.source
            found[id][paragraph.line] = text
    return found
