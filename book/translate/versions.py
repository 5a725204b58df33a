"""A version of a page: its git blob, and its prose by section, sentence by sentence."""

import hashlib
import re
import subprocess
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from ..sources import Markdown


class Unreadable(Exception):
    """A version that this clone does not have; the message says why and what to do."""


def blob(data):
    """The id that git gives to a content: `git hash-object`."""
    data = data.replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


@lru_cache(maxsize=None)
def recall(root, id):
    """The content of a blob. Raises Unreadable."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True)

    content = git("cat-file", "blob", id)
    if content.returncode == 0:
        return content.stdout
    shallow = git("rev-parse", "--is-shallow-repository")
    if shallow.returncode:
        why = "cannot be looked up, because this folder is no git repository"
        raise Unreadable(f"{why}; clone the project with git")
    if shallow.stdout.strip() == b"true":
        raise Unreadable("is not in this clone, which is shallow; run `git fetch --unshallow`")
    raise Unreadable("is in no commit of this repository")


def history(root, path):
    """The commits that changed a file and kept it, as (id, subject, blob), the newest first."""
    log = ["git", "log", "--format=%H %s", "--raw", "--no-abbrev", "--no-renames"]
    command = [*log, "--diff-filter=d", "--", path]
    run = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=True)
    pattern = r"^(\w+) (.*)\n\n:\S+ \S+ \w+ (\w+)"
    for commit, subject, id in re.findall(pattern, run.stdout, re.MULTILINE):
        yield commit[:7], subject, id


@dataclass(eq=False)
class Section:
    """What stands from one heading to the next; above the first one, all but `sentences` is empty."""

    line: int = 1
    title: str = ""
    id: str = ""
    sentences: list = field(default_factory=list)  # as they are typed; a row of a table is one

    @cached_property
    def prose(self):
        """The sentences as they are read; in a version whose prose is the same they are equal."""
        return [_prose(sentence) for sentence in self.sentences]


def sections(page):
    """The sections of a page, from top to bottom; the first has the description, too."""
    markdown, found = page.markdown, [Section()]
    found[0].sentences += _sentences(str(page.front.meta.get("description", "")))
    headings = {heading.line: heading for heading in markdown.headings}
    glued = _glued(markdown)
    read = (token for token in markdown.tokens if token.type in ("inline", "html_block"))
    for first, end in sorted({tuple(token.map) for token in read}):
        if heading := headings.get(first + 1):
            found.append(Section(heading.line, heading.text, heading.id))
        found[-1].sentences += _sentences(glued[markdown.starts[first] : markdown.starts[end]])
    return found


def prose(page):
    """What a translation follows: two versions that have it in common say the same."""
    return sorted(section.prose for section in sections(page))


def _glued(markdown):
    """The text without comments; what no sentence ends in has no white space that could end one."""
    letters = list(markdown.text)
    for item in markdown.items:
        first, end = item.span
        if item.kind == "admonition":
            end = first + len(item.value) + 1
        elif item.kind not in ("table", "link", "image", "inline code", "inline formula"):
            end = first
        for at in range(first, end):
            if letters[at] == " " or (letters[at] == "\n" and item.kind != "table"):
                letters[at] = "\0"
    for item in markdown.of("comment"):
        letters[slice(*item.span)] = " " * (item.span[1] - item.span[0])
    return "".join(letters)


def _sentences(text):
    """The sentences of a text; how its lines were broken makes no difference."""
    found = re.split(r"(?<=[.?!]) +(?=\S)", " ".join(text.split()))
    return [sentence.replace("\0", " ") for sentence in found if sentence]


@lru_cache(maxsize=10_000)
def _prose(sentence):
    return " ".join(Markdown(sentence).prose.replace("\ufffc", " ").split())
