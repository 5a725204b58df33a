"""Another language: begun in one command, served at once from others, and longer words fit.

The language is made by machine, xx: English with accents on its letters, 40 % longer. Whoever
reads English can read it, and sees which words of the site no translator can reach.
"""

import copy
import functools
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from book.commands.translated import record
from book.sources import Book
from book.translate import begin, translations
from book.translate.versions import blob

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = "xx"
# every vowel, r and t twice makes a text 40 % longer
_LONGER = "Áà Éè Íì Óò Úù Ýÿ Ç Ñ Rr Tt áà éè íì óò úù ýÿ ç ñ rr tt".split()
LETTERS = str.maketrans(dict(zip("AEIOUYCNRTaeiouycnrt", _LONGER, strict=True)))
# what stays as it is in every language
KEPT = re.compile(
    r"""<!--.*?--> | </?[a-z][^>]*>          # markers, tags
      | (?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)  # code
      | \$\$[^$]+\$\$ | \$[^$\n]+\$          # formulas
      | \]\([^)]*\) | https?://\S+           # where a link leads
      | \{\ *[:.\#][^}\n]*\}                 # ids and attributes
      | ^\ *(?:\?\?\?\+?|!!!)\ *\w*          # what kind of box
      | \{\w+\} | &\w+;                      # placeholders, entities
      | \b\d+e-?\d+\b                        # numbers
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
BOOK = Book.read(ROOT)
SOURCE = BOOK.source.code
DRAFTS = {each.path for each in translations.read(BOOK) if not each.served}
LEFT = "labs/losses"  # is not translated
TRANSLATED = [slug for slug in BOOK.slugs if slug != LEFT]
# of each kind of page one is looked at: its parts are those of the others
LOOKED_AT = ["index", "layers/dense", "losses/metrics", "autodiff/differences", "labs/autodiff"]
LOOKED_AT += ["glossary", "guide", "status"]
FITS = Path(__file__).with_name("fits.js").read_text(encoding="utf-8")
# Follow a link as the theme does, without loading scripts and styles again.
FOLLOW = """address => new Promise(resolve => {
    let pages = 0
    document$.subscribe(() => { if (pages++) resolve() })
    const link = Object.assign(document.createElement("a"), {href: address})
    document.body.append(link)
    link.click()
    link.remove()
})"""
# Open one level of the menu on a phone, and those above it.
OPEN = """level => {
    const toggles = [...document.querySelectorAll(".md-sidebar--primary .md-nav__toggle")]
    const toggle = document.getElementById(level)
    toggles.forEach(each => { each.checked = toggle && each.parentElement.contains(toggle) })
    document.querySelector(".opened")?.classList.remove("opened")
    const around = toggle ? toggle.parentElement : document
    const opened = around.querySelector(toggle ? ".md-nav" : ".md-nav--primary")
    opened.classList.add("opened")
}"""
LEVELS = """[...document.querySelectorAll(".md-sidebar--primary .md-nav__toggle")].map(
    each => each.id
)"""
at_every_width = pytest.mark.parametrize("width", [360, 1280])
on_a_phone = pytest.mark.parametrize("width", [360])


def _longer(text):
    """The text in xx, without touching what every language has in common."""
    made, end = "", 0
    for kept in KEPT.finditer(text):
        made += text[end : kept.start()].translate(LETTERS) + kept[0]
        end = kept.end()
    return made + text[end:].translate(LETTERS)


def _page(page):
    """The text of a page in xx."""
    text, made, end = page.text, "", 0
    start = len(text) - len(page.markdown.text) + page.front.end
    front = re.sub("(?<=description: ).*", lambda match: _longer(match[0]), text[:start], count=1)
    text = page.markdown.text
    for fence in page.markdown.of("code"):
        made += _longer(text[end : fence.span[0]]) + text[slice(*fence.span)]
        end = fence.span[1]
    return front + (made + _longer(text[end:]))[page.front.end :]


def _words(value):
    """All strings of a list or mapping in xx."""
    if isinstance(value, dict):
        return {key: _words(each) for key, each in value.items()}
    return _longer(value) if isinstance(value, str) else value


def _settings(text, address):
    """languages/xx/mkdocs.yml with its words in xx, and the full address of its site."""
    made = {**yaml.safe_load(text), "site_url": address}
    for place, names in (
        (made, ["site_name", "site_description", "copyright"]),
        (made["extra"], ["words", "sections"]),
        (made["markdown_extensions"]["toc"], ["permalink_title"]),
        *((palette["toggle"], ["name"]) for palette in made["theme"]["palette"]),
    ):
        place.update({name: _words(place[name]) for name in names})
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False)


def _theme_words(text):
    """What the theme says, in xx."""
    text = text.replace('"language": "en"', f'"language": "{CODE}"')
    said = r'^(  "(?!direction|language|search\.config)[\w.]+": )(".*")'
    return re.sub(said, lambda each: each[1] + _longer(each[2]), text, flags=re.MULTILINE)


def _glossary(text):
    """glossary.yml with the words of xx, made from the English ones."""
    filled = yaml.safe_load(text)
    for term in filled.values():
        if term["en"]["word"]:
            term[CODE] = _words({key: term["en"][key] for key in ("word", "meaning")})
    return yaml.safe_dump(filled, allow_unicode=True, sort_keys=False)


NAME = _longer("English of a machine")
ENVIRONMENT = {name: each for name, each in os.environ.items() if not name.startswith("MAKE")}


def _run(folder, *command, **environment):
    """What a command in a copy of the project prints, without its labs being executed."""
    ours = {"LABS": "false", "REPO_URL": "https://github.com/example/book", **environment}
    run = subprocess.run(
        command, cwd=folder, env={**ENVIRONMENT, **ours}, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the project; it shares the installed packages, and what git remembers."""
    folder = tmp_path_factory.mktemp("language") / "book"
    left = shutil.ignore_patterns(".git", ".venv", ".*cache", "__pycache__", "test-results")

    def ignore(directory, names):
        own = {"site", "tests"} if Path(directory) == ROOT else set()
        return left(directory, names) | own

    shutil.copytree(ROOT, folder, ignore=ignore)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    _run(folder, "git", "init", "--quiet")
    asked = ("git", "-c", "safe.directory=*", "rev-parse", "--git-path", "objects")
    objects = os.path.abspath(ROOT / _run(ROOT, *asked).strip())
    (folder / ".git/objects/info/alternates").write_text(f"{objects}\n")
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    _run(folder, "git", "add", "--all")
    _run(folder, "git", *identity, "commit", "--quiet", "--message", "Begin")
    return folder


@pytest.fixture(scope="module")
def begun(folder, served):
    """The site right after `make language`."""
    site, address = served
    _run(folder, "make", "language", f"LANG={CODE}", f"NAME={NAME}")
    said = _run(folder, "make", "check", SITE_URL=f"{address}begun/")
    assert said == "No problems found.\nThe site builds.\n"
    return shutil.move(folder / ".cache/check", site / "begun")


@pytest.fixture(scope="module")
def translated(folder, begun, served):
    """The site of the new language alone, with all of its pages but one translated."""
    site, address = served[0] / "translated", f"{served[1]}translated/{CODE}/"

    def change(path, make, *more):
        file = folder / path
        file.write_text(make(file.read_text(encoding="utf-8"), *more), encoding="utf-8")

    change(f"languages/{CODE}/mkdocs.yml", _settings, address)
    change("glossary.yml", _glossary)
    words = files("material").joinpath("templates/partials/languages/en.html")
    change(f"theme/partials/languages/{CODE}.html", lambda _: _theme_words(words.read_text()))
    for each in translations.read(Book.read(folder)):
        if each.language.code == CODE and each.slug in TRANSLATED:
            text = record(_page(BOOK.pages["en"][each.slug]), blob(each.source.data))
            (folder / each.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / each.path).write_text(text, encoding="utf-8")
    said = _run(folder, sys.executable, "-m", "book.commands.check")
    assert said == "No problems found.\n"
    # with an address of its own the language builds alone
    settings = ("--config-file", f"languages/{CODE}/mkdocs.yml", "--site-dir", site / CODE)
    _run(folder, sys.executable, "-m", "mkdocs", "build", "--strict", *settings, CHECK="false")
    return site


def _source(site, slug, language):
    folder = "" if language == SOURCE else language
    file = site / folder / slug.removesuffix("index") / "index.html"
    return file.read_text(encoding="utf-8")


@functools.cache
def _read(site, slug, language=CODE):
    """A page without its code."""
    text = re.sub("<pre.*?</pre>", "", _source(site, slug, language), flags=re.DOTALL)
    return BeautifulSoup(text, "html.parser")


def _named(site, slug, language):
    """The languages in which a page names itself to search engines."""
    links = re.findall('<link rel="alternate " hreflang="([^"]+)"', _source(site, slug, language))
    return set(links)


def _written(slug):
    """The languages in which readers have a page."""
    pages = (pages.get(slug) for pages in BOOK.pages.values())
    return {page.language for page in pages if page and page.path not in DRAFTS}


def _addresses(site):
    """The pages that the sitemap of the new language has."""
    text = (site / CODE / "sitemap.xml").read_text(encoding="utf-8")
    return re.findall("<loc>(.*)</loc>", text)


def test_a_page_that_is_not_translated_is_shown_in_english_and_marked_as_english(begun):
    for slug in BOOK.slugs:
        html = _read(begun, slug)
        assert (html.html["lang"], html.article["lang"]) == (CODE, "en")
        assert html.h1 == _read(begun, slug, "en").h1


def test_a_page_that_is_not_translated_says_so_to_its_reader_and_leads_to_how_to_help(begun):
    for slug in BOOK.slugs:
        [notice] = _read(begun, slug).select("article .notice")
        assert notice["lang"] == CODE and notice.find(lang="en").get_text() == "English"
        page, _, heading = notice.select_one("a[href*='#']")["href"].partition("#")
        guide = (begun / CODE / slug.removesuffix("index") / page).resolve() / "index.html"
        text = guide.read_text(encoding="utf-8")
        assert BeautifulSoup(text, "html.parser").find(id=heading)


def test_a_page_that_is_not_translated_is_no_page_of_its_language_to_search_engines(begun):
    for slug in BOOK.slugs:
        assert _read(begun, slug).select_one("meta[name=robots]")["content"] == "noindex"
        for language in (*BOOK.pages, CODE):
            assert _named(begun, slug, language) == _written(slug)
    assert _addresses(begun) == []


def test_a_page_that_is_not_translated_is_edited_where_it_is_written(begun):
    for slug in BOOK.slugs:
        link = _read(begun, slug).select_one("article a.md-content__button")["href"]
        path = BOOK.pages["en"][slug].path
        assert link == f"https://github.com/example/book/edit/main/{path}"


def test_every_page_leads_to_the_new_language_and_back(begun):
    for slug in BOOK.slugs:
        for language in (*BOOK.pages, CODE):
            links = _read(begun, slug, language).select("a.md-select__link")
            names = {link["hreflang"]: link.get_text(strip=True) for link in links}
            assert names.keys() == {*BOOK.pages, CODE} and names[CODE] == NAME


def test_a_translated_page_is_a_page_of_its_language(translated):
    for slug in TRANSLATED:
        html = _read(translated, slug)
        assert html.html["lang"] == CODE and not html.article.has_attr("lang")
        assert not html.select(".notice, meta[name=robots]")
        edit = html.select_one("article a.md-content__button")["href"]
        assert edit.endswith(f"docs/{CODE}/{slug}.md")
        assert _named(translated, slug, CODE) == _written(slug) | {CODE}
    assert len(_addresses(translated)) == len(TRANSLATED)


def test_a_page_that_is_left_untranslated_keeps_its_notice(translated):
    html = _read(translated, LEFT)
    assert html.select(".notice") and html.article["lang"] == "en"
    assert _named(translated, LEFT, CODE) == _written(LEFT)


def test_no_word_of_the_site_is_out_of_a_translators_reach(translated):
    left = _read(translated, LEFT).h1.find(string=True)
    same = "script, style, code, svg, math, title, [lang]:not(html), .filename"
    for slug in TRANSLATED:
        html = copy.copy(_read(translated, slug))
        for each in html.select(f"{same}, .md-source__repository"):
            each.decompose()
        said = [*html.stripped_strings, html.select_one("meta[name=description]")["content"]]
        for name in ("title", "aria-label", "placeholder", "alt"):
            said += [tag[name] for tag in html.select(f"[{name}]")]
        english = {text for text in said if re.search("(?i)[aeiou]", text) and left not in text}
        plain = {text for text in english if not re.search("(?i)[áéíóúý]", text)}
        assert plain == {"Made with", "Material for MkDocs"}


@pytest.mark.parametrize("code, searched", [("ja", "ja"), ("pt-BR", "pt"), ("pl", "en")])
def test_a_language_is_searched_with_rules_of_its_own_if_there_are_any(code, searched):
    settings = yaml.safe_load(begin.settings(ROOT, code, "Name"))
    assert settings["plugins"]["search"]["lang"] == searched


def test_the_text_is_40_percent_longer():
    words = KEPT.sub("", "".join(page.prose for page in BOOK.pages["en"].values()))
    assert 1.38 < len(_longer(words)) / len(words) < 1.42


@pytest.fixture
def page(browser, width):
    """A window so high that all of a page is in it."""
    with browser.new_page(viewport={"width": width, "height": 20_000}) as page:
        yield page


@pytest.fixture
def address(translated, served):
    return f"{served[1]}translated/{CODE}/"


@at_every_width
def test_longer_words_fit_the_pages(page, address, width):
    parts, faults = set(), {}
    scopes = ".md-header, .md-content, .md-footer" + (", .md-sidebar" if width > 1000 else "")
    for slug in [*LOOKED_AT, LEFT]:
        if slug in (LOOKED_AT[0], LEFT):
            # the latter is not in the sitemap, so the theme loads it anew
            page.goto(f"{address}{slug}/".replace("index/", ""), wait_until="networkidle")
        else:
            page.evaluate(FOLLOW, f"{address}{slug}/")
        found = page.evaluate(FITS, scopes)
        parts.update(found["parts"])
        if found["faults"] or found["width"] != width:
            faults[slug] = found["width"], found["faults"]
    assert faults == {}
    expected = "h1|th|td|summary|.md-button|.notebook a|.notice|.filename|.md-header__topic"
    expected += "|.md-footer__title"
    if width > 1000:
        expected += "|.md-nav--primary .md-nav__link|.md-nav--secondary .md-nav__link"
    assert parts >= set(expected.split("|"))


@at_every_width
def test_longer_words_fit_the_menu_of_languages(page, address, width):
    page.goto(address)
    page.locator(".md-header .md-select").hover()
    found = page.evaluate(FITS, ".md-select")
    assert found == {"width": width, "parts": [".md-select__link"], "faults": []}


@at_every_width
def test_longer_words_fit_the_search(page, address, width):
    page.goto(address)
    field, button = ".md-search__input", ".md-header__button[for=__search]"
    page.locator(field if width > 1000 else button).click()
    page.locator(field).click()
    page.keyboard.insert_text(_longer("noise"))
    page.keyboard.press("Shift")  # the search listens to keyup
    page.locator(".md-search-result__article").first.wait_for()
    found = page.evaluate(FITS, ".md-search")
    assert found["faults"] == [] and ".md-search-result__article" in found["parts"]


@on_a_phone
def test_longer_words_fit_every_level_of_the_menu_on_a_phone(page, address, width):
    page.goto(f"{address}layers/dense/")
    page.locator(".md-header__button[for=__drawer]").click()
    for level in [None, *page.evaluate(LEVELS)]:
        page.evaluate(OPEN, level)
        found = page.evaluate(FITS, ".opened")
        assert (found["width"], found["faults"]) == (width, []) and found["parts"]


@on_a_phone
@pytest.mark.parametrize(
    "style",
    [
        ".md-typeset { overflow-wrap: normal }",  # and a long word
        ".md-content h1 { height: 1rem; overflow: hidden }",
        ".md-content h1 { white-space: nowrap; overflow: hidden }",
        ".md-content h1 { margin-bottom: -6rem }",
    ],
)
def test_a_text_that_is_cut_off_or_covered_is_found(page, address, width, style):
    page.goto(f"{address}layers/dense/")
    long = "document.querySelector('article p:not(.notebook)').prepend"
    page.evaluate(f"{long}('{100 * 'a'} ')")
    assert page.evaluate(FITS, ".md-content")["faults"] == []
    page.add_style_tag(content=style)
    assert page.evaluate(FITS, ".md-content")["faults"] != []
