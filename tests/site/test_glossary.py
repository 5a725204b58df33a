"""The words of the book on its pages: tooltips, and the glossary; tests/browser has the search."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from book.site import glossary
from book.site.tooltips import Tooltips


def _explained(text, language="ko", **meanings):
    extensions = ["tables", "admonition", "attr_list", "pymdownx.details", "pymdownx.arithmatex"]
    md = Markdown(extensions=extensions)
    meanings = {word.replace("_", " "): meaning for word, meaning in meanings.items()}
    md.treeprocessors.register(Tooltips(md, language, meanings), "tooltips", 5)
    return BeautifulSoup(md.convert(text), "html.parser")


def test_the_first_use_of_a_term_shows_its_meaning_and_what_korean_adds_stays_outside():
    html = _explained("플레이어 층을 쌓고 층을 또 쌓습니다.\n\n층.", 층='뜻 "하나"')
    [abbr] = html.select("abbr")
    parts = [str(part) for part in html.p.contents]
    assert parts == ["플레이어 ", str(abbr), "을 쌓고 층을 또 쌓습니다."]
    assert (abbr.get_text(), abbr.attrs) == ("층", {"title": '뜻 "하나"', "tabindex": "0"})


def test_a_longer_term_is_not_taken_for_the_shorter_one_in_it():
    text = "재구성\n손실은 **손실**입니다. 재구성 손실과 손실."
    html = _explained(text, 손실="짧은 뜻", 재구성_손실="긴 뜻")
    found = [(each.get_text().split(), each["title"]) for each in html.select("abbr")]
    assert found == [(["재구성", "손실"], "긴 뜻"), (["손실"], "짧은 뜻")]
    assert html.strong.abbr and html.get_text() == text.replace("*", "")


@pytest.mark.parametrize(
    "text",
    [
        "# 층",
        "[층](x.md)",
        "`층`",
        "    층",
        "| 층 |\n| --- |\n| 층 |",
        '!!! note "층"\n\n    글',
        '??? note "층"\n\n    글',
        "![층](x.svg)",
        "층층이",
    ],
)
def test_titles_links_code_and_tables_have_no_tooltip(text):
    assert not _explained(text, 층="뜻").select("abbr")


def test_english_terms_have_tooltips_in_any_case_and_number():
    html = _explained("Layers and a player, a layer.", "en", layer="meaning")
    abbr = '<abbr tabindex="0" title="meaning">Layer</abbr>'
    assert str(html.p) == f"<p>{abbr}s and a player, a layer.</p>"


def test_a_page_explains_a_term_once_and_not_where_it_is_taught(shown, html, book):
    abbrs = html(shown).select("article abbr")
    words = [each.get_text() for each in abbrs]
    assert len(words) == len({word.casefold() for word in words}) <= 16
    taught = [term.entry(shown.language).word for term in book.terms]
    own = [term.page == f"{shown.slug}.md" or shown.slug == "glossary" for term in book.terms]
    assert not {word for word, here in zip(taught, own, strict=True) if here} & set(words)
    assert all(each["title"] and each["tabindex"] == "0" for each in abbrs)


def test_the_pages_explain_what_they_use(site, parsed):
    for path, word, meaning in [
        ("models/residual", "편향", "입력에 곱하지 않고 더하는 가중치입니다."),
        ("autodiff/stop", "역전파", "결과에서 입력 쪽으로"),
        ("en/losses/loop", "gradient", "The derivatives with respect to all variables"),
    ]:
        abbrs = parsed(site / path / "index.html").select("article abbr")
        found = {each.get_text(): each["title"] for each in abbrs}
        assert found[word].startswith(meaning)


def test_a_lab_has_no_tooltips(lab, html):
    assert not html(lab).select("article abbr")


@pytest.mark.parametrize(
    "path, own, other, order",
    [("glossary", "ko", "en", str), ("en/glossary", "en", "ko", str.casefold)],
)
def test_the_glossary_has_every_term_sorted_with_other_words_its_place_and_what_to_avoid(
    site, book, path, own, other, order
):
    text = (site / path / "index.html").read_text(encoding="utf-8")
    shown = BeautifulSoup(text, "html.parser").select(".glossary dt")
    assert {each["id"] for each in shown} == {f"term-{term.name}" for term in book.terms}
    words = [each.a.get_text() for each in shown]
    assert words == sorted((term.entry(own).word for term in book.terms), key=order)
    assert [each.span["lang"] for each in shown] == [other] * len(shown)
    by_id = {each["id"]: each for each in shown}
    layer = by_id["term-layer"]
    assert layer.get_text().split() == (["층", "layer"] if own == "ko" else ["layer", "층"])
    assert layer.a["href"] == "../layers/why/#why"
    term = by_id["term-gradient" if own == "ko" else "term-backpropagation"]
    said = " ".join(each.get_text() for each in term.find_next_siblings(["dt", "dd"], limit=3))
    avoided = (
        "기울기 직선의 기울기와 헷갈립니다.",
        "back-propagation back propagation It is one word.",
    )
    assert avoided[own == "en"] in said


def test_a_term_without_a_word_is_shown_in_another_language(book):
    listed = glossary.listed(book.terms, "xx", there=lambda uri: None)
    html = BeautifulSoup(listed, "html.parser")
    assert len(html.select("dt")) == len(list(book.terms))
    layer = html.select_one("#term-layer")
    assert layer["lang"] == "en" and layer.get_text().split() == ["layer", "층"]
    assert layer.find_next("dd")["lang"] == "en"


def test_the_search_knows_what_to_look_for_in_place_of_a_word(book):
    worker = glossary.search_worker(book, "the theme's")
    assert worker.endswith("\n}\nthe theme's") and "WORDS" not in worker
    known = json.loads(re.search("const languages = (.*)", worker)[1])
    assert known["ko"]["instead"]["레이어"] == ["층"]
    assert {"를", "은", "에서", "마다"} <= set(known["ko"]["endings"])
    assert known["en"]["endings"] == ["es", "s"]
