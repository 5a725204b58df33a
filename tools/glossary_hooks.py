"""MkDocs hooks: the glossary page, the tooltips of terms, and the words that the search knows."""

import html
import json
import re
from pathlib import Path

import glossary
import languages
import words
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from tooltips import Tooltips

ROOT = Path(__file__).resolve().parent.parent
MARKER = "<!-- generated: glossary -->"
PAGE = "glossary.md"


def on_config(config):
    config.glossary = glossary.read(ROOT)
    config.tooltips = Tooltips()
    config.markdown_extensions.append(config.tooltips)


def on_files(files, config):
    """Material has no hook for what a reader asks the search, so the worker of all languages gets ours in front."""
    if Path(config.config_file_path).parent != ROOT:
        return  # the projects plugin takes the theme's files from the source language
    workers = [file for file in files if re.fullmatch(r"assets/javascripts/workers/search\.\w+\.min\.js", file.src_uri)]
    if len(workers) != 1:
        raise PluginError("the theme's search worker has another name now; correct it in tools/glossary_hooks.py")
    # a language that the search does not know takes the search of another one, and does not replace its words
    taken = {each.code: each.settings["plugins"]["search"]["lang"] for each in languages.read(ROOT)}
    known = {taken[code]: search_words(config.glossary, code) for code in sorted(taken, key=lambda code: code == taken[code])}
    ours = (ROOT / "tools/search.js").read_text(encoding="utf-8").replace("WORDS", json.dumps(known, ensure_ascii=False), 1)
    files.remove(workers[0])
    files.append(File.generated(config, workers[0].src_uri, content=f"{{{ours}}}\n{workers[0].content_string}"))


def search_words(terms, language):
    """What search.js needs: {alias without spaces: what to look for instead}, and the endings of the language."""
    instead = {}
    for term in terms.terms.values():
        entry = term.entry(language)
        if entry.word:
            for alias, found in [
                (entry.word, [entry.word]),
                *((word, [entry.word]) for word in entry.avoid),
                *((word, [entry.word] if " " in word else [word, entry.word]) for word in entry.search),
                *((phrase, [phrase]) for phrase in entry.allowed),
            ]:
                known = instead.setdefault(re.sub(r"[\s-]+", "", alias).lower(), [])
                known += [word for word in found if word not in known]
    return {"instead": instead, "endings": words.endings(language)}


def on_page_markdown(markdown, page, config, files):
    language = Path(page.file.abs_src_path).resolve().relative_to(ROOT / "docs").parts[0]
    terms = config.glossary.terms.values()
    explained = page.file.src_uri != PAGE
    config.tooltips.language = language
    config.tooltips.meanings = {
        term.entry(language).word: term.entry(language).meaning
        for term in terms
        if explained and term.entry(language).word and term.page != page.file.src_uri
    }
    if page.file.src_uri == PAGE:
        page.meta["search"] = {"boost": 0.5}  # the page that teaches a word comes first
        return markdown.replace(MARKER, _list(terms, language, files), 1)
    return markdown


def _list(terms, language, files):
    """The terms, sorted for the reader; a term without a word in this language stands there in another one."""

    def shown(term):
        """The languages that have a word for the term, this one first."""
        return sorted((code for code in term.entries if term.entries[code].word), key=lambda code: (code != language, code))

    def item(term):
        own, *others = shown(term)
        entry = term.entries[own]
        mark = "" if own == language else f' lang="{own}"'
        link = f"[{entry.word}]({term.taught})" if files.get_file_from_path(term.page) else entry.word
        names = "".join(f'<span lang="{code}">{html.escape(term.entries[code].word)}</span>' for code in others)
        yield f'<dt id="term-{term.name}" markdown="span"{mark}>{link} {names}</dt>'
        yield f"<dd{mark}>{html.escape(entry.meaning)}</dd>"
        for why in dict.fromkeys(entry.avoid.values()):  # one line a reason
            avoided = " ".join(f"<del>{html.escape(word)}</del>" for word in entry.avoid if entry.avoid[word] == why)
            yield f'<dd{mark} class="avoid" data-search-exclude>{avoided} {html.escape(why)}</dd>'

    known = sorted(filter(shown, terms), key=lambda term: term.entries[shown(term)[0]].word.casefold())
    return "\n".join(['<dl class="glossary" markdown="block">', *(line for term in known for line in item(term)), "</dl>"])
