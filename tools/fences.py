"""The headings and fences of a page's own Markdown, and which of them would fail in silence.

pytest-codeblocks and the site's Markdown do not agree on what a fence is. Here only
the form that both understand is right; every other one is a problem.
"""

import re

INCLUDE = re.compile(r'--8<-- "(?P<file>[^":]+)(?P<part>:[^"]+)?"')
_FENCE = re.compile(r"(?P<before>.*?)(?P<marker>`{3,}|~{3,})(?P<info>[^`]*)")
_NEARLY = re.compile(r"(?P<before> *)(?P<marker>[`｀‘´]{1,}) *(?P<info>(?:python|text|console)\b[^`｀‘´]*|)")
_QUOTE_OR_LIST = re.compile(r"\s*(?:[>*+-]|\d+[.)])[\s>]*")
_HEADING = re.compile(r"(?P<level>#{1,6}) +(?P<text>.*?)(?: *\{ *#(?P<id>[a-z][a-z0-9-]*) *\})?")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,}) *")
_BRACES = re.compile(r" *[{｛](?P<id>[^{}｛｝]*)[}｝] *$")


def find(lines, problem):
    """Find the fences and headings of a page.

    Returns ({opening line: (marker, info)}, [(line, level, id)], the page with its fences
    emptied), lines counted from 1, and calls problem(line, message) for what would be lost.
    """
    fences, headings, prose, marker, opened, indent = {}, [], list(lines), None, 0, ""
    for number, line in enumerate(lines, 1):
        nearly = _NEARLY.fullmatch(line)
        if nearly and not nearly["marker"].startswith("```") and (marker or nearly["info"]):
            problem(number, f"{nearly['marker']} is no fence; write ```")
            line = nearly["before"] + "```" + nearly["info"]
        fence = _FENCE.fullmatch(line)
        if fence and fence["before"].strip() and not _QUOTE_OR_LIST.fullmatch(fence["before"]):
            fence = None  # backticks in a sentence
        if marker or fence:
            prose[number - 1] = ""
        if marker and line.lstrip().startswith(marker):
            if line.strip().strip(marker[0]):
                problem(opened, f"this fence is never closed; end it with {marker}")
                opened, fences[number] = number, (marker, fence["info"].strip() if fence else "")
                continue
            if line[: -len(line.lstrip())] != indent:
                problem(number, f"the fence of line {opened} begins after {len(indent)} spaces; end it after as many")
            marker = None
        elif marker:
            continue
        elif fence:
            if not fence["before"].strip() and fence["marker"][0] == "`":
                marker, opened, indent = fence["marker"], number, fence["before"]
                fences[number] = marker, fence["info"].strip()
                if curly := re.search("[“”„‘’«»]", fence["info"]):
                    problem(number, f'quotation mark {curly[0]} in the line of a fence; write "')
            else:
                problem(number, "this fence would not run; open it with ``` on a line of its own, not in a quote")
                if fence["marker"][0] == "~":
                    marker, opened, indent = fence["marker"], number, fence["before"]
        elif INCLUDE.search(line):
            problem(number, "an include outside a fence; put it between ```python and ```")
        elif heading := _HEADING.fullmatch(line):
            id = heading["id"]
            if not id:
                problem(number, _no_id(line))
            elif id in (seen for _, _, seen in headings):
                problem(number, f"id #{id} is used twice; an id is unique on its page")
            headings.append((number, len(heading["level"]), id))
        elif _UNDERLINE.fullmatch(line) and number > 1 and lines[number - 2].strip():
            problem(number, "underlined heading; write it with # and an id")
    if marker:
        problem(opened, f"this fence is never closed; end it with {marker}")
    return fences, headings, "\n".join(prose)


def _no_id(line):
    if braces := _BRACES.search(line):
        return f"{braces[0].strip()} is no id; write `{{ #short-english-id }}` in a-z, 0-9 and -, the same in every language"
    return f"heading without id; write `{line} {{ #short-english-id }}`, the same in every language"
