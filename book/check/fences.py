"""Where code begins and ends: a fence or a comment that not every reader of a page sees alike.

What stands below one that is never closed is code to one reader and prose to another.
"""

import re
from itertools import pairwise

from ..sources import Problem
from ..sources.page import INCLUDE

# what was to be a fence, as an input method or a word processor leaves it
_NEARLY = re.compile(r" *(?P<marker>[`｀‘´]+) *(?P<info>(?:python|text|console)\b[^`｀‘´]*|)")
_COMMENT = "this comment is never closed; end it with -->"
_CURLY = re.compile("[“”„‘’«»]")


def problems(book, told):
    for page in book.all_pages:
        for line, message, swallows in sorted(_fences(page.markdown)):
            yield Problem(page.path, line, message)
            if swallows:
                told.end(page.path, line)
                break


def _fences(markdown):
    """(line, message, whether what stands below cannot be read)."""
    fences = markdown.of("code")
    for fence, below in pairwise([*fences, None]):
        if fence.before.strip() or fence.marker[0] == "~":
            alone = "open it with ``` on a line of its own, not in a quote"
            yield fence.line, f"this fence would not run; {alone}", not fence.closed
        else:
            yield from ((fence.line, message, False) for message in _opening(markdown, fence))
            yield from _end(markdown, fence, below)
    shown = markdown.numbers("code", "comment", "indented")
    for number, line in enumerate(markdown.bare, 1):
        typed = markdown.lines[number - 1].lstrip()
        nearly = _nearly(typed if typed.startswith("``") else line)
        if line and nearly and nearly["info"]:
            yield number, f"{nearly['marker']} is no fence; write ```", True
        elif typed.startswith(("```", "~~~")) and number not in shown:
            yield number, "this fence would not run; open and close it as the others are", True
        elif INCLUDE.search(line) and number not in shown:
            yield number, "an include outside a fence; put it between ```python and ```", False
        elif "<!--" in line:
            yield number, _COMMENT, True
    for comment in markdown.of("comment"):
        if not comment.value.endswith("-->"):
            yield comment.line, _COMMENT, True


def _opening(markdown, fence):
    if len(fence.before) % 4:
        start = "begin it at the start of the line, or after 4 spaces in a box or list"
        yield f"{len(fence.before)} spaces before the fence; {start}"
    elif fence.line > 1 and markdown.bare[fence.line - 2]:
        yield "no empty line above this fence; add one"
    if curly := _CURLY.search(fence.info):
        yield f'quotation mark {curly[0]} in the line of a fence; write "'


def _end(markdown, fence, below):
    """What is wrong with the first line below a fence that was perhaps meant to end it."""
    indent = len(fence.before)
    depth = f"the fence of line {fence.line} begins after {indent} spaces; end it after as many"
    never = fence.line, f"this fence is never closed; end it with {fence.marker}", True
    last = below.line if below and below.line == fence.end + 1 and not below.info else fence.end
    for number in range(fence.line + 1, last + 1):
        line = markdown.lines[number - 1]
        if nearly := _nearly(line):
            return [(number, f"{nearly['marker']} is no fence; write ```", True)]
        if line.lstrip().startswith(fence.marker):
            if line.strip().strip("`"):
                return [never]
            right = indent % 4 or len(line) - len(line.lstrip()) == indent
            return [] if right else [(number, depth, number != fence.end)]
    return [never]


def _nearly(line):
    nearly = _NEARLY.fullmatch(line)
    return nearly if nearly and not nearly["marker"].startswith("```") else None
