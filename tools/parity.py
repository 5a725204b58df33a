"""Where a page is not the same book as the page that it translates."""

from itertools import zip_longest


def problems(source, translation):
    """What differs between two pages or labs but should not, as `path:line: what; do this`."""
    if source.problems or translation.problems:
        return  # mend those first
    for what, items in (
        ("heading", lambda page: [(line, f"{'#' * level} #{id}") for line, level, id in page.headings]),
        ("code", lambda page: [(block.line, block.shown) for block in page.blocks]),
        ("formula", lambda page: page.formulas),
    ):
        for our, their in zip_longest(items(source), items(translation), fillvalue=(1, "nothing more")):
            if our[1] != their[1]:
                yield (
                    f"{translation.path}:{their[0]}: {what} {their[1]!r}, but {source.path}:{our[0]} has {our[1]!r}; "
                    "make them equal, only prose differs between languages"
                )
                break
