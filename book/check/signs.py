"""Markdown's signs as an input method, a word processor or a machine translator leaves them."""

import html
import re

from markdown import Markdown

from ..sources import Problem

_BOX = '`!!! note "Title"` or `??? success "Title"`'
# a pattern that no line of prose may have, and what to do; of a line the first that fits is told
_RULES = [
    (r"^\s*＃", "full-width ＃ makes no heading; write # and a space"),
    (r"^#{1,6}(?![# ]|$)", "no space after #; write it between # and the heading"),
    (r"[｛｝]", "full-width braces are no Markdown; write { and }"),
    (r"｜", "full-width ｜ divides no cells; write |"),
    (r"｀", "full-width ｀ marks no code; write `"),
    (r"＄", "full-width ＄ begins no formula; write $"),
    (r"＊＊", "full-width ＊＊ makes nothing bold; write **"),
    (r"！\[", "full-width ！ makes no image; write !"),
    (
        r"[［］]|[\]］】]\s*（|[］】]\s*\(|\]\([^()\s]*）",
        "full-width brackets make no link; write [text](page.md)",
    ),
    (
        r"\]\s+\((?=[^()\s]*(?:\.md|://|#))",
        "a space between ] and ( breaks the link; delete it",
    ),
    (
        r"\]\((?!\S+ \"[^\"]*\"\))[^()]*\s[^()]*\)",
        "a space inside of a link's target; delete it",
    ),
    (
        r"\([^()\s]+\.md[^()\s]*\)\[",
        "a link with its brackets swapped; write [text](page.md)",
    ),
    (r"<!\s*[—–]|<!-(?!-)|＜!|[—–]>", "this is no comment; write <!-- and -->"),
    (r"^\s*[！？]{3}", f"full-width signs make no box; write {_BOX}"),
    (
        r'^\s*(?:!!!|\?\?\?)(?!\+? [a-z]+(?: "[^"]*")?$)',
        f"this makes no box; write {_BOX}, only the title translated",
    ),
    (
        r"^\s*(?:={3}|＝{3})[!+]?\s*[^\s=＝]",
        "no page has tabs; write one part below the other, each under a heading of its own",
    ),
    (r"^ *\t", "a tab before the text; write 4 spaces"),
    (r"^\s*[•‣▪●○∙]", "a word processor's bullet makes no list; write - and a space"),
    (
        r"(?<!\w)__\w+__(?!\w)(?![^\[]*\]\()",
        "two underscores make bold text; put a name between backticks",
    ),
]
_RULES = [(re.compile(pattern), message) for pattern, message in _RULES]
# what readers must not see after Python-Markdown has made HTML of a paragraph
_LEFT = [
    (
        r"\*",
        "readers see this asterisk; write **word** without a space inside, or \\* for an asterisk",
    ),
    (r"`", "this backtick has no partner; put code between two"),
    (r"\]\(|\)\[", "this is no link; write [text](page.md)"),
    (
        r"\{ ?[.:#]",
        "readers see these braces; write them right behind what they belong to",
    ),
]
_markdown = Markdown(extensions=["attr_list"])


def problems(book, told):
    for page in book.all_pages:
        told_here = set()
        for number, line in enumerate(page.markdown.bare, 1):
            if message := next((told for sign, told in _RULES if sign.search(line)), None):
                told_here.add(number)
                yield Problem(page.path, number, message)
        for paragraph in page.markdown.paragraphs:
            for line, message in _left(paragraph):
                if line not in told_here:
                    yield Problem(page.path, line, message)


def _left(paragraph):
    """(line, message) for each sign that readers of a paragraph would see."""
    text = re.sub(r"(`+[^`]+`+)|\\[^\n]", lambda match: match[1] or "xx", paragraph.source)
    if not re.search(r"[*`[{]", re.sub(r"`[^`]+`", "", text)):
        return
    shown = re.sub(
        r"<code.*?</code>|<[^>]*>",
        lambda tag: "\n" * tag[0].count("\n"),
        _markdown.reset().convert(text),
        flags=re.DOTALL,
    )
    for number, line in enumerate(html.unescape(shown).split("\n"), paragraph.line):
        if message := next((told for sign, told in _LEFT if re.search(sign, line)), None):
            yield number, message
