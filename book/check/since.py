"""What a source added or removed since the version that a stale translation follows.

Ids, targets, code and formulas make no page stale, so only prose written anew excuses them.
"""

from ..translate import pairs

# what stands in a paragraph; everything else in a section
_IN_PROSE = {"heading", "image", "link", "inline formula", "inline code"}


class Since:
    def __init__(self, translation):
        stale = translation.state == "stale"
        self.new, self.old = translation.source, translation.followed if stale else None
        changes = translation.changes if stale else []
        # of the changed sections {line of its heading: whether the other version has none of it}
        both = [(each.before, each.after) for each in changes]
        self.sections = {
            self.new: {after.line: not before for before, after in both if after},
            self.old: {before.line: not after for before, after in both if before},
        }

    def added(self, our):
        """Whether the source has this item, and the prose around it, only since then."""
        return self.old and self._rewritten(self.new, our, self.old)

    def removed(self, their):
        """Whether the source had this item, and the prose around it, only until then."""
        return any(self._rewritten(self.old, like, self.new) for like in self._likes(their))

    def moved(self, our, their):
        """Whether the source has an item in another section than it had."""
        likes = [like for like in self._likes(their) if self._section(self.old, like) is not None]
        return bool(likes) and self._section(self.new, our) is not None

    def excuses(self, our, their):
        """Whether the one came for the other, so that neither of them was changed."""
        if not (self.added(our) and self.removed(their)):
            return False
        like = self._likes(their)[0]
        whole = self._section(self.new, our) and self._section(self.old, like)
        if our.kind in ("image", "link"):
            return our.text != like.text
        return whole or our.kind in (*_IN_PROSE, "table", "list")

    def _likes(self, their):
        items = self.old.markdown.items if self.old else []
        return [item for item in items if pairs.key(item) == pairs.key(their)]

    def _rewritten(self, page, item, other):
        if item.kind in _IN_PROSE:
            return not _prose(page, item.line) <= _prose(other)
        return self._section(page, item) is not None

    def _section(self, page, item):
        """Whether its section is new or gone as a whole; None if it is not a changed one."""
        above = (each.line for each in page.markdown.headings if each.line <= item.line)
        return self.sections[page].get(max(above, default=1))


def _prose(page, line=None):
    """The paragraphs of a page, or those on one of its lines."""
    return {
        " ".join(each.prose.split())
        for each in page.markdown.paragraphs
        if line is None or each.line <= line <= each.line + each.prose.count("\n")
    }
