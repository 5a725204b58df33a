"""Two languages of a text side by side: which item of the one is which of the other."""

from difflib import SequenceMatcher

FREE = {"link", "inline formula"}  # languages order words differently: these may move within their section


def find(ours, theirs):
    """The pairs of what stands in one order, and of what is free to move; None stands for what the other text lacks."""
    strict, free = [], []
    for parts in _sections(ours, theirs):
        strict += _align(*([item for item in items if item.kind not in FREE] for items in parts))
        free += _align(*(sorted((item for item in items if item.kind in FREE), key=key) for items in parts))
    return strict, free


def key(item):
    return item.kind, item.value


def _kind(item):
    return item.kind


def _sections(ours, theirs):
    """Both texts, cut at the headings that they share."""
    heads = [[number for number, item in enumerate(items) if item.kind == "heading"] for items in (ours, theirs)]
    matcher = SequenceMatcher(None, *([key(items[number]) for number in numbers] for items, numbers in zip((ours, theirs), heads)), False)
    our, their = 0, 0
    for same in matcher.get_matching_blocks():
        for step in range(same.size):
            our_end, their_end = heads[0][same.a + step], heads[1][same.b + step]
            yield ours[our:our_end], theirs[their:their_end]
            our, their = our_end, their_end
    yield ours[our:], theirs[their:]


def _align(ours, theirs, keys=(key, _kind)):
    """Both lists side by side, with None for what the other one lacks: first the equal items, then those of a kind."""
    matcher = SequenceMatcher(None, [keys[0](item) for item in ours], [keys[0](item) for item in theirs], autojunk=False)
    pairs = []
    for how, our, our_end, their, their_end in matcher.get_opcodes():
        mine, yours = ours[our:our_end], theirs[their:their_end]
        if how == "equal":
            pairs += zip(mine, yours)
        elif keys[1:] and mine and yours:
            pairs += _align(mine, yours, keys[1:])
        else:
            pairs += [*((item, None) for item in mine), *((None, item) for item in yours)]
    return pairs
