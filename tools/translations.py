"""Which translation is current, which is stale and since when, and which is missing.

Judged from content, never from dates: the front matter of a translation names the
git blob of the page that it follows. Only prose counts: a page whose code, includes
or outputs alone have changed makes no translation stale.
"""

import difflib
import hashlib
import re
import subprocess
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path

import fences
import languages
import texts


@dataclass
class Translation:
    """What one language has of one page, or of one lab."""

    root: Path
    slug: str
    language: languages.Language
    source: object  # the Page or Lab that is translated
    source_language: languages.Language
    page: object = None  # the translation, if it is there
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
        if named == blob(self.root / self.source.path):
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
        old = sections(recall(self.root, self.page.text.meta["source"]), Path(self.source.path).suffix)
        new = sections((self.root / self.source.path).read_bytes(), Path(self.source.path).suffix)
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
        suffix, named, first = Path(self.source.path).suffix, self.page.text.meta["source"], None
        log = subprocess.run(
            ["git", "log", "--format=%H %s", "--raw", "--no-abbrev", "--no-renames", "--", self.source.path],
            cwd=self.root, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        for commit, id in re.findall(r"^(\w+ .*)\n\n:\d+ \d+ \w+ (\w+)", log, re.MULTILINE):
            if id == named:
                break
            if not re.fullmatch("0+", id) and _prose(recall(self.root, id), suffix) != _prose(recall(self.root, named), suffix):
                first = commit[:7], commit[41:]
        return first


class Unreadable(Exception):
    """A version of a page that this clone does not have; the message says why and what to do."""


def read(root, book):
    """Every Translation of the book, which is {language: {slug: Page or Lab}}, by language and page."""
    known = {language.code: language for language in languages.read(root)}
    first = next(iter(known))
    order = languages.order(known[first])
    slugs = sorted({slug for pages in book.values() for slug in pages}, key=lambda slug: (order.index(slug) if slug in order else len(order), slug))
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
    elif texts.BLOB.fullmatch(str(meta["source"])) and meta["source"] != blob(translation.root / translation.source.path):
        other = [each.path for each in sources.values() if blob(translation.root / each.path) == meta["source"]]
        if other:
            yield f"{where}: source names {other[0]}, not {translation.source.path}; when the page is translated, {record}"
            return
        try:
            recall(translation.root, meta["source"])
        except Unreadable as problem:
            yield f"{where}: source {meta['source'][:7]} {problem}; if the page says what {translation.source.path} says today, {record}"


def _copied(translation, others):
    """A page that nobody has translated yet, though it names a source."""

    def prose(page):
        return list(_prose((translation.root / page.path).read_bytes(), Path(page.path).suffix).values())

    page = translation.page
    if page.text.meta.get("source") not in (None, "draft") and not page.problems:
        for other in others:
            if not other.problems and other.text.meta.get("source") != "draft" and prose(other) == prose(page):
                yield f"{page.path}:1: says word for word what {other.path} says; translate it, or write `source: draft` until it is"


def blob(file):
    """The id that git gives to the content of a file: `git hash-object`."""
    data = file.read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


@lru_cache(maxsize=None)
def recall(root, id):
    """The content of a blob. Raises Unreadable."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True)

    content = git("cat-file", "blob", id)
    if content.returncode == 0:
        return content.stdout
    history = git("rev-parse", "--is-shallow-repository")
    if history.returncode:
        raise Unreadable("cannot be looked up, because this folder is no git repository; clone the project with git")
    if history.stdout.strip() == b"true":
        raise Unreadable("is not in this clone, which is shallow; run `git fetch --unshallow`")
    raise Unreadable("is in no commit of this repository")


def sections(data, suffix):
    """The prose of a text, as {heading id: (line, title, sentences)}; the part above the first heading has the id ''."""
    text = texts.read(data, suffix, lambda line, message: None)
    _, headings, prose = fences.find(text.lines, lambda line, message: None)
    lines = prose.split("\n")
    starts = [(1, "", ""), *((line, lines[line - 1].strip("# ").split(" {")[0], id) for line, _, id in headings)]
    ends = [line - 1 for line, _, _ in starts[1:]] + [len(lines)]
    found = {}
    for (line, title, id), end in zip(starts, ends):
        part = "\n".join(lines[line - 1 : end])
        found[id] = line, title, list(_sentences(part))
    found[""][2][:0] = _sentences(text.meta.get("description", ""))
    return found


def _prose(data, suffix):
    return {id: sentences for id, (_, _, sentences) in sections(data, suffix).items()}


def _sentences(text):
    """The sentences of a text; how its lines were broken makes no difference."""
    for paragraph in re.split(r"\n\s*\n", text):
        yield from re.split(r"(?<=[.?!]) +(?=\S)", " ".join(paragraph.split())) if paragraph.strip() else []
