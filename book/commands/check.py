"""Look for mistakes in pages and programs. Nothing is run, so it needs no TensorFlow.

python -m book.commands.check
"""

import sys
from pathlib import Path

from .. import check
from ..sources import Book


def main(root):
    found = check.problems(Book.read(root))
    print("\n".join(map(str, found)) or "No problems found.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
