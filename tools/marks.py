"""Markdown's signs as an input method, a word processor or a machine translator leaves them.

Each rule is a pattern that no line of prose may have, and what to do; of a line, the first that fits is told.
"""

import html
import re
import unicodedata

import formulas
from markdown import Markdown

CODE = re.compile(r"(?<![`\\])(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
HIDDEN = re.compile("[\u200b\u2060\ufeff\u00ad\u00a0\u202f\u3164\u115f\u1160\uffa0\u2028\u2029\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]")
BOX = 'this makes no box; write `!!! note "Title"` or `??? success "Title"`, only the title translated'
RULES = [
    (r"^\s*＃", "full-width ＃ makes no heading; write # and a space"),
    (r"^#{1,6}(?![# ]|$)", "no space after #; write it between # and the heading"),
    (r"[｛｝]", "full-width braces are no Markdown; write { and }"),
    (r"｜", "full-width ｜ divides no cells; write |"),
    (r"｀", "full-width ｀ marks no code; write `"),
    (r"＄", "full-width ＄ begins no formula; write $"),
    (r"＊＊", "full-width ＊＊ makes nothing bold; write **"),
    (r"！\[", "full-width ！ makes no image; write !"),
    (r"[［］]|[\]］】]\s*（|[］】]\s*\(|\]\([^()\s]*）", "full-width brackets make no link; write [text](page.md)"),
    (r"\]\s+\((?=[^()\s]*(?:\.md|://|#))", "a space between ] and ( breaks the link; delete it"),
    (r"\]\((?!\S+ \"[^\"]*\"\))[^()]*\s[^()]*\)", "a space inside of a link's target; delete it"),
    (r"\([^()\s]+\.md[^()\s]*\)\[", "a link with its brackets swapped; write [text](page.md)"),
    (r"<!\s*[—–]|<!-(?!-)|＜!|[—–]>", "this is no comment; write <!-- and -->"),
    (r"^\s*[！？]{3}", 'full-width signs make no box; write `!!! note "Title"` or `??? success "Title"`'),
    (r"^\s*＝{3}", 'full-width ＝ makes no tab; write `=== "Title"`'),
    (r'^\s*(?:!!!|\?\?\?)(?!\+? [a-z]+(?: "[^"]*")?$)', BOX),
    (r'^\s*===(?![!+]? "[^"]*"$)(?!=*$)', 'this makes no tab; write `=== "Title"`'),
    (r"^ *\t", "a tab before the text; write 4 spaces"),
    (r"^\s*[•‣▪●○∙]", "a word processor's bullet makes no list; write - and a space"),
    (r"(?<!\w)__\w+__(?!\w)(?![^\[]*\]\()", "two underscores make bold text; put a name between backticks"),
]
RULES = [(re.compile(pattern), message) for pattern, message in RULES]
# what a reader must not see after Python-Markdown has made HTML of a paragraph
LEFT = [
    (re.compile(r"\*"), "readers see this asterisk; write **word** without a space inside, or \\* for an asterisk"),
    (re.compile(r"`"), "this backtick has no partner; put code between two"),
    (re.compile(r"\]\(|\)\["), "this is no link; write [text](page.md)"),
    (re.compile(r"\{ ?[.:#]"), "readers see these braces; write them right behind what they belong to"),
]
_markdown = Markdown(extensions=["attr_list"])


def problems(lines, prose):
    """(line, message) for each sign that is not what it looks like."""
    for number, line in enumerate(lines, 1):
        if hidden := HIDDEN.search(line):
            name = unicodedata.name(hidden[0], f"U+{ord(hidden[0]):04X}")
            yield number, f"an invisible character ({name}) {_before(line, hidden)}; delete it, or write a plain space"
        elif not unicodedata.is_normalized("NFC", line):
            yield number, "letters in pieces (Unicode NFD), which no search finds; save the text in Unicode NFC"
    prose = blank(prose, CODE, formulas.FORMULA)
    for opening in re.finditer("<!--(?!.*?-->)", prose, re.DOTALL):
        yield prose.count("\n", 0, opening.start()) + 1, "this comment is never closed; end it with -->"
    for number, line in enumerate(prose.split("\n"), 1):
        if message := next((message for pattern, message in RULES if pattern.search(line)), None):
            yield number, message


def blank(text, *patterns):
    """The text with a letter in place of each character that fits one of the patterns."""
    for pattern in patterns:
        text = pattern.sub(lambda match: re.sub(r"[^\n]", "x", match[0]), text)
    return text


def left(paragraphs):
    """(line, message) for each sign that readers would see; `paragraphs` are those of tree.paragraphs."""
    for line, text in paragraphs:
        text = re.sub(r"\\[^\n]", "xx", blank(text, formulas.FORMULA))
        if not re.search(r"[*`[{]", CODE.sub("", text)):
            continue
        for part in re.split(r"<code.*?</code>|<[^>]*>", _markdown.reset().convert(text)):
            part = html.unescape(part)
            if found := next(((sign, message) for pattern, message in LEFT for sign in pattern.finditer(part)), None):
                near = part[: found[0].end()][-12:]
                yield line + text.count("\n", 0, max(text.find(near), 0) + len(near)), found[1]


def _before(line, hidden):
    word = line[: hidden.start()].split()
    return f"after {word[-1]!r}" if word else "at the start of the line"
