"""Whether each page of the nav is there once, and in the contents of the home pages."""

import re
from collections import Counter

from ..sources import Problem


def problems(book, told):
    lines = (book.root / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    order = book.source.order
    for slug in dict.fromkeys(order):
        if order.count(slug) > 1:
            here = [n for n, line in enumerate(lines, 1) if re.search(rf"\b{slug}\.md\b", line)]
            yield Problem("mkdocs.yml", here[-1], f"{slug}.md is twice in the nav; keep one")
    # a new chapter may be in one language at first, and is added to the contents by the second
    languages = Counter(slug for pages in book.pages.values() for slug in pages)
    several = [slug for slug in dict.fromkeys(order) if languages[slug] > 1 and "/" in slug]
    for pages in book.pages.values():
        home = pages.get("index")
        if home and not told.between(home.path):
            linked = {link.target.partition("#")[0] for link in home.markdown.of("link")}
            for slug in several:
                if slug in pages and f"{slug}.md" not in linked:
                    message = f"leads to no {slug}.md, which is in the nav; add it to the contents"
                    yield Problem(home.path, 1, message)
