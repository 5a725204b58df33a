"""Whether each heading has an id of its own."""

import re

from ..sources import Problem

_BRACES = re.compile(r" *[{｛][^{}｛｝]*[}｝] *$")
_SAME = "the same in every language"


def problems(book, told):
    for page in book.all_pages:
        seen = set()
        for heading in page.markdown.headings:
            line = page.markdown.lines[heading.line - 1]
            if heading.underlined:
                yield Problem(
                    page.path, heading.end, "underlined heading; write it with # and an id"
                )
            elif not heading.id:
                yield Problem(page.path, heading.line, _no_id(line))
            elif heading.id in seen:
                message = f"id #{heading.id} is used twice; an id is unique on its page"
                yield Problem(page.path, heading.line, message)
            elif heading.level == 1 and seen:
                message = (
                    "a second title; a page has one heading with #, the others have ## or more"
                )
                yield Problem(page.path, heading.line, message)
            seen.add(heading.id)


def _no_id(line):
    if braces := _BRACES.search(line):
        id = "`{ #short-english-id }` in a-z, 0-9 and -"
        return f"{braces[0].strip()} is no id; write {id}, {_SAME}"
    return f"heading without id; write `{line} {{ #short-english-id }}`, {_SAME}"
