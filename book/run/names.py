"""What names.txt holds: of the names that only pages mention, those that exist."""

from pathlib import Path

from ..sources import names
from . import fresh


def text(book):
    """What the file should hold today."""
    known = names.Names.of_programs(book)
    mentioned = {name for page in book.all_pages for name, _ in names.mentioned(page)}
    wanted = sorted({part for name in mentioned for part in known.unknown(name)})
    if not wanted:
        return ""
    code = Path(__file__).with_name("find.py").read_text(encoding="utf-8")
    print_all = f"print(*sorted(filter(None, map(found, {wanted!r}))), sep='\\n')\n"
    [result] = fresh.run((("find.py", code + print_all),))
    return result.text
