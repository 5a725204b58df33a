"""Begin another language: all that its site needs; every page falls back until it is translated.

python -m book.commands.language --language ja --name 日本語
"""

import re
import sys
from argparse import ArgumentParser
from pathlib import Path

from ..sources.language import read_languages
from ..translate import begin
from ..translate.write import write


def main(root, code, name):
    name = (name or "").strip()
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", code or "") or not name or '"' in name:
        example = "make language LANG=ja NAME=日本語"
        sys.exit(f"Which language? Its code as in HTML's lang, and its own name: {example}")
    if code in (known := [language.code for language in read_languages(root)]):
        sys.exit(f"LANG={code} is there already; the languages are {', '.join(known)}.")
    for path, text in begin.made(root, code, name).items():
        write(root / path, text)
        print(f"wrote {path}")
    then = f"`make translated PAGE=index LANG={code}`"
    print(f"Next: translate docs/{code}/index.md, then run {then}.")


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--language")
    parser.add_argument("--name")
    arguments = parser.parse_args()
    main(Path.cwd(), arguments.language, arguments.name)
