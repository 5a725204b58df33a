"""Record that a translation says what its source says today: its front matter names the source's blob.

    python tools/translated.py --page autodiff/tape --language en
"""

import re
import sys
from argparse import ArgumentParser
from pathlib import Path

import status
import texts
import versions

ROOT = Path(__file__).resolve().parent.parent


def record(text, id):
    """The text of a page with the source's id in its front matter."""
    line = f"source: {id}\n"
    front = texts.FRONT.match(text)
    if not front:
        return f"---\n{line}---\n{text}"
    start, end = front.span("yaml")
    kept = re.sub(r"^source:.*\n", "", front["yaml"], flags=re.MULTILINE)
    return text[:start] + kept + line + text[end:]


def main(root, page, language):
    [translation] = status.select(root, page, language)
    file = root / translation.path
    if not translation.page:
        sys.exit("\n".join(status.details(translation)))
    id = versions.blob(root / translation.source.path)
    text = file.read_bytes().decode("utf-8")
    file.write_text(record(text, id), encoding="utf-8", newline="")
    print(f"{translation.path} follows {translation.source.path} of today.")


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--page", default="")
    parser.add_argument("--language", default="")
    arguments = parser.parse_args()
    if not (arguments.page and arguments.language):
        sys.exit("Which page, in which language? Such as: make translated PAGE=autodiff/tape LANG=en")
    main(ROOT, arguments.page, arguments.language)
