"""Record that a translation says what its source says today, and put back what is not prose.

python -m book.commands.translated --page autodiff/tape --language en
"""

import re
import sys
from argparse import ArgumentParser
from pathlib import Path

from ..sources import Book
from ..sources.page import FRONT
from ..translate import translations
from ..translate.put_back import put_back
from ..translate.versions import blob
from ..translate.write import write
from .status import details, said, select

# the id of before; and proofs of numbers, which stand in the source for all languages
_LEFT = re.compile(r"^(?:source:.*\n|numbers:.*\n(?:[ \t-].*\n)*)", re.MULTILINE)


def record(text, id):
    """The text of a page with the source's id in its front matter."""
    line = f"source: {id}\n"
    front = FRONT.match(text)
    if not front:
        return f"---\n{line}---\n{text}"
    start, end = front.span("yaml")
    return text[:start] + _LEFT.sub("", front["yaml"]) + line + text[end:]


def main(root, page, language):
    [translation] = select(Book.read(root), page, language)
    if not translation.page:
        sys.exit("\n".join(details(translation)))
    pages = translation.page, translation.source
    if hidden := [each for each in pages if not translations.readable(each)]:
        sys.exit("\n".join(said(translation, *hidden)))
    mended, told = put_back(translation.source, translation.page)
    text = record(mended.text, blob(translation.source.data))
    moved = text.count("\n") - mended.text.count("\n")
    write(root / translation.path, text)
    for line, message in told:
        print(f"{translation.path}:{line + moved}: {message}")
    print(f"{translation.path} follows {translation.source.path} of today.")


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--page", default="")
    parser.add_argument("--language", default="")
    arguments = parser.parse_args()
    if not (arguments.page and arguments.language):
        example = "make translated PAGE=autodiff/tape LANG=en"
        sys.exit(f"Which page, in which language? Such as: {example}")
    main(Path.cwd(), arguments.page, arguments.language)
