"""Words that the glossary says not to use, in the prose of each language."""

from ..sources import Problem
from ..sources.endings import find


def problems(book, told):
    for page in book.all_pages:
        for line, message in found(book.terms, page.language, page.prose):
            yield Problem(page.path, line, message)


def found(terms, language, text):
    """The words not to use in a text, as (line, message)."""
    advice, allowed = {}, []
    for entry in (term.entry(language) for term in terms):
        for word, why in entry.avoid.items():
            advice[word] = f"'{word}'; write '{entry.word}': {why}"
        allowed += entry.allowed
    for line, word in find(language, advice, text, allowed):
        yield line, advice[word]
