"""Another language: begun in one command, it is served at once from other languages, and 40 % longer words fit the layout."""

import copy
import functools
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from types import SimpleNamespace

import check
import new_language
import pseudo
import pytest
import translation_hooks
import yaml
from bs4 import BeautifulSoup
from mkdocs.theme import Theme
from test_commands import ENVIRONMENT
from test_site import DRAFTS

ROOT, CODE = check.ROOT, pseudo.CODE
BOOK = check.read_book(ROOT)
SLUGS = sorted({slug for pages in BOOK.values() for slug in pages})
NAME = pseudo.pseudo("English of a machine")
LEFT = "labs/losses"  # is not translated
TRANSLATED = [slug for slug in SLUGS if slug != LEFT]
WIDTHS = [360, 1280]
at_every_width = pytest.mark.parametrize("width", WIDTHS)
FITS = (ROOT / "tests/fits.js").read_text(encoding="utf-8")
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
    const opened = toggle ? toggle.parentElement.querySelector(".md-nav") : document.querySelector(".md-nav--primary")
    opened.classList.add("opened")
}"""


def run(folder, *command, **environment):
    """What a command in a copy of the project prints, without its labs being run."""
    environment = {**ENVIRONMENT, "LABS": "false", "REPO_URL": "https://github.com/example/book", **environment}
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the project as a contributor has it; it shares the installed packages, and what git remembers."""
    folder = tmp_path_factory.mktemp("language") / "book"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".git", ".venv", ".cache", ".pytest_cache", "__pycache__", "site", "tests"))
    (folder / ".venv").symlink_to(ROOT / ".venv")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    asked = ["git", "-c", "safe.directory=*", "rev-parse", "--git-path", "objects"]
    objects = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    (folder / ".git/objects/info/alternates").write_text(os.path.abspath(ROOT / objects.strip()) + "\n")
    return folder


@pytest.fixture(scope="module")
def begun(folder, served):
    """The site right after `make language`."""
    site, address = served
    run(folder, "make", "language", f"LANG={CODE}", f"NAME={NAME}")
    said = run(folder, "make", "check", SITE_URL=f"{address}begun/")
    assert said == "No problems found.\nThe site builds.\n"
    return shutil.move(folder / ".cache/check", site / "begun")


@pytest.fixture(scope="module")
def translated(folder, begun, served):
    """The site of the new language alone, with all of its pages but one translated."""
    site, address = served[0] / "translated", f"{served[1]}translated/{CODE}/"
    theme = files("material").joinpath("templates/partials/languages/en.html").read_text(encoding="utf-8")
    settings = folder / f"languages/{CODE}/mkdocs.yml"
    settings.write_text(pseudo.settings(settings.read_text(encoding="utf-8"), address), encoding="utf-8")
    glossary = folder / "glossary.yml"
    glossary.write_text(pseudo.glossary(glossary.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / f"theme/partials/languages/{CODE}.html").write_text(pseudo.theme_words(theme), encoding="utf-8")
    pseudo.translate(folder, TRANSLATED)
    assert run(folder, sys.executable, "tools/check.py") == "No problems found.\n"
    # with an address of its own the language builds alone, in a third of the time
    run(folder, sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--config-file", settings, "--site-dir", site / CODE)
    return site


def source(site, slug, language):
    folder = "" if language == check.SOURCE else language
    return (site / folder / slug.removesuffix("index") / "index.html").read_text(encoding="utf-8")


@functools.cache
def read(site, slug, language=CODE):
    """A page without its code."""
    return BeautifulSoup(re.sub("<pre.*?</pre>", "", source(site, slug, language), flags=re.DOTALL), "html.parser")


def named(site, slug, language):
    """The languages in which a page names itself to search engines."""
    return set(re.findall('<link rel="alternate " hreflang="([^"]+)"', source(site, slug, language)))


def written(slug):
    """The languages in which the book has a page."""
    return {code for code, pages in BOOK.items() if slug in pages and pages[slug].path not in DRAFTS}


def addresses(site):
    """The pages that the sitemap of the new language has."""
    return re.findall("<loc>(.*)</loc>", (site / CODE / "sitemap.xml").read_text(encoding="utf-8"))


def test_a_page_that_is_not_translated_is_shown_in_english_and_marked_as_english(begun):
    for slug in SLUGS:
        html = read(begun, slug)
        assert (html.html["lang"], html.article["lang"], html.h1) == (CODE, "en", read(begun, slug, "en").h1)


def test_a_page_that_is_not_translated_says_so_in_the_language_of_the_reader_and_leads_to_how_to_help(begun):
    for slug in SLUGS:
        html = read(begun, slug)
        [notice] = html.select("article .notice")
        assert notice["lang"] == CODE and notice.find(lang="en").get_text() == "English"
        page, _, heading = notice.select_one("a[href*='#']")["href"].partition("#")
        guide = (begun / CODE / slug.removesuffix("index") / page).resolve() / "index.html"
        assert BeautifulSoup(guide.read_text(encoding="utf-8"), "html.parser").find(id=heading)


def test_a_page_that_is_not_translated_is_no_page_of_that_language_to_search_engines(begun):
    for slug in SLUGS:
        assert read(begun, slug).select_one("meta[name=robots]")["content"] == "noindex"
        for language in (*BOOK, CODE):
            assert named(begun, slug, language) == written(slug)
    assert addresses(begun) == []


def test_a_page_that_is_not_translated_is_edited_where_it_is_written(begun):
    for slug in SLUGS:
        link = read(begun, slug).select_one("article a.md-content__button")["href"]
        assert link == f"https://github.com/example/book/edit/main/{BOOK['en'][slug].path}"


def test_every_page_leads_to_the_new_language_and_back(begun):
    for slug in SLUGS:
        for language in (*BOOK, CODE):
            links = re.findall(r'hreflang="([^"]+)" lang="[^"]+" class="md-select__link"[^>]*>\s*(.*?)\s*<', source(begun, slug, language))
            assert dict(links).keys() == {*BOOK, CODE} and dict(links)[CODE] == NAME


def test_a_translated_page_is_a_page_of_its_language(translated):
    for slug in TRANSLATED:
        html = read(translated, slug)
        assert html.html["lang"] == CODE and not html.article.has_attr("lang")
        assert not html.select(".notice, meta[name=robots]")
        assert html.select_one("article a.md-content__button")["href"].endswith(f"docs/{CODE}/{BOOK['en'][slug].path.split('/', 2)[2]}")
        assert named(translated, slug, CODE) == written(slug) | {CODE}
    assert len(addresses(translated)) == len(TRANSLATED)


def test_a_page_that_is_left_untranslated_keeps_its_notice(translated):
    html = read(translated, LEFT)
    assert html.select(".notice") and html.article["lang"] == "en"
    assert named(translated, LEFT, CODE) == written(LEFT)


def test_no_word_of_the_site_is_out_of_a_translators_reach(translated):
    left = read(translated, LEFT).h1.find(string=True)
    for slug in TRANSLATED:
        html = copy.copy(read(translated, slug))
        for same in html.select("script, style, code, svg, math, title, [lang]:not(html), .filename, .md-source__repository"):
            same.decompose()
        said = [*html.stripped_strings, html.select_one("meta[name=description]")["content"]]
        said += [tag[name] for name in ("title", "aria-label", "placeholder", "alt") for tag in html.select(f"[{name}]")]
        plain = {text for text in said if re.search("(?i)[aeiou]", text) and not re.search("(?i)[áéíóúý]", text) and left not in text}
        assert plain == {"Made with", "Material for MkDocs"}


@pytest.mark.parametrize("code, searched", [("ja", "ja"), ("pt-BR", "pt"), ("pl", "en")])
def test_a_language_is_searched_with_rules_of_its_own_if_there_are_any(code, searched):
    assert yaml.safe_load(new_language.settings(ROOT, code, "Name"))["plugins"]["search"]["lang"] == searched


@pytest.mark.parametrize("site, shown, direction", [("ar", "en", "ltr"), ("pt-BR", "ar", "rtl")])
def test_a_page_in_another_language_keeps_its_direction(site, shown, direction):
    config = SimpleNamespace(extra={"language": SimpleNamespace(code=site)}, theme=Theme("material"))
    language = SimpleNamespace(code=shown, settings={"theme": {"language": shown}})
    page = SimpleNamespace(notice={"kind": "missing", "language": language})
    output = translation_hooks.on_post_page('<html lang="x"><article class="a">', page, config)
    assert output == f'<html lang="{site}"><article lang="{shown}" dir="{direction}" class="a">'


def test_the_text_is_40_percent_longer():
    words = pseudo.KEPT.sub("", "".join(page.prose for page in BOOK["en"].values()))
    assert 1.38 < len(pseudo.pseudo(words)) / len(words) < 1.42


@pytest.fixture
def page(browser, width):
    """A window so high that all of a page is in it."""
    with browser.new_page(viewport={"width": width, "height": 20_000}) as page:
        yield page


@pytest.fixture
def address(translated, served):
    return f"{served[1]}translated/{CODE}/"


@at_every_width
def test_longer_words_fit_every_page(page, address, width):
    parts, faults = set(), {}
    for slug in [*TRANSLATED, LEFT]:
        if slug in (TRANSLATED[0], LEFT):  # the latter is not in the sitemap, so the theme loads it anew
            page.goto(f"{address}{slug}/", wait_until="networkidle")
        else:
            page.evaluate(FOLLOW, f"{address}{slug}/".replace("index/", ""))
        found = page.evaluate(FITS, ".md-header, .md-content, .md-footer" + (", .md-sidebar" if width > 1000 else ""))
        parts.update(found["parts"])
        if found["faults"] or found["width"] != width:
            faults[slug] = found["width"], found["faults"]
    assert faults == {}
    expected = {"h1", "th", "td", "summary", ".md-button", ".notebook a", ".notice", ".filename", ".md-header__topic", ".md-footer__title"}
    assert parts >= expected | ({".md-nav--primary .md-nav__link", ".md-nav--secondary .md-nav__link"} if width > 1000 else set())


@at_every_width
def test_longer_words_fit_the_menu_of_languages(page, address, width):
    page.goto(address)
    page.locator(".md-header .md-select").hover()
    assert page.evaluate(FITS, ".md-select") == {"width": width, "parts": [".md-select__link"], "faults": []}


@at_every_width
def test_longer_words_fit_the_search(page, address, width):
    page.goto(address)
    page.locator(".md-search__input" if width > 1000 else ".md-header__button[for=__search]").click()
    page.locator(".md-search__input").click()
    page.keyboard.insert_text(pseudo.pseudo("layer"))
    page.keyboard.press("Shift")  # the search listens to keyup
    page.locator(".md-search-result__article").first.wait_for()
    found = page.evaluate(FITS, ".md-search")
    assert (found["faults"], ".md-search-result__article" in found["parts"]) == ([], True)


@pytest.mark.parametrize("width", WIDTHS[:1])
def test_longer_words_fit_every_level_of_the_menu_on_a_phone(page, address, width):
    page.goto(f"{address}layers/dense/")
    page.locator(".md-header__button[for=__drawer]").click()
    for level in [None, *page.evaluate("[...document.querySelectorAll('.md-sidebar--primary .md-nav__toggle')].map(each => each.id)")]:
        page.evaluate(OPEN, level)
        found = page.evaluate(FITS, ".opened")
        assert (found["width"], found["faults"]) == (width, []) and found["parts"]


@pytest.mark.parametrize("width", WIDTHS[:1])
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
    page.evaluate("document.querySelector('article p:not(.notebook)').prepend('" + 100 * "a" + " ')")
    assert page.evaluate(FITS, ".md-content")["faults"] == []
    page.add_style_tag(content=style)
    assert page.evaluate(FITS, ".md-content")["faults"] != []
