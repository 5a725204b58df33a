"""Which translation is current, which is stale and since when, and which is missing.

Judged from content, never from dates: the front matter of a translation names the
git blob of the page that it follows. Only prose counts: a page whose code, includes
or outputs alone have changed makes no translation stale.
"""

import difflib
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import languages
import texts
import versions
from pages import Page


@dataclass
class Translation:
    """What one language has of one page."""

    root: Path
    slug: str
    language: languages.Language
    source: Page  # that is translated
    source_language: languages.Language
    page: Page | None = None  # the translation, if it is there
    problems: list = field(default_factory=list)

    @property
    def path(self):
        """Where the translation is, or belongs."""
        return f"docs/{self.language.code}/" + self.source.path.split("/", 2)[2]

    @cached_property
    def state(self):
        """current, stale, missing, draft (there, but not served yet), or unknown (see problems)."""
        if not self.page:
            return "missing"
        named = self.page.text.meta.get("source")
        if named == "draft":
            return "draft"
        if named == versions.blob(self.root / self.source.path):
            return "current"
        if named is None or self.problems or self.page.problems or self.source.problems:
            return "unknown"
        return "stale" if self.changes else "current"

    @property
    def served(self):
        """Whether readers of this language see the translation itself."""
        return self.state not in ("missing", "draft")

    @cached_property
    def changes(self):
        """What changed in the source's prose since: (line, title, id, diff) of each section, the diff line by line."""
        old = versions.sections(versions.recall(self.root, self.page.text.meta["source"]))
        new = versions.sections((self.root / self.source.path).read_bytes())
        changes = []
        for id in [*new, *(id for id in old if id not in new)]:
            line, title, sentences = new.get(id, (1, old.get(id, ("", "", ""))[1], []))
            before = old.get(id, (1, "", []))[2]
            if before != sentences:
                diff = list(difflib.unified_diff(before, sentences, n=1, lineterm=""))[2:]
                changes.append((line, title, id, [f"{each[0]} {each[1:]}" for each in diff if each[0] != "@"]))
        return changes


    @cached_property
    def since(self):
        """The first commit of the source that the translation does not follow, as (id, subject); None if it is not committed."""
        named, first = self.page.text.meta["source"], None
        followed = versions.prose(versions.recall(self.root, named))
        for commit, subject, id in versions.history(self.root, self.source.path):
            if id == named:
                break
            if versions.prose(versions.recall(self.root, id)) != followed:
                first = commit, subject
        return first


def read(root, book):
    """Every Translation of the book, which is {language: {slug: Page}}, by language and page."""
    known = {language.code: language for language in languages.read(root)}
    first = next(iter(known))
    order = {slug: number for number, slug in enumerate(languages.order(known[first]))}
    slugs = sorted({slug for pages in book.values() for slug in pages}, key=lambda slug: (order.get(slug, len(order)), slug))
    found = []
    for code, language in known.items():
        for slug in slugs:
            originals = [other for other in known if slug in book[other] and book[other][slug].text.meta.get("original")]
            source = originals[0] if originals else first
            page = book[code].get(slug)
            if source == code:
                continue
            if slug not in book[source]:
                if page:
                    near = get_close_matches(slug, book[first], n=1)
                    which = f"did you mean {near[0]}? If" if near else "if"
                    page.problem(1, f"docs/{first}/ has no such page; {which} this one was written first, its front matter says `original: true`")
                continue
            found.append(Translation(root, slug, language, book[source][slug], known[source], page))
            if page:
                others = [pages[slug] for other, pages in book.items() if slug in pages and other != code]
                found[-1].problems += [*_problems(found[-1], book[source]), *_copied(found[-1], others)]
    return found


def _problems(translation, sources):
    """What is wrong with the source that a translation names."""
    page, meta = translation.page, translation.page.text.meta
    where = f"{page.path}:{page.text.source_line}"
    record = f"`make translated PAGE={translation.slug} LANG={translation.language.code}`"
    if meta.get("original"):
        yield f"{where}: two languages say that they wrote {translation.slug} first; keep `original: true` in {translation.source.path} alone"
    elif "source" not in meta:
        if not page.problems:
            yield f"{where}: front matter names no source; when the page says what {translation.source.path} says, {record}"
    elif texts.BLOB.fullmatch(str(meta["source"])) and meta["source"] != versions.blob(translation.root / translation.source.path):
        other = [each.path for each in sources.values() if versions.blob(translation.root / each.path) == meta["source"]]
        if other:
            yield f"{where}: source names {other[0]}, not {translation.source.path}; when the page is translated, {record}"
            return
        try:
            versions.recall(translation.root, meta["source"])
        except versions.Unreadable as problem:
            yield f"{where}: source {meta['source'][:7]} {problem}; if the page says what {translation.source.path} says today, {record}"


def _copied(translation, others):
    """A page that nobody has translated yet, though it names a source."""

    def prose(page):
        return list(versions.prose((translation.root / page.path).read_bytes()).values())

    page = translation.page
    if page.text.meta.get("source") not in (None, "draft") and not page.problems:
        for other in others:
            if not other.problems and other.text.meta.get("source") != "draft" and prose(other) == prose(page):
                yield f"{page.path}:1: says word for word what {other.path} says; translate it, or write `source: draft` until it is"
