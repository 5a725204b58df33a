"""The site in a real browser, as a reader uses it."""

import json
import re

import pytest
from playwright.sync_api import expect

from book.site.formulas import mathml
from book.sources import Book

KOREAN, ENGLISH = "layers/dense/", "en/layers/dense/"


@pytest.fixture(scope="module")
def book(pytestconfig):
    return Book.read(pytestconfig.rootpath)


def _switch_language(page, code):
    page.locator(".md-header .md-select").hover()
    page.locator(f'.md-select__link[hreflang="{code}"]').click()


def test_a_home_page_loads_without_an_error_or_a_request_to_another_host(page, complaints, home):
    page.goto(home, wait_until="networkidle")
    assert page.locator("h1").is_visible()
    assert complaints == []


def test_a_copy_button_puts_the_whole_program_on_the_clipboard(page, complaints, dense, book):
    page.goto(dense, wait_until="networkidle")
    assert complaints == []
    block = page.locator("div.language-python").nth(4)
    shown = block.locator("code").inner_text()
    page.evaluate("navigator.clipboard.writeText('nothing yet')")
    block.hover()
    block.locator("button.md-code__button[data-md-type=copy], button.md-clipboard").first.click()
    copies = "navigator.clipboard.readText().then(text => text.includes('def '))"
    page.wait_for_function(copies)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == book.programs["layers/dense/dense.py"].code.strip()
    assert len(copied) > len(shown)
    assert complaints == []


@pytest.mark.parametrize("path, code, other", [(KOREAN, "en", ENGLISH), (ENGLISH, "ko", KOREAN)])
def test_the_language_switch_keeps_the_page(page, complaints, path, code, other):
    page.goto(path)
    _switch_language(page, code)
    page.wait_for_url(f"**/book/{other}")
    assert page.locator("html").get_attribute("lang") == code
    assert complaints == []


def test_the_language_switch_follows_instant_loading_and_keeps_the_heading(page, complaints):
    page.goto("layers/why/")
    page.evaluate("window.sameDocument = true")
    page.locator(".md-footer__link--next").click()
    # the theme may still add the heading that the reader left
    page.wait_for_url(re.compile("/book/layers/exponential/(#.*)?$"))
    assert page.evaluate("window.sameDocument")  # loaded instantly, the header is the old one
    expect(page.locator('.md-select__link[hreflang="en"]')).to_have_attribute(
        "href", re.compile("/en/layers/exponential/(#.*)?$")
    )
    page.locator(".md-sidebar--secondary a[href$='#unsafe']").click()
    page.wait_for_url("**#unsafe")
    _switch_language(page, "en")
    page.wait_for_url("**/book/en/layers/exponential/#unsafe")
    assert complaints == []


def test_a_reader_reaches_the_first_chapter_with_one_click(page, home):
    page.goto(home)
    page.locator(".md-button--primary").click()
    page.wait_for_url(f"**/book/{home}layers/why/")


@pytest.mark.parametrize("path, scheme, dark", [(KOREAN, "light", False), (ENGLISH, "dark", True)])
def test_page_and_figure_follow_the_palette_of_the_system_and_of_the_button(
    page, path, scheme, dark
):
    def is_dark(style):
        red, green, blue = map(int, re.findall(r"\d+", style)[:3])
        return red + green + blue < 3 * 128

    def looks():
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        node = page.evaluate("getComputedStyle(document.querySelector('.figure .node')).fill")
        return is_dark(background), is_dark(node)

    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    assert looks() == (dark, dark)
    page.locator("form[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).to_have_attribute(
        "data-md-color-scheme", "default" if dark else "slate"
    )
    assert looks() == (not dark, not dark)
    page.reload()
    assert looks() == (not dark, not dark)


SHOW = """async (path) => {
    const text = await (await fetch(path)).text()
    const article = new DOMParser().parseFromString(text, "text/html").querySelector("article")
    article.querySelectorAll("details").forEach(each => each.open = true)
    document.querySelector("article").replaceWith(article)
    return [article.querySelector("h1").id, document.documentElement.scrollWidth]
}"""


def test_a_phone_shows_every_page_without_sideways_scrolling(page, home, book):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(home)
    for shown in book.pages[book.source.code].values():
        # only the text changes: much faster than loading each page
        found = page.evaluate(SHOW, f"{shown.slug}/".replace("index/", ""))
        assert found == [shown.markdown.headings[0].id, 360]


@pytest.mark.parametrize(
    "path, word, title", [("", "잡음", "훈련과 추론"), ("en/", "noise", "Training and inference")]
)
def test_search_finds_the_chapter(page, complaints, path, word, title):
    page.goto(path)
    page.locator(".md-search__input").click()
    page.keyboard.insert_text(word)
    page.keyboard.press("Shift")  # the search listens to keyup
    expect(
        page.locator(".md-search-result__list h1, .md-search-result__list h2").first
    ).to_be_visible()
    assert title in page.locator(".md-search-result__list").inner_text()
    assert complaints == []


@pytest.mark.parametrize(
    "path, words",
    [
        ("losses/reconstruction/", ["Colab에서 열기", "노트북 내려받기"]),
        ("en/labs/losses/", ["Open in Colab", "Download notebook"]),
    ],
)
def test_a_reader_downloads_the_notebook_of_a_page(page, complaints, path, words):
    page.goto(path)
    assert page.locator("p.notebook a").all_inner_texts() == words
    with page.expect_download() as download:
        page.get_by_text(words[1]).click()
    name = path.rstrip("/").rsplit("/", 1)[1]
    assert download.value.suggested_filename == f"{name}.ipynb"
    assert json.loads(download.value.path().read_text(encoding="utf-8"))["cells"][0]["source"][
        0
    ].startswith("# ")
    assert complaints == []


COLOURS = """() => [
    ".figure.plot text|fill", ".figure.plot path[style*='stroke: var']|stroke", "math|color",
].map(each => each.split("|")).flatMap(([which, property]) =>
    [...document.querySelectorAll(which)].map(each => getComputedStyle(each)[property])
)"""


@pytest.mark.parametrize("path", ["autodiff/differences/", "en/labs/losses/"])
def test_plots_and_formulas_follow_the_palette(page, complaints, path):
    page.emulate_media(color_scheme="light")
    page.goto(path)
    light = page.evaluate(COLOURS)
    page.locator("form[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert len(light) > 20 and not set(light) & set(page.evaluate(COLOURS))
    assert complaints == []


RESULTS = """() => [...document.querySelectorAll(".md-search-result__item")].map(item => {
    const texts = of => [...item.querySelectorAll(of)].map(each => each.innerText)
    return {
        title: item.querySelector("h1").innerText,
        marked: texts("mark"),
        missing: texts(".md-search-result__terms").join(" ").trim(),
    }
})"""


def _results(page, path, query):
    page.goto(path)
    page.locator(".md-search__input").click()
    page.keyboard.insert_text(query)
    page.keyboard.press("Shift")  # the search listens to keyup
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    return page.evaluate(RESULTS)


@pytest.mark.parametrize(
    "path, query, title, marked",
    [
        ("", "레이어", "왜 층을 만드는가", "층"),
        ("", "계층은", "왜 층을 만드는가", "층"),
        ("", "기울기", "그레이디언트 검사", "그레이디언트"),
        ("", "경사", "그레이디언트 멈추기", "그레이디언트"),
        ("", "잔차블록", "잔차 블록", "잔차"),
        ("", "오차역전파", "테이프와 역방향 자동 미분", "역전파"),
        ("", "자동미분", "테이프와 역방향 자동 미분", "자동"),
        ("", "노이즈를", "훈련과 추론", "잡음"),
        ("en/", "backprop", "The gradient tape", "backpropagation"),
        ("en/", "autodiff", "The gradient tape", "differentiation"),
        ("en/", "shortcut connections", "Residual blocks", "skip"),
        ("en/", "residual connection", "Residual blocks", "skip"),
        ("en/", "minibatch", "Metrics from inside", "batch"),
    ],
)
def test_search_finds_the_page_by_a_word_that_it_does_not_use(
    page, complaints, path, query, title, marked
):
    found = {each["title"]: each for each in _results(page, path, query)}
    assert any(marked in each.casefold() for each in found[title]["marked"])
    assert found[title]["missing"] == ""
    assert complaints == []


@pytest.mark.parametrize(
    "path, one, other, end",
    [
        ("", "그레이디언트를", "그레이디언트는", "그레이디언트는"),
        ("", "옵티마이저에서", "옵티마이저가", "옵티마이저가"),
        ("en/", "Jacobians", "Jacobian", "Jacobian"),
    ],
)
def test_search_finds_a_word_whatever_ending_it_has(page, path, one, other, end):
    found = _results(page, path, one)
    assert end in {word.strip(".,:") for each in found for word in each["marked"]}
    assert found == _results(page, path, other)


def test_search_finds_a_korean_word_at_the_end_of_a_compound(page):
    found = _results(page, "", "플러스")
    assert {"수치 안정성", "그레이디언트를 직접 정하기"} <= {each["title"] for each in found}
    assert all("소프트플러스" in " ".join(each["marked"]) and not each["missing"] for each in found)


def test_search_still_says_which_word_is_missing_and_understands_signs(page):
    found = _results(page, "", "없는말 역전파")
    assert all("없는말" in each["missing"] and "역전파" not in each["missing"] for each in found)
    titles = [each["title"] for each in _results(page, "", "+그레이디언트* -테이프*")]
    assert titles and "테이프와 역방향 자동 미분" not in titles


def test_search_for_a_phrase_that_has_a_word_to_avoid_finds_the_phrase(page):
    first, *_ = _results(page, "", "경사 하강법")
    assert first["title"] == "그레이디언트 멈추기"
    assert "벡터와 이차 도함수" in [each["title"] for each in _results(page, "", "학습률")]


@pytest.mark.parametrize("path", ["losses/loop/", "en/losses/loop/"])
def test_a_tooltip_opens_by_keyboard_and_fits_a_phone(page, complaints, path):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path, wait_until="networkidle")
    terms = sorted(
        page.locator("article abbr").all(), key=lambda abbr: len(abbr.get_attribute("title"))
    )
    assert len(terms) > 5
    for abbr in (terms[0], terms[-1]):
        meaning = abbr.get_attribute("title")
        abbr.focus()
        tooltip = page.locator(".md-tooltip2--active .md-tooltip2__inner")
        expect(tooltip).to_have_text(meaning)
        box = tooltip.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360
        described = abbr.get_attribute("aria-describedby")
        assert page.locator(f'[id="{described}"][role=tooltip]').inner_text() == meaning
        abbr.blur()
        expect(abbr).to_have_attribute("title", meaning)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert complaints == []


def test_brackets_stretch_and_a_wide_formula_scrolls_inside_itself(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("layers/why/")
    wide = mathml("+".join(["\\left(\\frac{a}{b}\\right)"] * 30), True)
    add = "math => document.querySelector('article').insertAdjacentHTML('beforeend', math)"
    page.evaluate(add, f'<div class="formula">{wide}</div>')
    page.evaluate("document.fonts.load('1em \"Book Math\"')")
    expect(page.locator(".formula mo").first).to_be_visible()
    assert page.evaluate("document.fonts.check('1em \"Book Math\"')")
    bracket, plus = (page.locator(".formula mo").nth(n).bounding_box()["height"] for n in (0, 2))
    assert bracket > 1.5 * plus
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    formula = "(() => { const each = document.querySelector('.formula')"
    assert page.evaluate(f"{formula}; return each.scrollWidth > each.clientWidth }})()")
