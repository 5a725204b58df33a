"""The terms of glossary.yml, read with the line of each key; what is not as it should be becomes a problem."""

from dataclasses import dataclass, field

import yaml

_KEYS = {"word": str, "meaning": str, "avoid": dict, "allowed": list, "search": list}


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


class Reader:
    """Reads the text of glossary.yml into `terms`; calls problem(line, message) for what has the wrong form."""

    def __init__(self, text, languages, problem):
        self.terms, self.languages, self.problem = {}, languages, problem
        try:
            top = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            problem(error.problem_mark.line + 1, f"{error.problem}; correct the YAML, the other blocks show its form")
            return
        for key, value in self._pairs(top, "a term and its languages"):
            self.terms[key.value] = self._term(key, value)

    def _pairs(self, node, expected):
        if not isinstance(node, yaml.MappingNode):
            self.problem(node.start_mark.line + 1 if node else 1, f"expected {expected}; indent it as the other blocks are")
            return
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                self.problem(key.start_mark.line + 1, f"{key.value!r} is here twice; keep one")
            seen.add(key.value)
            yield key, value

    def _term(self, key, node):
        term = Term(key.value, key.start_mark.line + 1)
        for inner, value in self._pairs(node, "`taught:` and a block for each language"):
            if inner.value == "taught" and isinstance(value, yaml.ScalarNode):
                term.taught = value.value
                term.line = inner.start_mark.line + 1
            elif inner.value in self.languages:
                term.entries[inner.value] = self._entry(value)
            else:
                self.problem(inner.start_mark.line + 1, f"unknown key {inner.value!r}; use taught, {', '.join(self.languages)}")
        return term

    def _entry(self, node):
        entry = Entry()
        for key, value in self._pairs(node, "`word:` and `meaning:`"):
            line = entry.lines[key.value] = key.start_mark.line + 1
            content = yaml.SafeLoader.construct_object(yaml.SafeLoader(""), value, deep=True)
            if key.value not in _KEYS:
                self.problem(line, f"unknown key {key.value!r}; use {', '.join(_KEYS)}")
            elif content is None:
                continue  # not yet chosen
            elif not isinstance(content, _KEYS[key.value]) or not all(isinstance(each, str) for each in content):
                what = {str: "text", dict: "`word: why` on lines of their own", list: "a list, such as [one, two]"}[_KEYS[key.value]]
                self.problem(line, f"{key.value} is not {what}; write it so, in quotes if need be")
            else:
                setattr(entry, key.value, content)
                if key.value == "avoid":
                    entry.lines |= {each.value: each.start_mark.line + 1 for each, _ in self._pairs(value, "")}
        return entry
