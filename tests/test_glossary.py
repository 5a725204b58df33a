"""The words of the book: the file, the check of the prose, the tooltips, the glossary page; test_browser.py has the search."""

import re

import glossary
import pytest
import words
from bs4 import BeautifulSoup
from markdown import Markdown
from test_site import PAGES, ROOT, address, parsed
from tooltips import Tooltips

SITE = "docs_dir: docs/ko\nextra:\n  language_name: 한국어\n"
ENGLISH = "INHERIT: ../../mkdocs.yml\ndocs_dir: ../../docs/en\nextra:\n  language_name: English\n"
TERMS = """layer:
  taught: page.md#here
  ko:
    word: 층
    meaning: 텐서를 받아 텐서를 내보냅니다.
    avoid:
      레이어: 번역된 말이 있습니다.
      계층: 위아래가 있는 구조입니다.
  en:
    word: layer
    meaning: It takes tensors and returns tensors.
    avoid:
      sub-layer: One word for one thing.
training:
  taught: page.md#here
  ko:
    word: 훈련
    meaning: 가중치를 바꾸는 일입니다.
    avoid:
      학습: 굳은 말에서만 씁니다.
      자동 차별화: 잘못 옮긴 말입니다.
    allowed: [강화 학습]
  en:
    word:
    meaning:
"""


class Book:
    """A small glossary and its pages in a temporary folder."""

    def __init__(self, root):
        self.root = root
        self.write("mkdocs.yml", SITE)
        self.write("languages/en/mkdocs.yml", ENGLISH)
        self.write("glossary.yml", TERMS)
        for language in ("ko", "en"):
            self.write(f"docs/{language}/page.md", "# Page { #here }\n")

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def answers(self, old="", new=""):
        """The problems of the glossary after one edit."""
        assert old in TERMS
        self.write("glossary.yml", TERMS.replace(old, new, 1))
        return list(glossary.read(self.root).problems())

    def found(self, text, language="ko"):
        """The line and word of each problem in a page with this text."""
        problems = glossary.read(self.root).prose_problems(language, f"docs/{language}/page.md", text)
        matches = [re.match(rf"docs/{language}/page\.md:(\d+): '(.*?)'; write '.+': .+", problem) for problem in problems]
        return [(int(match[1]), match[2]) for match in matches]


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path)


# the file


def test_the_glossary_of_the_book_has_no_problems():
    assert list(glossary.read(ROOT).problems()) == []


def test_a_right_glossary_has_no_problems_even_where_a_word_is_not_yet_chosen(book):
    assert book.answers() == []


@pytest.mark.parametrize(
    "old, new, answer",
    [
        ("    word: 층", "    wrod: 층", "glossary.yml:4: unknown key 'wrod'; use word, meaning, avoid, allowed, search"),
        ("  en:\n    word: layer", "  fr:\n    word: layer", "glossary.yml:9: unknown key 'fr'; use taught, ko, en"),
        ("  taught: page.md#here\n", "", "glossary.yml:1: 'layer' has no place where it is taught; write `taught:"),
        ("page.md#here", "paeg.md#here", "glossary.yml:2: 'layer' has no place where it is taught; write `taught:"),
        ("page.md#here", "page.md#there", "glossary.yml:2: docs/ko/page.md has no heading with the id #there; correct"),
        ("      학습:", "      계층:", "glossary.yml:20: '계층' is also a word to avoid of 'layer'; keep one of them"),
        ("      학습:", "      층:", "glossary.yml:20: '층' is the word of 'layer'; choose another"),
        ("레이어: 번역된 말이 있습니다.", "레이어: ''", "glossary.yml:7: '레이어' is without a reason; say why in one sentence"),
        ("텐서를 받아 텐서를", "레이어가 받아", "glossary.yml:5: the meaning of 'layer' says '레이어'; write '층': 번역된"),
        ("    meaning: 가중치를 바꾸는 일입니다.\n", "", "glossary.yml:17: 'training' has a word, a meaning or words to avoid, but"),
        ("    allowed: [강화 학습]", "    allowed: 강화 학습", "glossary.yml:22: allowed is not a list, such as [one, two]; write it so"),
        ("    word: 층\n", "    word: 층\n    word: 켜\n", "glossary.yml:5: 'word' is here twice; keep one"),
        ("    word: 층", "    word: : 층", "glossary.yml:4: mapping values are not allowed here; correct the YAML"),
        ("  ko:\n    word: 층\n", "  ko: 층\n", "glossary.yml:4: "),
        ("  en:\n    word:\n    meaning:\n", "", "glossary.yml:15: 'training' has no en; add `en:` with `word:` and `meaning:`"),
    ],
)
def test_a_mistake_in_the_glossary_is_answered_with_its_line_and_what_to_do(book, old, new, answer):
    assert book.answers(old, new)[0].startswith(answer)


def test_a_glossary_that_is_not_there_is_a_problem(book):
    (book.root / "glossary.yml").unlink()
    [answer] = glossary.read(book.root).problems()
    assert answer.startswith("glossary.yml:1: cannot be read")


# the prose


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_no_page_has_a_word_to_avoid(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    assert list(glossary.read(ROOT).prose_problems(path.split("/")[1], path, text)) == []


@pytest.mark.parametrize("after", "을 이 은 의 에 에서 에서는 으로 으로도 과 마다 부터 까지는 들을 별로 입니다 이다 이므로 이었습니다 인 이라는 보다 만이 처럼 끼리 .".split())
def test_a_word_is_found_with_what_korean_adds_to_it(book, after):
    assert book.found(f"이것은 계층{after} 둡니다.") == [(1, "계층")]


@pytest.mark.parametrize("text", ["학습합니다", "학습된 값", "학습시키면", "학습하는", "학습은", "재학습 없이 학습", "**학습**을", "[학습](x.md)이", "'학습'은"])
def test_a_word_is_found_as_a_verb_and_in_emphasis_links_and_quotes(book, text):
    assert book.found(text) == [(1, "학습")]


@pytest.mark.parametrize("text", ["계층적 구조", "계층적으로", "플레이어가", "학습률을", "강화 학습에서는", "강화\n학습을", "층계", "하계층"])
def test_another_word_is_not_that_word(book, text):
    assert book.found(text) == []


@pytest.mark.parametrize("text", ["자동\n    차별화를", "자동 **차별화**를", "[자동](x.md) 차별화입니다"])
def test_a_word_of_two_words_is_found_across_the_end_of_a_line_and_signs(book, text):
    assert book.found(text) == [(1, "자동 차별화")]


@pytest.mark.parametrize(
    "text",
    [
        "`레이어`는 코드입니다.",
        "```python\n레이어 = 1\n```",
        "[층](레이어.md#계층)",
        "$레이어$와 $$\n계층\n$$",
        '<span title="레이어">층</span>',
        "<!-- 레이어 -->",
        "https://example.org/레이어",
        "제목 { .계층 }",
        "---\nsource: 레이어\n---\n층",
        "``코드 ` 레이어``",
    ],
)
def test_code_formulas_addresses_and_attributes_are_not_prose(book, text):
    assert book.found(text) == []


@pytest.mark.parametrize(
    "text, line",
    [
        ("---\ndescription: 레이어를 만듭니다.\nsource: x\n---\n", 2),
        ("글\n\n## 레이어 만들기 { #here }", 3),
        ("| 장 | 뜻 |\n| --- | --- |\n| 층 | 레이어입니다 |", 3),
        ("![레이어가 셋입니다.](a.svg)", 1),
        ('글\n\n??? note "레이어를 보면"\n\n    층', 3),
        ("글\n\n    `code`와 `레이어 없음` 뒤의 레이어", 3),
        ("```python\nx = 1\n```\n\n- 레이어", 5),
        ("<!--\n글\n-->\n`a\nb`\n$$\nx\n$$\n[층](\nx.md) 레이어", 10),
    ],
)
def test_headings_tables_figures_titles_and_the_description_are_prose(book, text, line):
    assert book.found(text) == [(line, "레이어")]


@pytest.mark.parametrize(
    "text, count",
    [("A sub-layer.", 1), ("Sub-layers, all sub-layers", 2), ("sub-layered", 0), ("A subsub-layer", 0), ("the\nsub-layer's", 1), ("`sub-layer`", 0)],
)
def test_english_words_are_found_in_any_case_and_number_but_whole(book, text, count):
    assert [word for _, word in book.found(text, "en")] == ["sub-layer"] * count


def test_a_problem_says_the_word_to_write_and_why(book):
    [problem] = glossary.read(book.root).prose_problems("ko", "docs/ko/page.md", "글\n\n계층마다 다릅니다.")
    assert problem == "docs/ko/page.md:3: '계층'; write '층': 위아래가 있는 구조입니다."


# the tooltips


def explained(text, language="ko", **meanings):
    tooltips = Tooltips()
    tooltips.language, tooltips.meanings = language, {key.replace("_", " "): value for key, value in meanings.items()}
    extensions = ["tables", "admonition", "attr_list", "pymdownx.details", "pymdownx.arithmatex", tooltips]
    return BeautifulSoup(Markdown(extensions=extensions).convert(text), "html.parser")


def test_the_first_use_of_a_term_shows_its_meaning_and_what_korean_adds_stays_outside():
    html = explained("플레이어 층을 쌓고 층을 또 쌓습니다.\n\n층.", 층="뜻 \"하나\"")
    [abbr] = html.select("abbr")
    assert [str(part) for part in html.p.contents] == ["플레이어 ", str(abbr), "을 쌓고 층을 또 쌓습니다."]
    assert (abbr.get_text(), abbr["title"], abbr["tabindex"]) == ("층", '뜻 "하나"', "0")


def test_a_longer_term_is_not_taken_for_the_shorter_one_in_it():
    html = explained("재구성\n손실은 **손실**입니다. 재구성 손실과 손실.", 손실="짧은 뜻", 재구성_손실="긴 뜻")
    assert [(each.get_text().split(), each["title"]) for each in html.select("abbr")] == [(["재구성", "손실"], "긴 뜻"), (["손실"], "짧은 뜻")]
    assert html.strong.abbr and html.get_text() == "재구성\n손실은 손실입니다. 재구성 손실과 손실."


@pytest.mark.parametrize(
    "text",
    ["# 층", "[층](x.md)", "`층`", "    층", "| 층 |\n| --- |\n| 층 |", '!!! note "층"\n\n    글', '??? note "층"\n\n    글', "![층](x.svg)", "$층$", "층층이"],
)
def test_titles_links_code_tables_and_formulas_have_no_tooltip(text):
    assert not explained(text, 층="뜻").select("abbr")


def test_english_terms_have_tooltips_in_any_case_and_number():
    html = explained("Layers and a player, a layer.", "en", layer="meaning")
    assert str(html.p) == '<p><abbr tabindex="0" title="meaning">Layer</abbr>s and a player, a layer.</p>'


@pytest.mark.parametrize("chapter", PAGES, ids=lambda chapter: chapter.path)
def test_a_page_explains_a_term_once_and_not_where_it_is_taught(site, chapter):
    html = parsed(site / address(chapter) / "index.html")
    shown = [each.get_text() for each in html.select("article abbr")]
    assert len(shown) == len({each.casefold() for each in shown}) <= 16
    language = chapter.path.split("/")[1]
    for term in glossary.read(ROOT).terms.values():
        if term.page == f"{chapter.slug}.md" or chapter.slug == "glossary":
            assert term.entry(language).word not in shown
    assert all(each["title"] and each["tabindex"] == "0" for each in html.select("article abbr"))


def test_the_pages_explain_what_they_use(site):
    for path, word, meaning in [
        ("models/residual", "편향", "입력에 곱하지 않고 더하는 가중치입니다."),
        ("autodiff/stop", "역전파", "결과에서 입력 쪽으로"),
        ("en/losses/loop", "gradient", "The derivatives with respect to all variables"),
    ]:
        found = {each.get_text(): each["title"] for each in parsed(site / path / "index.html").select("article abbr")}
        assert found[word].startswith(meaning)


# the page


@pytest.mark.parametrize("path, own, other, order", [("glossary", "ko", "en", str), ("en/glossary", "en", "ko", str.casefold)])
def test_the_glossary_page_has_every_term_sorted_with_its_other_words_its_place_and_what_to_avoid(site, path, own, other, order):
    html = BeautifulSoup((site / path / "index.html").read_text(encoding="utf-8"), "html.parser")
    terms = glossary.read(ROOT).terms
    shown = html.select(".glossary dt")
    assert {each["id"] for each in shown} == {f"term-{name}" for name in terms}
    assert [each.a.get_text() for each in shown] == sorted((term.entry(own).word for term in terms.values()), key=order)
    assert [each.span["lang"] for each in shown] == [other] * len(terms)
    by_id = {each["id"]: each for each in shown}
    layer = by_id["term-layer"]
    assert layer.get_text().split() == (["층", "layer"] if own == "ko" else ["layer", "층"])
    assert layer.a["href"] == "../layers/why/#why"
    gradient = by_id["term-gradient" if own == "ko" else "term-backpropagation"]
    said = " ".join(each.get_text() for each in gradient.find_next_siblings(["dt", "dd"], limit=3))
    assert ("기울기 직선의 기울기와 헷갈립니다." if own == "ko" else "back-propagation back propagation It is one word.") in said


def test_a_term_without_a_word_is_shown_in_another_language():
    from glossary_hooks import _list

    class Files:
        def get_file_from_path(self, path):
            return None

    terms = glossary.read(ROOT).terms.values()
    html = BeautifulSoup(_list(terms, "xx", Files()), "html.parser")
    assert len(html.select("dt")) == len(terms)
    first = html.select_one("#term-layer")
    assert first["lang"] == "en" and first.get_text().split() == ["layer", "층"]
    assert first.find_next("dd")["lang"] == "en"


def test_the_endings_that_a_search_takes_off_are_those_that_the_check_knows():
    assert {"를", "은", "에서", "마다"} <= set(words.endings("ko")) and words.endings("en") == ["es", "s"] and words.endings("xx") == []
