"""Two languages of a page side by side: which item of the one is which of the other."""

from difflib import SequenceMatcher
from itertools import pairwise

# what is equal in all languages, and how a message names it; a tuple of items of these kinds
NAMES = {
    "heading": "heading `{}`",
    "code": "code `{}`",
    "admonition": "box `{}`",
    "table": "table ({})",
    "list": "list ({})",
    "image": "image `{}`",
    "link": "link to `{}`",
    "formula": "formula `{}`",
    "inline formula": "formula `${}$`",
    "inline code": "inline code `{}`",
    "marker": "`<!-- {} -->`",
}
# languages order words differently: free within their section
FREE = {"link", "inline formula", "inline code"}


def find(ours, theirs):
    """The pairs of what stands in one order, and of what is free to move.

    None stands for what the other text lacks.
    """
    strict, free = [], []
    for parts in sections(ours, theirs):
        strict += align(*([item for item in items if item.kind not in FREE] for items in parts))
        free += _free(*([item for item in items if item.kind in FREE] for items in parts))
    return strict, free


def _free(*texts):
    """First what is equal, wherever it stands; then what else is of a kind."""
    found = align(*(sorted(items, key=key) for items in texts), keys=(key,))
    ours = [our for our, their in found if not their]
    theirs = [their for our, their in found if not our]
    same = [pair for pair in found if all(pair)]
    return same + align(ours, theirs, keys=(lambda item: item.kind,))


def example(item):
    """Whether it is code in words of its language, such as `# 제목`, which are translated."""
    return item.kind == "inline code" and not item.value.isascii()


def key(item):
    return item.kind, item.value


def sections(ours, theirs):
    """Both texts, cut at the headings that they share, and without what may differ."""
    texts = [[item for item in items if item.kind in NAMES] for items in (ours, theirs)]
    heads = [
        [number for number, item in enumerate(items) if item.kind == "heading"] for items in texts
    ]
    keys = [[key(items[at]) for at in numbers] for items, numbers in zip(texts, heads, strict=True)]
    cuts = [(0, 0)]
    for same in SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks():
        for step in range(same.size):
            cuts.append((heads[0][same.a + step], heads[1][same.b + step]))
    for (our, their), (our_end, their_end) in pairwise([*cuts, (None, None)]):
        yield _once(texts[0][our:our_end]), _once(texts[1][their:their_end])


def _once(items):
    """The items of a section, each name once: one language repeats it, another says `it`."""
    names = {item.value: item for item in reversed(items) if item.kind == "inline code"}
    return [item for item in items if item.kind != "inline code" or names[item.value] is item]


def align(ours, theirs, keys=(key, lambda item: item.kind)):
    """Both lists side by side, with None for what the other one lacks.

    First the equal items, then those of a kind.
    """
    same, *others = keys
    matcher = SequenceMatcher(None, *(list(map(same, items)) for items in (ours, theirs)), False)
    pairs = []
    for how, our, our_end, their, their_end in matcher.get_opcodes():
        mine, yours = ours[our:our_end], theirs[their:their_end]
        if how == "equal":
            pairs += zip(mine, yours, strict=True)
        elif others and mine and yours:
            pairs += align(mine, yours, others)
        else:
            pairs += [*((item, None) for item in mine), *((None, item) for item in yours)]
    return pairs
