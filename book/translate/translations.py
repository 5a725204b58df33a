"""Which translation is current, which is stale and since when, and which is missing.

Judged from content, never from dates: the front matter of a translation names the git blob of
the page that it follows. Only prose counts: whatever else changes makes no translation stale.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from ..sources import Book, Language, Page, Problem, near
from ..sources.page import FRONT, NEARLY_FRONT
from . import versions

BLOB = re.compile(r"[0-9a-f]{40}")


class Change(NamedTuple):
    """A section of the source whose prose is not what it was, that is new, or that is gone."""

    line: int  # of its heading today; 1 if it is gone
    title: str
    id: str
    diff: list  # its sentences, each behind "+ ", "- " or two spaces


@dataclass(eq=False)
class Translation:
    """What one language has of one page."""

    book: Book
    slug: str
    language: Language
    source_language: Language

    @property
    def source(self):
        """The page that is translated."""
        return self.book.pages[self.source_language.code][self.slug]

    @property
    def page(self):
        """The translation, or None."""
        return self.book.pages[self.language.code].get(self.slug)

    @property
    def path(self):
        """Where the translation is, or belongs."""
        return f"docs/{self.language.code}/{self.slug}.md"

    @cached_property
    def state(self):
        """current, stale, missing, draft (there, but not served yet), or unknown."""
        if not self.page:
            return "missing"
        if self._named == "draft":
            return "draft"
        if not self.followed:
            return "unknown"
        return "stale" if self.changes else "current"

    @property
    def served(self):
        """Whether readers of this language see the translation itself."""
        return self.state not in ("missing", "draft")

    @cached_property
    def problems(self):
        """What is wrong with the source that the page names."""
        if not self.page:
            return []
        line = self.page.front.line("source")
        found = [(line, message) for message in self._wrong()]
        found += [(1, message) for message in self._copied()]
        return [Problem(self.path, *each) for each in found]

    @cached_property
    def followed(self):
        """The source as the page follows it, a Page; None if that cannot be told."""
        told = self.page and BLOB.fullmatch(self._named) and not self.problems
        if told and readable(self.page) and readable(self.source):
            return self._recall()
        return None

    @cached_property
    def changes(self):
        """The Changes of the source since the page was said to follow it.

        In every other section the page has all that the source has today.
        """
        if self.followed in (None, self.source):
            return []
        pairs = _paired(versions.sections(self.followed), versions.sections(self.source))
        return [_change(*pair) for pair in pairs if _prose(pair[0]) != _prose(pair[1])]

    @cached_property
    def since(self):
        """The first commit that the page does not follow, as (id, subject); None if there is none."""
        first, followed = None, versions.prose(self.followed)
        for commit, subject, id in versions.history(self.source.root, self.source.path):
            if id == self._named:
                break
            data = versions.recall(self.source.root, id)
            if versions.prose(Page(self.source.root, self.source.path, data)) != followed:
                first = commit, subject
        return first

    @property
    def _named(self):
        return str(self.page.front.meta.get("source", ""))

    def _recall(self):
        """The source that the page names. Raises versions.Unreadable."""
        source = self.source
        if self._named == versions.blob(source.data):
            return source
        return Page(source.root, source.path, versions.recall(source.root, self._named))

    def _wrong(self):
        source, named = self.source.path, self._named
        record = f"`make translated PAGE={self.slug} LANG={self.language.code}`"
        if self.page.front.meta.get("original"):
            first = f"two languages say that they wrote {self.slug} first"
            yield f"{first}; keep `original: true` in {source} alone"
        elif not named and readable(self.page):
            yield f"front matter names no source; when the page says what {source} says, {record}"
        elif BLOB.fullmatch(named) and named != versions.blob(self.source.data):
            pages = self.book.pages[self.source_language.code].values()
            if other := [each.path for each in pages if versions.blob(each.data) == named]:
                when = f"when the page is translated, {record}"
                yield f"source names {other[0]}, not {source}; {when}"
                return
            try:
                self._recall()
            except versions.Unreadable as why:
                again = f"if the page says what {source} says today, {record}"
                yield f"source {named[:7]} {why}; {again}"

    def _copied(self):
        """A page that nobody has translated yet, though it names a source."""
        if self._named in ("", "draft") or not readable(self.page):
            return
        for pages in self.book.pages.values():
            other = pages.get(self.slug)
            if other and other is not self.page and other.front.meta.get("source") != "draft":
                if readable(other) and other.prose.split() == self.page.prose.split():
                    until = "translate it, or write `source: draft` until it is"
                    yield f"says word for word what {other.path} says; {until}"


def read(book):
    """Every translation of a book, by language and page."""
    return [
        Translation(book, slug, language, source)
        for language in book.languages
        for slug in book.slugs
        if (source := _source(book, slug)) is not language and slug in book.pages[source.code]
    ]


def strays(book):
    """The pages that translate nothing."""
    for page in book.all_pages:
        source = _source(book, page.slug).code
        if page.slug not in book.pages[source]:
            close = near(page.slug, book.pages[source])
            which = f"did you mean {close}? If" if close else "if"
            says = "this one was written first, its front matter says `original: true`"
            yield Problem(page.path, 1, f"docs/{source}/ has no such page; {which} {says}")


def readable(page):
    """Whether nothing hides what a page says; if something does, `make check` tells what."""
    text, front = page.text, page.front
    begins = text.startswith("---\n") or NEARLY_FRONT.match(text)
    return (
        page.data == text.encode()  # UTF-8 with LF line ends, without a byte order mark
        and (not begins or bool(FRONT.match(text)))
        and bool(front.meta or not front.source.strip())
        and all(fence.closed for fence in page.markdown.of("code"))
        and all(comment.value.endswith("-->") for comment in page.markdown.of("comment"))
    )


def _source(book, slug):
    """The language that wrote a page first."""
    for language in book.languages:
        page = book.pages[language.code].get(slug)
        if page and page.front.meta.get("original"):
            return language
    return book.source


def _paired(old, new):
    """(then, today) of each section, whatever its id; None for one that is not there."""
    then, left = {}, list(old)
    for alike in (lambda each: each.prose, lambda each: each.id, lambda each: each.title):
        for section in new:
            same = [each for each in left if alike(each) == alike(section)]
            if section not in then and same:
                then[section] = same[0]
                left.remove(same[0])
    return [*((then.get(section), section) for section in new), *((each, None) for each in left)]


def _prose(section):
    return section.prose if section else None


def _change(before, after):
    old, new = (section or versions.Section() for section in (before, after))
    diff, matcher = [], SequenceMatcher(None, old.prose, new.prose, autojunk=False)
    for how, first, end, today, last in (
        step for steps in matcher.get_grouped_opcodes(1) for step in steps
    ):
        if how == "equal":
            diff += [f"  {sentence}" for sentence in new.sentences[today:last]]
        else:
            diff += [f"- {sentence}" for sentence in old.sentences[first:end]]
            diff += [f"+ {sentence}" for sentence in new.sentences[today:last]]
    return Change(new.line, (after or before).title, (after or before).id, diff)
