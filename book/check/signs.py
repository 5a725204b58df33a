"""Markdown's signs as an input method, a word processor or a machine translator leaves them."""

import html
import re

from markdown import Markdown

from ..sources import Problem

_BOX, _TITLE = '`!!! note "Title"` or `??? success "Title"`', "only the title translated"
_LINK, _NAME = "write [text](page.md)", "put a name between backticks"
_BRACKETS = f"full-width brackets make no link; {_LINK}"
_ASTERISK = "write **word** without a space inside, or \\* for an asterisk"
_NO_TAB = "write one part below the other, each under a heading of its own"
# a pattern that no line of prose may have, and what to do; of a line the first that fits is told
_RULES = {
    r"^\s*＃": "full-width ＃ makes no heading; write # and a space",
    r"^#{1,6}(?![# ]|$)": "no space after #; write it between # and the heading",
    r"[｛｝]": "full-width braces are no Markdown; write { and }",
    r"｜": "full-width ｜ divides no cells; write |",
    r"｀": "full-width ｀ marks no code; write `",
    r"(?<!\\)\$": "this $ has no partner; put a formula between two, or write \\$ for a dollar",
    r"\\\(": "\\( begins no formula; write $",
    r"\\\[": "\\[ begins no formula; write $$ on a line of its own",
    r"＄": "full-width ＄ begins no formula; write $",
    r"＊＊": "full-width ＊＊ makes nothing bold; write **",
    r"！\[": "full-width ！ makes no image; write !",
    r"[［］]|[\]］】]\s*（|[］】]\s*\(|\]\([^()\s]*）": _BRACKETS,
    r"\]\s+\((?=[^()\s]*(?:\.md|://|#))": "a space between ] and ( breaks the link; delete it",
    r"\]\((?!\S+ \"[^\"]*\"\))[^()]*\s[^()]*\)": "a space inside of a link's target; delete it",
    r"\([^()\s]+\.md[^()\s]*\)\[": f"a link with its brackets swapped; {_LINK}",
    r"<!\s*[—–]|<!-(?!-)|＜!|[—–]>": "this is no comment; write <!-- and -->",
    r"^\s*[！？]{3}": f"full-width signs make no box; write {_BOX}",
    r'^\s*(?:!!!|\?\?\?)(?!\+? [a-z]+(?: "[^"]*")?$)': f"this makes no box; write {_BOX}, {_TITLE}",
    r"^\s*(?:={3}|＝{3})[!+]?\s*[^\s=＝]": f"no page has tabs; {_NO_TAB}",
    r"^ *\t": "a tab before the text; write 4 spaces",
    r"^\s*[•‣▪●○∙]": "a word processor's bullet makes no list; write - and a space",
    r"(?<!\w)__\w+__(?!\w)(?![^\[]*\]\()": f"two underscores make bold text; {_NAME}",
}
# what readers must not see after Python-Markdown has made HTML of a paragraph
_LEFT = {
    r"\*": f"readers see this asterisk; {_ASTERISK}",
    r"`": "this backtick has no partner; put code between two",
    r"\]\(|\)\[": f"this is no link; {_LINK}",
    r"\{ ?[.:#]": "readers see these braces; write them right behind what they belong to",
}
_RULES, _LEFT = ({re.compile(sign): each[sign] for sign in each} for each in (_RULES, _LEFT))
_markdown = Markdown(extensions=["attr_list"])


def problems(book, told):
    for page in book.all_pages:
        found = {}
        for number, line in enumerate(page.markdown.bare, 1):
            if message := _first(_RULES, line):
                found[number] = message
        for paragraph in page.markdown.paragraphs:
            for number, line in enumerate(_shown(paragraph), paragraph.line):
                if message := _first(_LEFT, line):
                    found.setdefault(number, message)
        yield from (Problem(page.path, *each) for each in found.items())


def _first(rules, line):
    return next((message for sign, message in rules.items() if sign.search(line)), None)


def _shown(paragraph):
    """The lines of a paragraph as readers see them, without code; none if no sign can be left."""
    text = re.sub(r"(`+[^`]+`+)|\\[^\n]", lambda match: match[1] or "xx", paragraph.source)
    if not re.search(r"[*`[{]", re.sub(r"`[^`]+`", "", text)):
        return []
    made = _markdown.reset().convert(text)
    tags = re.compile(r"<code.*?</code>|<[^>]*>", re.DOTALL)
    return html.unescape(tags.sub(lambda tag: "\n" * tag[0].count("\n"), made)).split("\n")
