"""Which files of docs/ are no page: in no language, of another kind, with another name."""

import re

from ..sources import Problem

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_FILES = {".md", ".svg", ".png", ".jpg", ".webp", ".gif"}


def problems(book, told):
    for path in sorted((book.root / "docs").rglob("*")):
        seen = path.is_file() and not path.name.startswith(".")
        if seen and (message := _problem(book, path)):
            yield Problem(path.relative_to(book.root).as_posix(), 1, message)


def _problem(book, path):
    _, code, *names = path.relative_to(book.root).parts
    folders = ", ".join(f"docs/{language.code}/" for language in book.languages)
    if not names or code not in book.pages:
        begin = f", or begin a language with `make language LANG={code} NAME=...`" if names else ""
        return f"in no language, so nobody sees it; move it to {folders}{begin}"
    if path.suffix not in _FILES:
        kind = path.suffix or "nameless"
        return f"a {kind} file is no page; save it as plain text named {path.stem}.md"
    for name in (*names[:-1], path.stem):
        if not _NAME.fullmatch(name):
            first = f"docs/{book.source.code}/"
            return f"{name!r} is no name of a page; name it as in {first}, in a-z, 0-9 and -"
    return None
