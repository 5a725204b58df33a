"""Which page does not follow the page that it translates, and where it is not the same book."""

from itertools import zip_longest
from math import inf

from ..sources import Problem
from ..translate import pairs, translations, versions
from .since import Since

_FORMULA = "formulas are the same in every language, so copy it from there"
_WORDS = "only the text between [ and ] is translated"
# what to do where two languages differ
_MEND = {
    "heading": "level and id of a heading are the same in every language",
    "code": "code is the same in every language, so copy it from there",
    "admonition": "the type of a box is the same in every language, only its title is translated",
    "table": "translate every row, and keep every column",
    "list": "translate every item, each on a line of its own",
    "image": _WORDS,
    "link": _WORDS,
    "formula": _FORMULA,
    "inline formula": _FORMULA,
    "inline code": "code is the same in every language, so copy it from there",
    "marker": "copy it from there",
}


def problems(book, told):
    yield from translations.strays(book)
    for translation in translations.read(book):
        yield from translation.problems
        if translation.page and translation.served and _known(translation):
            found = _Comparison(translation, told).differences()
            yield from (Problem(translation.path, *each) for each in found)


def _known(translation):
    """Whether it can be told what the page should be: not if it may be stale."""
    named = translation.page.front.meta.get("source")
    if named is None:
        return translations.readable(translation.page)
    return translation.followed or named == versions.blob(translation.source.data)


class _Comparison:
    """A page beside its source. What may follow from a mistake of either is not told."""

    def __init__(self, translation, told):
        self.source, self.page, self.told = translation.source, translation.page, told
        self.since = Since(translation)
        items = (page.markdown.items for page in (self.source, self.page))
        self.strict, self.free = pairs.find(*items)
        self.there = {our: their for our, their in self.strict if our and their}
        same = [(our, their) for our, their in self.there.items() if our.value == their.value]
        self.heads = [pair for pair in same if pair[0].kind == "heading"]
        self.tables = [[], []]  # of the source and of the page, those that are not the same
        for pair in self.strict:
            for side, item in enumerate(pair):
                if item and item.kind in ("table", "list") and pair not in same:
                    self.tables[side].append(item)

    def differences(self):
        """(line, message) of each."""
        yield from self.elsewhere()
        self.there |= {our: their for our, their in self.free if our and their}
        yield from self.unequal()
        every = self.strict + self.free
        lost = [our for our, their in every if not their]
        extra = [their for our, their in every if not our]
        for our in lost:
            moved = next((their for their in extra if pairs.key(their) == pairs.key(our)), None)
            if moved:
                extra.remove(moved)
            yield from self.lost(our, moved)
        for their in extra:
            if not (self.since.removed(their) or self.follows(self.page, their)):
                mend = "delete it, or add it there first"
                yield their.line, f"{_name(their)} is not in {self.source.path}; {mend}"

    def wrong(self, page, item):
        """Whether something is wrong with an item itself."""
        last = item.line if item.kind == "admonition" else item.end
        return self.told.between(page.path, item.line, last)

    def follows(self, page, item):
        """Whether something is wrong with an item, or where the other page may have its like.

        What stands in a table or list with other rows than its like follows from that.
        """
        side, other = (0, self.page) if page is self.source else (1, self.source)
        heads = [(pair[side].line, pair[1 - side].line) for pair in self.heads]
        first = max((there for here, there in heads if here <= item.line), default=1)
        last = min((there for here, there in heads if here > item.line), default=inf) - 1
        rows = any(
            each.line <= item.line <= each.end for each in self.tables[side] if each is not item
        )
        return rows or self.wrong(page, item) or self.told.between(other.path, first, last)

    def unequal(self):
        """Pairs that should be equal; of code, the first line that is not."""
        for our, their in self.there.items():
            if our.value == their.value or pairs.example(our) or self.since.excuses(our, their):
                continue
            if self.wrong(self.source, our) or self.wrong(self.page, their):
                continue
            both = zip_longest(our.value.split("\n"), their.value.split("\n"), fillvalue="")
            step, (mine, yours) = next(each for each in enumerate(both) if len({*each[1]}) > 1)
            has = f"{self.source.path}:{our.line + step} has {_called(our, mine)}"
            yield their.line + step, f"{_called(their, yours)}, but {has}; {_MEND[our.kind]}"

    def elsewhere(self):
        """What stands in another box than in the source, or in none: of each box, the first."""
        seen = {None}
        for our, their in self.there.items():
            box, other = self.there.get(our.inside), their.inside
            unpaired = (our.inside and not box) or (other and other not in self.there.values())
            if box is other or unpaired or (box, other) in seen:
                continue
            seen.add((box, other))
            if self.follows(self.source, our) or self.follows(self.page, their):
                continue
            spaces = f"indent it by {4 * _depth(our)} spaces"
            mend = spaces if box else "take away the spaces before it"
            there = f"but in {self.source.path}:{our.line} {_inside(our)}"
            yield their.line, f"{_name(their)} stands {_inside(their)}, {there}; {mend}"

    def lost(self, our, moved):
        """An item that the page lacks; `moved` is its like where it does not belong."""
        if self.since.added(our) or self.follows(self.source, our):
            return
        if our.inside and our.inside not in self.there:
            return  # that the box around it is missing says it
        line = _before(our, self.source.markdown.items, self.there)
        there = f"{self.source.path}:{our.line}"
        if not moved:
            where = "on this line or below" if our.kind in pairs.FREE else "below this line"
            yield line, f"{where}, {_name(our)} of {there} is missing; copy it from there"
        elif not (self.since.moved(our, moved) or self.follows(self.page, moved)):
            belongs = f"here it belongs below line {line}"
            yield moved.line, f"{_name(our)} stands elsewhere in {there}; {belongs}"


def _depth(item):
    return 1 + _depth(item.inside) if item.inside else 0


def _inside(item):
    return f"inside {_name(item.inside)}" if item.inside else "outside of any box"


def _name(item):
    first, *others = item.value.split("\n")
    return _called(item, others[0] if others and item.kind == "code" else first)


def _called(item, line):
    return pairs.NAMES[item.kind].format(line.strip("`")) if line else "nothing more"


def _before(our, ours, there):
    """The line where, or below which, an item belongs: of its neighbour, or of what ends above."""
    at = ours.index(our)
    strict = [item for item in ours[at:] if item in there and item.kind not in pairs.FREE]
    behind = min((there[item].line - 1 for item in strict), default=inf)
    for item in [*(item for item in ours if item.line == our.line), *reversed(ours[:at])]:
        while item.inside and item.inside.end < our.line:
            item = item.inside
        if item in there:
            inside = our.line - item.line if item.kind == "table" else 0
            end = min(there[item].end, behind)
            return there[item].line + inside if our.line <= item.end else end
    return 1
