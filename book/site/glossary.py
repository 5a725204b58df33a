"""The glossary page, the meanings that a page explains, and what the search knows of the words."""

import html
import json
from pathlib import Path

from ..sources import endings

PAGE = "glossary.md"
MARKER = "generated: glossary"


def meanings(book, page):
    """{word: meaning} of the terms that a page uses and does not teach."""
    uri = f"{page.slug}.md"
    if uri == PAGE or uri.startswith("labs/"):  # a lab uses what its part has taught
        return {}
    entries = [term.entry(page.language) for term in book.terms if term.page != uri]
    return {entry.word: entry.meaning for entry in entries if entry.word}


def listed(terms, language, there):
    """The terms as HTML, sorted for the reader; there(uri) says whether the site has a page.

    A term without a word in this language stands there in another one.
    """

    def shown(term):
        """The languages that have a word for the term, this one first."""
        codes = [code for code, entry in term.entries.items() if entry.word]
        return sorted(codes, key=lambda code: (code != language, code))

    def item(term):
        own, *others = shown(term)
        entry = term.entries[own]
        mark = "" if own == language else f' lang="{own}"'
        link = f"[{entry.word}]({term.taught})" if there(term.page) else entry.word
        words = [(code, html.escape(term.entries[code].word)) for code in others]
        names = "".join(f'<span lang="{code}">{word}</span>' for code, word in words)
        yield f'<dt id="term-{term.name}" markdown="span"{mark}>{link} {names}</dt>'
        yield f"<dd{mark}>{html.escape(entry.meaning)}</dd>"
        for why in dict.fromkeys(entry.avoid.values()):  # one line a reason
            avoided = [html.escape(word) for word in entry.avoid if entry.avoid[word] == why]
            said = " ".join([*(f"<del>{word}</del>" for word in avoided), html.escape(why)])
            yield f'<dd{mark} class="avoid" data-search-exclude>{said}</dd>'

    known = [term for term in terms if shown(term)]
    known.sort(key=lambda term: term.entries[shown(term)[0]].word.casefold())
    lines = [line for term in known for line in item(term)]
    return "\n".join(['<dl class="glossary" markdown="block">', *lines, "</dl>"])


def search_worker(book, worker):
    """The theme's search worker, and in front of it what turns a query into the book's words."""
    taken = {each.code: each.settings["plugins"]["search"]["lang"] for each in book.languages}
    # a language that the search does not know takes that of another one, and not its words
    codes = sorted(taken, key=lambda code: code == taken[code])
    known = {taken[code]: _search_words(book, code) for code in codes}
    ours = Path(__file__).with_name("search.js").read_text(encoding="utf-8")
    ours = ours.replace("WORDS", json.dumps(known, ensure_ascii=False), 1)
    return f"{{{ours}}}\n{worker}"


def _search_words(book, language):
    """{alias without spaces: what to look for instead}, and the endings of the language."""
    entries, instead = [term.entry(language) for term in book.terms], {}
    for entry in (entry for entry in entries if entry.word):
        aliases = [(word, [entry.word]) for word in (entry.word, *entry.avoid)]
        for word in entry.search:
            aliases.append((word, [entry.word] if " " in word else [word, entry.word]))
        aliases += [(phrase, [phrase]) for phrase in entry.allowed]
        for alias, found in aliases:
            known = instead.setdefault("".join(alias.lower().replace("-", " ").split()), [])
            known += [word for word in found if word not in known]
    return {"instead": instead, "endings": endings.endings(language)}
