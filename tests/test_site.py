"""The built site: every block is run, every copy is a program, all languages are one book."""

import functools
import json
import re
from urllib.parse import unquote, urljoin, urlsplit

import check
import fresh
import languages
import pytest
import translations
from bs4 import BeautifulSoup
from programs import Program, programs

ROOT = check.ROOT
BOOK = check.read_book(ROOT)
LANGUAGES = languages.read(ROOT)
TRANSLATIONS = translations.read(ROOT, BOOK)
DRAFTS = {each.path for each in TRANSLATIONS if not each.served}
PAGES = [page for language in BOOK.values() for page in language.values() if page.path not in DRAFTS]
every_page = pytest.mark.parametrize("chapter", PAGES, ids=lambda chapter: chapter.path)
# a stale page shows what it showed when it was translated
CURRENT = [each for each in TRANSLATIONS if each.state == "current" and each.page in PAGES]
every_translation = pytest.mark.parametrize("translation", CURRENT, ids=lambda translation: translation.path)


def address(page):
    """Where a page is on the site, such as en/layers/dense/."""
    [language] = [each for each in LANGUAGES if each.code == page.path.split("/")[1]]
    return language.address(page.slug)


@functools.cache
def parsed(file):
    # the spans that colour the code are nine nodes of ten
    text = re.sub(r"</?span\b[^>]*>", "", file.read_text(encoding="utf-8"))
    return BeautifulSoup(text, "html.parser")


@pytest.fixture
def html(site, chapter):
    return parsed(site / address(chapter) / "index.html")


def test_the_sources_have_no_problems():
    assert list(check.problems(ROOT)) == []


@every_page
def test_every_python_block_a_reader_sees_is_run_or_exempted_with_a_reason(chapter, html):
    seen = html.select("article div.language-python")
    assert len(seen) == len(chapter.steps) + len([block for block in chapter.programs if block.exempt])


@every_page
def test_every_code_block_comes_from_a_fence_and_names_its_language(chapter, html):
    classes = [pre.find_parent("div", class_="highlight")["class"][0] for pre in html.select("article pre")]
    assert classes == [f"language-{block.language}" for block in chapter.blocks]


@every_page
def test_every_output_a_reader_sees_is_the_recorded_one(chapter, html):
    seen = [block.get_text().strip() for block in html.select("article div.language-text code")]
    assert seen == [block.output.text.strip() for block in chapter.programs if block.output]
    for block in chapter.programs:
        if block.output:
            assert block.output.text.strip() in Program(ROOT, block.output.file.replace(".out", ".py")).recorded


@every_page
def test_failures_are_marked(chapter, html):
    for block in html.select("article div.language-text"):
        assert ("failure" in block["class"]) == ("Traceback (most recent call last)" in block.get_text())


@every_page
def test_the_copied_text_is_a_program_that_prints_what_is_recorded(chapter, html):
    copies = [block["data-copy"] for block in html.select("article div.language-python")]
    assert len(copies) == len(chapter.programs)
    for copy, block in zip(copies, chapter.programs):
        program = Program(ROOT, block.file)
        assert "--8<--" not in copy
        assert block.text.strip() in copy or re.sub(r"\s+", "", block.text) in re.sub(r"\s+", "", copy)
        [result] = fresh.submit(((program.path.name, copy),)).result()
        assert result.text == program.recorded, block.file


@every_page
def test_a_page_names_itself_in_every_language(base_url, chapter, html):
    written = [page.path.split("/")[1] for page in PAGES if page.slug == chapter.slug]
    addresses = {language.code: base_url + language.address(chapter.slug) for language in LANGUAGES}
    links = {link["hreflang"]: link["href"] for link in html.select('head link[rel~="alternate"]')}
    assert links == {code: addresses[code] for code in written}
    here = base_url + address(chapter)
    assert html.select_one("link[rel=canonical]")["href"] == here
    switch = {link["hreflang"]: urljoin(here, link["href"]) for link in html.select("a.md-select__link")}
    assert switch == addresses
    assert html.html["lang"] == chapter.path.split("/")[1]


@every_page
def test_links_images_and_anchors_resolve(site, base_url, chapter, html):
    here = base_url + address(chapter)
    targets = [(tag, tag.get("href") or tag.get("src")) for tag in html.select("a[href], link[href], img[src], script[src]")]
    assert len(targets) > 20
    for tag, target in targets:
        url = urlsplit(urljoin(here, target))
        if not url.geturl().startswith(base_url):
            in_prose = tag.name == "a" and tag.find_parent("article")
            assert in_prose or "github.com/example/book" in target or tag.get("rel") == ["noopener"], target
            continue
        file = site / unquote(url.path.removeprefix("/book/"))
        file = file / "index.html" if file.is_dir() else file
        assert file.is_file(), target
        if url.fragment and file.suffix == ".html" and not url.fragment.startswith("__"):
            assert parsed(file).find(id=unquote(url.fragment)), target


@every_page
def test_headings_have_the_ids_that_the_page_gives_them(chapter, html):
    seen = [(int(heading.name[1]), heading["id"]) for heading in html.select("article :is(h1,h2,h3,h4,h5,h6)")]
    assert seen == [(level, id) for _, level, id in chapter.headings]


@every_translation
def test_headings_code_and_outputs_are_those_of_the_source(site, translation):
    def same(page):
        shown = parsed(site / address(page) / "index.html").select("article :is(h1,h2,h3,h4,h5,h6,.language-python,.language-text)")
        return [each.get("id") or re.sub(r'"__\w+"', "", str(each)) for each in shown]

    assert same(translation.page) == same(translation.source)


@every_page
def test_a_page_can_be_edited_where_it_is_written(chapter, html):
    edit = html.select_one("article a.md-content__button")
    assert edit["href"] == f"https://github.com/example/book/edit/main/{chapter.path}"


@every_page
def test_figures_have_a_text_alternative_in_the_page_and_colours_of_the_palette(chapter, html):
    source = re.sub("`.*?`", "", (ROOT / chapter.path).read_text(encoding="utf-8"))
    figures = html.select("article svg.figure")
    assert [figure["aria-label"] for figure in figures] == re.findall(r"!\[([^\]]+)\]\([^)]*\.svg\)", source)
    for figure in figures:
        assert [child["aria-hidden"] for child in figure.find_all(recursive=False)] == ["true"]
        assert figure["role"] == "img" and not re.search(r'(fill|stroke)="(?!none)', str(figure))
    assert not html.select("article img:not([alt])")


def test_every_program_is_shown_in_every_language(site):
    codes = {program.code for program in programs(ROOT)}
    for language in LANGUAGES:
        folders = [site / language.address(slug) for slug in BOOK[check.SOURCE]]
        assert {block["data-copy"] for folder in folders for block in parsed(folder / "index.html").select(".language-python")} == codes


def test_the_search_of_a_language_has_the_pages_of_that_language(site):
    for language in LANGUAGES:
        index = json.loads((site / language.folder / "search/search_index.json").read_text(encoding="utf-8"))
        assert index["config"]["lang"] == [language.settings["plugins"]["search"]["lang"]]
        titles = {entry["title"] for entry in index["docs"]}
        assert {BeautifulSoup(t, "html.parser").get_text() for t in titles} >= {
            re.search(r"^# (.*) \{", (ROOT / page.path).read_text(encoding="utf-8"), re.M)[1].replace("`", "")
            for page in PAGES
            if page.path.startswith(f"docs/{language.code}/")
        }


def test_the_figure_of_calls_says_what_keras_calls():
    figure = BeautifulSoup((ROOT / "theme/assets/figures/calls.svg").read_text(), "html.parser")
    rows = []
    for text in figure.select("text"):
        if "method" in text["class"]:
            rows[-1].append(text.get_text())
        else:
            rows.append([])
    traced = []
    for line in Program(ROOT, "layers/dense/calls.py").recorded.splitlines():
        if line.startswith("  "):
            traced[-1].append(line.split()[0])
        else:
            traced.append([])
    traced.remove(["call"])  # model(x), which the figure leaves out
    assert sorted(rows) == sorted(traced)


def test_the_dense_page_highlights_the_method_that_each_heading_names():
    names = {"init": "__init__", "build": "build", "call": "call", "compute-output-shape": "compute_output_shape", "get-config": "get_config"}
    for page in (page for page in PAGES if page.slug == "layers/dense"):
        for line, _, id in page.headings:
            if id in names:
                block = next(block for block in page.programs if block.line > line)
                first, last = map(int, re.search(r'hl_lines="(\d+)-(\d+)"', block.options).groups())
                lines = block.text.splitlines()
                assert lines[first - 1].startswith(f"    def {names[id]}(")
                method_end = next((n for n in range(first, len(lines)) if lines[n].startswith("    def ")), len(lines))
                assert "\n".join(lines[first - 1 : method_end]).rstrip() == "\n".join(lines[first - 1 : last])


def test_the_home_pages_name_the_versions_that_are_installed():
    pins = re.findall(r"^(tensorflow|keras)==(\d+\.\d+)", (ROOT / "constraints.txt").read_text(), re.M)
    newest = dict(pins)  # the last pin of a package is the one for newer Pythons
    for page in (page for page in PAGES if page.slug == "index"):
        text = (ROOT / page.path).read_text(encoding="utf-8")
        assert re.findall(r"(?<!\d)\d+\.\d+", text)[:2] == [newest["tensorflow"], newest["keras"]]


def test_the_same_code_in_two_languages_runs_once():
    for translation in CURRENT:
        assert fresh.submit(translation.page.steps) is fresh.submit(translation.source.steps)
