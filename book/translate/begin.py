"""Begin another language: all that its site needs; every page falls back until it is translated."""

import re
import sys
from importlib.resources import files

MODEL = "en"  # its words are what the new language begins with


def made(root, code, name):
    """{path: text} of what to write."""
    texts = {
        f"languages/{code}/mkdocs.yml": settings(root, code, name),
        f"docs/{code}/index.md": _index(root),
        f"theme/partials/languages/{code}.html": _theme_words(code),
        "glossary.yml": _glossary(root, code),
    }
    return {path: text for path, text in texts.items() if text}


def settings(root, code, name):
    """The mkdocs.yml of the new language: that of English with what must differ."""
    path = f"languages/{MODEL}/mkdocs.yml"
    text = _read(root, path)
    stemmers = files("mkdocs.contrib.search").joinpath("lunr-language")
    codes = (
        each for each in (code, code.split("-")[0]) if (stemmers / f"lunr.{each}.js").is_file()
    )
    differs = f"# The {name} site, at /{code}/: what differs from the Korean one."
    for old, new in (
        (r"^# The \w+ site.*", f"{differs} Its words are English until you translate them."),
        (r"appends \w+/", f"appends {code}/"),
        (rf"docs/{MODEL}$", f"docs/{code}"),
        (r"^  language_name: .*", f'  language_name: "{name}"'),
        (rf"^  language: {MODEL}$", f"  language: {code}"),
        (rf"^    lang: {MODEL}$", f"    lang: {next(codes, MODEL)}"),
    ):
        text, count = re.subn(old, new, text, flags=re.MULTILINE)
        if count != 1:
            lines = f"{path} has {count} lines like {old!r}, not one"
            sys.exit(f"{lines}; this command copies that file, mend it first")
    return text


def _index(root):
    """The home page to translate."""
    text = _read(root, f"docs/{MODEL}/index.md")
    return re.sub("^source: .*", "source: draft", text, count=1, flags=re.MULTILINE)


def _theme_words(code):
    """What the theme must know of a language that it has no words for, to take the English ones."""
    if not files("material").joinpath(f"templates/partials/languages/{code}.html").is_file():
        return '{% macro t(key) %}{{ {\n  "language": "' + code + '"\n}[key] }}{% endmacro %}\n'
    return ""


def _glossary(root, code):
    """The glossary with room for the words of the new language at the end of each term."""
    text = _read(root, "glossary.yml")
    room = rf"\g<1>  {code}:\n    word:\n    meaning:\n"
    return re.sub(r"^( .*\n)(?=\n*(?:\w|\Z))", room, text, flags=re.MULTILINE)


def _read(root, path):
    data = (root / path).read_bytes()
    text = data.decode("utf-8", errors="replace").removeprefix("\ufeff").replace("\r\n", "\n")
    if text.encode() != data:
        mend = "save the file as UTF-8 without BOM, with LF line ends"
        sys.exit(f"{path}:1: this command cannot copy it; {mend}")
    return text
