"""Files of docs/ that are no page: in no language, with another name than a page may have, or of another kind."""

import re

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_FILES = {".md", ".svg", ".png", ".jpg", ".webp", ".gif"}


def problems(root, known):
    """What a contributor must move or rename, as `path:1: what; do this`."""
    first, codes = known[0].code, ", ".join(f"docs/{language.code}/" for language in known)
    files = (path for path in sorted((root / "docs").rglob("*")) if path.is_file())
    for path in files:
        if path.name.startswith("."):
            continue
        _, code, *names = path.relative_to(root).parts
        where = f"{path.relative_to(root).as_posix()}:1"
        wrong = [name for name in [*names[:-1], path.stem] if not _NAME.fullmatch(name)]
        if not names or code not in {language.code for language in known}:
            new = f", or begin a language with `make language LANG={code} NAME=...`" if names else ""
            yield f"{where}: in no language, so nobody sees it; move it to {codes}{new}"
        elif path.suffix not in _FILES:
            yield f"{where}: a {path.suffix or 'nameless'} file is no page; save it as plain text named {path.stem}.md"
        elif wrong:
            yield f"{where}: {wrong[0]!r} is no name of a page; name it as in docs/{first}/, in a-z, 0-9 and -"
