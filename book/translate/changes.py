"""The prose of a page by section, sentence by sentence, and what of it differs between versions."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import chain

from ..sources import Markdown


@dataclass(eq=False)
class Section:
    """What stands from one heading to the next, or above the first one."""

    line: int = 1
    title: str = ""
    id: str = ""
    sentences: list = field(default_factory=list)  # as they are typed; a row of a table is one

    @cached_property
    def prose(self):
        """The sentences as they are read; in a version whose prose is the same they are equal."""
        return [_prose(sentence) for sentence in self.sentences]


@dataclass
class Change:
    """A section of the source whose prose is not what it was, that is new, or that is gone."""

    before: Section | None  # None if it is new
    after: Section | None  # None if it is gone
    diff: list  # its sentences, each behind "+ ", "- " or two spaces

    @property
    def line(self):
        """Of its heading today; 1 if it is gone."""
        return self.after.line if self.after else 1

    @property
    def title(self):
        return (self.after or self.before).title

    @property
    def id(self):
        return (self.after or self.before).id


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
        if item.kind == "admonition":  # what kind of box
            first = markdown.text.index(item.value[:3], first)
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
    typed = [sentence.replace("\0", " ") for sentence in found]
    return [sentence for sentence in typed if _prose(sentence)]  # not a formula alone


@lru_cache(maxsize=10_000)
def _prose(sentence):
    return " ".join(Markdown(sentence).prose.replace("\ufffc", " ").split())


def changes(before, after):
    """The Changes from one version of a page to another."""
    pairs = _paired(sections(before), sections(after))
    return [
        Change(old, new, _diff(old or Section(), new or Section()))
        for old, new in pairs
        if not (old and new) or old.prose != new.prose
    ]


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


def _diff(old, new):
    """The sentences that differ, as they are typed, with one above and below."""
    matcher = SequenceMatcher(None, old.prose, new.prose, autojunk=False)
    lines = []
    for how, first, end, today, last in chain.from_iterable(matcher.get_grouped_opcodes(1)):
        same = how == "equal"
        lines += [] if same else [f"- {sentence}" for sentence in old.sentences[first:end]]
        lines += [f"{' ' if same else '+'} {sentence}" for sentence in new.sentences[today:last]]
    return lines
