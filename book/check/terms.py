"""Whether glossary.yml has the right form, and says nothing twice or against itself."""

import yaml

from ..sources import Problem
from ..sources.terms import FILE, KEYS, content, line, pairs, right
from .words import found

_KINDS = {
    str: "text",
    dict: "`word: why` on lines of their own",
    list: "a list, such as [one, two]",
}


def problems(book, told):
    terms = book.terms
    form = {key.value: [*_form(book, value)] for key, value in pairs(terms.node)}
    right_ones = [term for term in terms if not form[term.name]]
    checks = [_file(terms), *form.values()]
    checks += [_place(book, told, term) for term in terms if term.taught or term in right_ones]
    checks += [_entries(right_ones, language) for language in book.pages]
    checks += [_contradictions(terms, language) for language in book.pages]
    for check in checks:
        yield from (Problem(FILE, *each) for each in check)


def _file(terms):
    if not terms.error:
        return _mapping(terms.node, "a term and its languages")
    why = " ".join(str(terms.error).split())
    if mark := getattr(terms.error, "problem_mark", None):
        mend = "correct the YAML, the other blocks show its form"
        return [(mark.line + 1, f"{terms.error.problem}; {mend}")]
    return [(1, f"cannot be read ({why}); restore it, saved as UTF-8")]


def _form(book, term):
    yield from _mapping(term, "`taught:` and a block for each language")
    for key, value in pairs(term):
        if key.value in book.pages:
            yield from _mapping(value, "`word:` and `meaning:`")
            for each in pairs(value):
                yield from _entry(*each)
        elif key.value != "taught" or not isinstance(value, yaml.ScalarNode):
            keys = ", ".join(["taught", *book.pages])
            yield line(key), f"unknown key {key.value!r}; use {keys}"


def _mapping(node, expected):
    if not isinstance(node, yaml.MappingNode):
        there = line(node) if node else 1
        yield there, f"expected {expected}; indent it as the other blocks are"
    keys = [key.value for key, _ in pairs(node)]
    for number, (key, _) in enumerate(pairs(node)):
        if key.value in keys[:number]:
            yield line(key), f"{key.value!r} is here twice; keep one"


def _entry(key, value):
    if key.value not in KEYS:
        yield line(key), f"unknown key {key.value!r}; use {', '.join(KEYS)}"
    elif content(value) is not None and not right(key.value, content(value)):
        kind = _KINDS[KEYS[key.value]]
        yield line(key), f"{key.value} is not {kind}; write it so, in quotes if need be"
    elif key.value == "avoid":
        yield from _mapping(value, _KINDS[dict]) if content(value) else ()


def _place(book, told, term):
    slug, _, id = term.taught.partition("#")
    slug = slug.removesuffix(".md")
    pages = [own[slug] for own in book.pages.values() if slug in own]
    if not id or not pages:
        where = "write `taught: layers/page.md#heading`"
        yield term.line, f"{term.name!r} has no place where it is taught; {where}"
    for page in pages if id else ():
        ids = [heading.id for heading in page.markdown.headings]
        if id not in ids and not told.hides(page, id):
            mend = "correct `taught`, or the heading"
            yield term.line, f"{page.path} has no heading with the id #{id}; {mend}"


def _entries(terms, language):
    """What the entries of terms that have the right form lack."""
    for term in terms:
        entry = term.entry(language)
        if language not in term.entries:
            add = f"add `{language}:` with `word:` and `meaning:`, empty if need be"
            yield term.line, f"{term.name!r} has no {language}; {add}"
        elif bool(entry.word) != bool(entry.meaning) or (entry.avoid and not entry.word):
            there = min(entry.lines.values(), default=term.line)
            has = "has a word, a meaning or words to avoid, but not both word and meaning"
            yield there, f"{term.name!r} {has}; write both"
        for word, why in entry.avoid.items():
            if not why.strip():
                yield entry.lines[word], f"{word!r} is without a reason; say why in one sentence"


def _contradictions(terms, language):
    entries = [(term, term.entry(language)) for term in terms]
    forbidden, chosen = {}, {}
    for term, entry in entries:
        chosen.setdefault(entry.word.casefold(), term.name)
    for term, entry in entries:
        for word in entry.avoid:
            there, other = entry.lines[word], forbidden.setdefault(word.casefold(), term.name)
            if other != term.name:
                yield there, f"{word!r} is also a word to avoid of {other!r}; keep one of them"
            if other := chosen.get(word.casefold()):
                mend = "choose another, or do not avoid it"
                yield there, f"{word!r} is the word of {other!r}; {mend}"
        for _, message in found(terms, language, entry.meaning):
            yield entry.lines["meaning"], f"the meaning of {term.name!r} says {message}"
