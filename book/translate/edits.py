"""How an item of a translation becomes what it is in the source: (start, end, new text), or None.

What is prose in it stays: the title of a heading or a box, the words of a link.
"""

import re

_ATTRIBUTES = re.compile(r"(?:\{[^{}\n]*\})?")


def _heading(source, page, our, their):
    typed, title = page.lines[their.line - 1], their.text
    indent = typed[: -len(typed.lstrip(" "))]
    if not their.id:  # what was to be the id
        id = rf"\s*(?:[{{｛]\s*(?:#[^{{}}｛｝]*|{our.id})\s*[}}｝]|#{our.id})\s*$"
        title = re.sub(id, "", title, flags=re.IGNORECASE)
    begins = typed.startswith((f"{indent}#", f"{indent}{their.text}"))
    if our.id and begins and title and "\n" not in title and title[-1] not in "}｝":
        return *their.span, f"{indent}{'#' * our.level} {title} {{ #{our.id} }}"
    return None


def _lines(source, page, our, their):
    """Code, or a formula of its own."""
    typed, old = source.lines[our.line - 1 : our.end], page.lines[their.line - 1]
    before, indent = (line[: -len(line.lstrip(" "))] for line in (typed[0], old))
    if all(line.lstrip(" ")[0] in "`~$" for line in (typed[0], old)):
        lines = [indent + line.removeprefix(before) if line.strip() else "" for line in typed]
        return *their.span, "\n".join(lines)
    return None


def _box(source, page, our, their):
    typed = page.lines[their.line - 1]
    start = their.span[0] + len(typed) - len(typed.lstrip(" "))
    if typed.lstrip(" ").startswith(their.value):
        return start, start + len(their.value), our.value
    return None


def _target(source, page, our, their):
    """Of a link or an image, with its attributes."""
    typed = page.text[slice(*their.span)]
    for begin, end in (("](", ")"), ("](", " "), ("](<", ">")):
        at = typed.rfind(f"{begin}{their.target}{end}") + len(begin)
        if at >= len(begin):
            after = typed[at + len(their.target) :]
            mine, yours = (
                _ATTRIBUTES.match(text.text, item.span[1])[0]
                for text, item in ((source, our), (page, their))
            )
            last = their.span[1] + len(yours)
            return their.span[0] + at, last, our.target + after + mine
    return None


def _typed(source, page, our, their):
    """A formula or code in a sentence, or a comment."""
    return *their.span, " ".join(source.text[slice(*our.span)].split())


EDIT = {
    "heading": _heading,
    "code": _lines,
    "formula": _lines,
    "admonition": _box,
    "image": _target,
    "link": _target,
    "inline formula": _typed,
    "inline code": _typed,
    "marker": _typed,
    "table": lambda *_: None,
    "list": lambda *_: None,
}
