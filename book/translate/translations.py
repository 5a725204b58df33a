"""Which translation is current, which is stale and since when, and which is missing.

Judged from content, never from dates: the front matter of a translation names the git blob of
the page that it follows. Only prose counts: whatever else changes makes no translation stale.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ..sources import Book, Language, Page, Problem, near
from ..sources.page import FRONT, NEARLY_FRONT
from . import changes, versions

BLOB = re.compile(r"[0-9a-f]{40}")


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
        return changes.changes(self.followed, self.source)

    @cached_property
    def since(self):
        """The first commit that a stale page does not follow, as (id, subject), or None."""
        first, followed = None, changes.prose(self.followed)
        for commit, subject, id in versions.history(self.source.root, self.source.path):
            if id == self._named:
                break
            data = versions.recall(self.source.root, id)
            if changes.prose(Page(self.source.root, self.source.path, data)) != followed:
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
            draft = other in (None, self.page) or other.front.meta.get("source") == "draft"
            if not draft and readable(other) and other.prose.split() == self.page.prose.split():
                until = "translate it, or write `source: draft` until it is"
                yield f"says word for word what {other.path} says; {until}"


@lru_cache(maxsize=1)  # what each tells of itself is then found once, whoever asks
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
        and all(map(_ends, page.markdown.of("code")))
        and all(comment.value.endswith("-->") for comment in page.markdown.of("comment"))
    )


def _ends(fence):
    """Whether a fence ends before the next one begins."""
    inside = (line.lstrip() for line in fence.code.split("\n"))
    return fence.closed and not any(line.startswith(fence.marker) for line in inside)


def _source(book, slug):
    """The language that wrote a page first."""
    for language in book.languages:
        page = book.pages[language.code].get(slug)
        if page and page.front.meta.get("original"):
            return language
    return book.source
