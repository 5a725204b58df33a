"""The terms of glossary.yml: per language the word, its meaning, and the words not to use."""

from dataclasses import dataclass, field

import yaml

FILE = "glossary.yml"
KEYS = {"word": str, "meaning": str, "avoid": dict, "allowed": list, "search": list}


@dataclass
class Entry:
    """A term in one language; `word` is empty as long as none is chosen."""

    word: str = ""
    meaning: str = ""
    avoid: dict = field(default_factory=dict)  # word not to use: why
    allowed: list = field(default_factory=list)  # phrases in which it is right all the same
    search: list = field(default_factory=list)
    lines: dict = field(default_factory=dict)  # key or forbidden word: line


@dataclass
class Term:
    name: str
    line: int
    taught: str = ""  # layers/why.md#once
    entries: dict = field(default_factory=dict)  # language: Entry

    @property
    def page(self):
        return self.taught.partition("#")[0]

    def entry(self, language):
        return self.entries.get(language, Entry())


@dataclass
class Terms:
    """`terms` has what of the file has the right form; `node` is the whole, with lines."""

    terms: dict = field(default_factory=dict)  # name: Term
    node: yaml.Node | None = None
    error: Exception | None = None  # why there is no node

    def __iter__(self):
        return iter(self.terms.values())


def read_terms(root, languages):
    """The terms of a book that has these languages (codes)."""
    found = Terms()
    try:
        found.node = yaml.compose((root / FILE).read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        found.error = error
    for key, value in pairs(found.node):
        found.terms[key.value] = _term(key, value, languages)
    return found


def pairs(node):
    """The keys and values of a mapping; none of anything else."""
    return node.value if isinstance(node, yaml.MappingNode) else []


def line(node):
    return node.start_mark.line + 1


def content(node):
    """What a node holds, as Python has it."""
    return yaml.SafeLoader("").construct_object(node, deep=True)


def right(key, value):
    """Whether a value is of the kind that its key wants."""
    return isinstance(value, KEYS[key]) and all(isinstance(each, str) for each in value)


def _term(key, node, languages):
    term = Term(key.value, line(key))
    for inner, value in pairs(node):
        if inner.value == "taught" and isinstance(value, yaml.ScalarNode):
            term.taught, term.line = value.value, line(inner)
        elif inner.value in languages:
            term.entries[inner.value] = _entry(value)
    return term


def _entry(node):
    entry = Entry()
    for key, value in pairs(node):
        entry.lines[key.value] = line(key)
        if key.value in KEYS and right(key.value, held := content(value)):
            setattr(entry, key.value, held)
            if key.value == "avoid":
                entry.lines |= {word.value: line(word) for word, _ in pairs(value)}
    return entry
