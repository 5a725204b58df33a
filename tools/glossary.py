"""The words of the book, from glossary.yml: per term and language the word, its meaning, and the words not to use.

What a contributor must mend is answered as `path:line: what; do this`, both in
glossary.yml (`Glossary.problems`) and in the prose of a page (`Glossary.prose_problems`).
"""

import re

import languages
import words
from terms import Reader

FILE = "glossary.yml"


class Glossary:
    def __init__(self, root, codes):
        self.root, self.languages = root, codes
        self._mistakes, self.terms = [], {}
        try:
            text = (root / FILE).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self._mistake(1, f"cannot be read ({error}); restore it, saved as UTF-8")
        else:
            self.terms = Reader(text, codes, self._mistake).terms

    def _mistake(self, line, message):
        self._mistakes.append(f"{FILE}:{line}: {message}")

    def problems(self):
        """What is wrong in glossary.yml itself."""
        yield from self._mistakes
        for term in self.terms.values():
            yield from self._place(term)
        for language in self.languages:
            yield from self._contradictions(language)

    def _place(self, term):
        page, _, anchor = term.taught.partition("#")
        files = [self.root / "docs" / language / page for language in self.languages]
        files = [file for file in files if page and file.is_file()]
        if not anchor or not files:
            yield f"{FILE}:{term.line}: {term.name!r} has no place where it is taught; write `taught: layers/page.md#heading`"
        for file in files:
            if not re.search(rf"\{{ *#{re.escape(anchor)} *\}}", file.read_text(encoding="utf-8", errors="replace")):
                there = file.relative_to(self.root).as_posix()
                yield f"{FILE}:{term.line}: {there} has no heading with the id #{anchor}; correct `taught`, or the heading"
        for language in self.languages:
            if language not in term.entries:
                yield f"{FILE}:{term.line}: {term.name!r} has no {language}; add `{language}:` with `word:` and `meaning:`, empty if need be"

    def _contradictions(self, language):
        forbidden, chosen = {}, {}
        entries = [(term, term.entries[language]) for term in self.terms.values() if language in term.entries]
        for term, entry in entries:
            if bool(entry.word) != bool(entry.meaning) or (entry.avoid and not entry.word):
                line = min(entry.lines.values(), default=term.line)
                yield f"{FILE}:{line}: {term.name!r} has a word, a meaning or words to avoid, but not both word and meaning; write both"
            chosen.setdefault(entry.word.casefold(), term.name)
        for term, entry in entries:
            for word, why in entry.avoid.items():
                line, other = entry.lines[word], forbidden.setdefault(word.casefold(), term.name)
                if other != term.name:
                    yield f"{FILE}:{line}: {word!r} is also a word to avoid of {other!r}; keep one of them"
                if word.casefold() in chosen:
                    yield f"{FILE}:{line}: {word!r} is the word of {chosen[word.casefold()]!r}; choose another, or do not avoid it"
                if not why.strip():
                    yield f"{FILE}:{line}: {word!r} is without a reason; say why in one sentence"
        for term, entry in entries:
            for found in self._found(language, entry.meaning):
                yield f"{FILE}:{entry.lines['meaning']}: the meaning of {term.name!r} says {found[1]}"

    def _found(self, language, text):
        """The forbidden words in a text, as (line, message)."""
        advice, allowed = {}, []
        for entry in (term.entry(language) for term in self.terms.values()):
            advice |= {word: f"'{word}'; write '{entry.word}': {why}" for word, why in entry.avoid.items()}
            allowed += entry.allowed
        for line, word in words.find(language, advice, text, allowed):
            yield line, advice[word]

    def prose_problems(self, language, path, text):
        """The forbidden words in a page; `text` is its source, as it stands in the file."""
        for line, message in self._found(language, words.prose(text)):
            yield f"{path}:{line}: {message}"


def read(root):
    return Glossary(root, [language.code for language in languages.read(root)])
