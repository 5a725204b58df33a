"""Begin another language: all that its site needs; every page falls back until it is translated.

    python tools/new_language.py --language ja --name 日本語
"""

import re
import sys
from argparse import ArgumentParser
from importlib.resources import files
from pathlib import Path

import languages

ROOT = Path(__file__).resolve().parent.parent
MODEL = "en"  # its words are what the new language begins with


def settings(root, code, name):
    """The mkdocs.yml of the new language: that of English with what must differ."""
    text = (root / f"languages/{MODEL}/mkdocs.yml").read_text(encoding="utf-8")
    stemmers = files("mkdocs.contrib.search").joinpath("lunr-language")
    searchable = next((each for each in (code, code.split("-")[0]) if (stemmers / f"lunr.{each}.js").is_file()), MODEL)
    for old, new in (
        (r"^# The \w+ site.*", f"# The {name} site, at /{code}/: what differs from the Korean one. Its words are English until you translate them."),
        (r"appends \w+/", f"appends {code}/"),
        (rf"docs/{MODEL}$", f"docs/{code}"),
        (r"^  language_name: .*", f'  language_name: "{name}"'),
        (rf"^  language: {MODEL}$", f"  language: {code}"),
        (rf"^    lang: {MODEL}$", f"    lang: {searchable}"),
    ):
        text, count = re.subn(old, new, text, flags=re.MULTILINE)
        if count != 1:
            sys.exit(f"languages/{MODEL}/mkdocs.yml has {count} lines like {old!r}, not one; this command copies that file, mend it first")
    return text


def theme_words(code):
    """What the theme must know of a language that it has no words for: it takes the English ones."""
    if not files("material").joinpath(f"templates/partials/languages/{code}.html").is_file():
        return '{% macro t(key) %}{{ {\n  "language": "' + code + '"\n}[key] }}{% endmacro %}\n'


def index(root):
    """The home page to translate."""
    text = (root / f"docs/{MODEL}/index.md").read_text(encoding="utf-8")
    return re.sub("^source: .*", "source: draft", text, count=1, flags=re.MULTILINE)


def glossary(root, code):
    """The glossary with room for the words of the new language at the end of each term."""
    text = (root / "glossary.yml").read_text(encoding="utf-8")
    return re.sub(r"^( .*\n)(?=\n*(?:\w|\Z))", rf"\g<1>  {code}:\n    word:\n    meaning:\n", text, flags=re.MULTILINE)


def main(root, code, name):
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", code or "") or not (name or "").strip() or '"' in name:
        sys.exit("Which language? Its code as in HTML's lang, and its own name: make language LANG=ja NAME=日本語")
    if code in (known := [language.code for language in languages.read(root)]):
        sys.exit(f"LANG={code} is there already; the languages are {', '.join(known)}.")
    made = {
        f"languages/{code}/mkdocs.yml": settings(root, code, name.strip()),
        f"docs/{code}/index.md": index(root),
        f"theme/partials/languages/{code}.html": theme_words(code),
        "glossary.yml": glossary(root, code),
    }
    for path, text in made.items():
        if text:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
            print(f"wrote {path}")
    print(f"Next: translate docs/{code}/index.md, then run `make translated PAGE=index LANG={code}`.")


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--language")
    parser.add_argument("--name")
    arguments = parser.parse_args()
    main(ROOT, arguments.language, arguments.name)
