"""The headings and fences of a page's own Markdown, and which of them would fail in silence.

pytest-codeblocks and the site's Markdown do not agree on what a fence is. Here only
the form that both understand is right; every other one is a problem.
"""

import re

INCLUDE = re.compile(r'--8<-- "(?P<file>[^":]+)(?P<part>:[^"]+)?"')
_FENCE = re.compile(r"(?P<before>.*?)(?P<marker>`{3,}|~{3,})(?P<info>[^`]*)")
_QUOTE_OR_LIST = re.compile(r"\s*(?:[>*+-]|\d+[.)])[\s>]*")
_HEADING = re.compile(r"(?P<level>#{1,6}) +(?P<text>.*?)(?: *\{ *#(?P<id>[a-z][a-z0-9-]*) *\})?")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,}) *")


def find(lines, problem):
    """Find the fences and headings of a page.

    Returns ({opening line: (marker, info)}, [(line, level, id)], the page with its fences
    emptied), lines counted from 1, and calls problem(line, message) for what would be lost.
    """
    fences, headings, prose, marker, opened = {}, [], list(lines), None, 0
    for number, line in enumerate(lines, 1):
        fence = _FENCE.fullmatch(line)
        if marker or fence:
            prose[number - 1] = ""
        if marker:
            marker = None if line.lstrip().startswith(marker) else marker
        elif fence:
            if not fence["before"].strip() and fence["marker"][0] == "`":
                marker, opened = fence["marker"], number
                fences[number] = marker, fence["info"].strip()
            elif not fence["before"].strip() or _QUOTE_OR_LIST.fullmatch(fence["before"]):
                problem(number, "this fence would not run; open it with ``` on a line of its own, not in a quote")
                if fence["marker"][0] == "~":
                    marker, opened = fence["marker"], number
        elif INCLUDE.search(line):
            problem(number, "an include outside a fence; put it between ```python and ```")
        elif heading := _HEADING.fullmatch(line):
            id = heading["id"]
            if not id:
                problem(number, f"heading without id; write `{line} {{ #short-english-id }}`, the same in every language")
            elif id in (seen for _, _, seen in headings):
                problem(number, f"id #{id} is used twice; an id is unique on its page")
            headings.append((number, len(heading["level"]), id))
        elif _UNDERLINE.fullmatch(line) and number > 1 and lines[number - 2].strip():
            problem(number, "underlined heading; write it with # and an id")
    if marker:
        problem(opened, f"this fence is never closed; end it with {marker}")
    return fences, headings, "\n".join(prose)
