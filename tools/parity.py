"""Where a page is not the same book as the page that it translates."""

import math
from itertools import zip_longest

import pairs
import tree

# what an item is called, and what to do when two languages differ in it
KINDS = {
    "heading": ("heading `{}`", "level and id of a heading are the same in every language"),
    "code": ("code `{}`", "code is the same in every language, so copy it from there"),
    "admonition": ("box `{}`", "the type of a box is the same in every language, only its title is translated"),
    "tab": ("tab `{}`", "only the title of a tab is translated"),
    "table": ("table ({})", "translate every row, and keep every column"),
    "image": ("image `{}`", "only the text between [ and ] is translated"),
    "link": ("link to `{}`", "only the text between [ and ] is translated"),
    "formula": ("formula `{}`", "formulas are the same in every language, so copy it from there"),
    "inline formula": ("formula `${}$`", "formulas are the same in every language, so copy it from there"),
    "marker": ("`<!-- {} -->`", "copy it from there"),
}


def problems(source, translation):
    """What differs between two pages but should not, as `path:line: what; do this`."""
    if source.problems or translation.problems:
        return []  # mend those first
    ours, theirs = (tree.read(page.text.lines) for page in (source, translation))
    strict, free = pairs.find(ours, theirs)
    there = {our: their for our, their in strict if our and their}
    found = [_differs(our, their, source) for our, their in strict + free if our and their and our.value != their.value]
    found += _elsewhere(there, source)
    there |= {our: their for our, their in free if our and their}
    extra = [their for our, their in strict + free if not our]
    for our in (our for our, their in strict + free if not their):
        line, where = _before(our, ours, there), "on this line or below" if our.kind in pairs.FREE else "below this line"
        moved = next((their for their in extra if pairs.key(their) == pairs.key(our)), None)
        if moved:
            extra.remove(moved)
            found.append((moved.line, f"{_name(our)} stands elsewhere in {source.path}:{our.line}; here it belongs below line {line}"))
        else:
            found.append((line, f"{where}, {_name(our)} of {source.path}:{our.line} is missing; copy it from there"))
    found += [(their.line, f"{_name(their)} is not in {source.path}; delete it, or add it there first") for their in extra]
    return [f"{translation.path}:{line}: {message}" for line, message in sorted(found)]


def _differs(our, their, source):
    """A pair that should be equal; of code, the first line that is not."""
    mine, yours = (item.value.split("\n") if item.kind == "code" else [item.value] for item in (our, their))
    step, ours, theirs = next((n, *both) for n, both in enumerate(zip_longest(mine, yours, fillvalue="")) if both[0] != both[1])
    what, instead = _called(their, theirs), _called(our, ours)
    return their.line + step, f"{what}, but {source.path}:{our.line + step} has {instead}; {KINDS[our.kind][1]}"


def _elsewhere(there, source):
    """What stands in another box or tab than in the source, or in none: of each box, the first."""
    told = set()
    for our, their in there.items():
        box, other = there.get(our.inside), their.inside
        if box is other or (box is None and our.inside) or (other and other not in there.values()) or (box, other) in told:
            continue
        told.add((box, other))
        mine, yours = (f"inside {_name(each)}" if each else "outside of any box" for each in (our.inside, other))
        yield their.line, (
            f"{_name(their)} stands {yours}, but in {source.path}:{our.line} {mine}; "
            + (f"indent it by {4 * _depth(our)} spaces" if box else "take away the spaces before it")
        )


def _depth(item):
    return 1 + _depth(item.inside) if item.inside else 0


def _name(item):
    lines = item.value.split("\n")
    return _called(item, lines[1] if len(lines) > 1 and item.kind == "code" else lines[0])


def _called(item, line):
    return KINDS[item.kind][0].format(line.strip("`")) if line else "nothing more"


def _before(our, ours, there):
    """The line of the translation where, or below which, this item belongs: that of its neighbour, or the end of what is before."""
    at = ours.index(our)
    behind = min((there[item].line - 1 for item in ours[at:] if item in there and item.kind not in pairs.FREE), default=math.inf)
    for item in [*(item for item in ours if item.line == our.line), *reversed(ours[:at])]:
        while item.inside and item.inside.end < our.line:
            item = item.inside
        if item in there:
            inside = our.line - item.line if item.kind == "table" else 0
            return there[item].line + inside if our.line <= item.end else min(there[item].end, behind)
    return 1
