"""A stale page is excused from what its source added or removed, and from nothing else."""

import re
from dataclasses import replace

import pytest

from book.check import parity
from book.check.told import Told
from book.sources import Book, Page
from book.translate import translations

KO, EN = "docs/ko/chapter/one.md", "docs/en/chapter/one.md"
SECTION = "## 새 절 { #new }\n\n[처음](../index.md#home)과 $z$.\n\n```console\n$ make new\n```\n\n"


@pytest.fixture
def example(example):
    """The example, with the version of the source in git that the English page follows."""
    example.remember(KO)
    return example


@pytest.fixture
def stale(example):
    """Its source says more in each section, and the English page does not."""
    for sentence in ("![그림", "문장입니다.", "푸세요."):
        example.edit(KO, sentence, f"더 말합니다. {sentence}")
    assert example.problems() == []
    return example


@pytest.mark.parametrize(
    "old, new",
    [
        ("푸세요.", f"푸세요.\n\n{SECTION}"),
        ("푸세요.", "[처음](../index.md#home)부터 $y$까지 푸세요."),
        ("$x$는 수입니다", "$y$는 다른 수입니다"),
        ("[절](#part)을 보세요", "[연습](#exercise)을 푸세요"),
        ("[처음](../index.md#home)과 ", ""),
        ("| `b` | 둘 |", "| `b` | 둘 |\n| `c` | [셋](#part) |"),
        ("![그림입니다.](../assets/figures/one.svg)\n\n", ""),
        (
            "![그림입니다.](../assets/figures/one.svg)",
            "![다른 그림입니다.](../assets/figures/two.svg)",
        ),
        ("다른 문장입니다.", "다른 문장입니다.\n\n```console\n$ make new\n```\n\n새 문장입니다."),
        ("\n\n    - 글\n    - 글", '\n\n!!! note "새 알림"\n\n    새 글'),
    ],
)
def test_a_stale_page_may_lack_what_was_added_and_have_what_was_removed(example, old, new):
    example.write("theme/assets/figures/two.svg", "<svg/>")
    example.edit(KO, old, new)
    assert example.problems() == []


def test_a_section_that_was_removed_may_still_stand(example):
    text = example.read(KO)
    first, last = text.index("## 절"), text.index("## 연습")
    example.write(KO, (text[:first] + text[last:]).replace("과 [절](#part)", ""))
    example.edit("docs/ko/index.md", "#part", "#title")
    example.edit("docs/en/index.md", "#part", "#title")
    example.follow("index")
    assert example.problems() == []


def test_a_paragraph_that_moved_to_another_section_may_stand_where_it_stood(example):
    moved = "[처음](../index.md#home)과 [절](#part)을 보세요. $x$는 수입니다.\n\n"
    example.edit(KO, moved, "")
    example.edit(KO, "푸세요.", f"{moved}푸세요.")
    assert example.problems() == []


def test_a_stale_page_whose_front_matter_cannot_be_read_is_not_compared(example):
    example.edit(KO, "푸세요.", "[처음](../index.md#home)부터 푸세요.")
    example.edit(EN, "description: A", "description:A")
    assert example.problems() == [f"{EN}:2: after 'description' write : and a space"]


def test_nothing_is_excused_once_the_page_is_said_to_follow(example):
    example.edit(KO, "푸세요.", "[처음](../index.md#home)부터 푸세요.")
    assert example.problems() == []
    example.follow()
    assert example.problems() == [
        f"{EN}:44: on this line or below, link to `../index.md#home` of {KO}:45 is missing; "
        "copy it from there"
    ]


WORDS = "only the text between [ and ] is translated"
FORMULA = "formulas are the same in every language, so copy it from there"
CODE = "code is the same in every language, so copy it from there"
LEVEL = "level and id of a heading are the same in every language"
BOX = "the type of a box is the same in every language, only its title is translated"


@pytest.mark.parametrize(
    "old, new, line, before, after, advice",
    [
        ("(#part)", "(#title)", 7, "link to `#part`", "link to `#title`", WORDS),
        ("{ #exercise }", "{ #task }", 44, "heading `## #exercise`", "heading `## #task`", LEVEL),
        ("one.svg", "two.svg", 9, "image `{}one.svg`", "image `{}two.svg`", WORDS),
        ("x^2", "x^3", 29, "formula `x^2`", "formula `x^3`", FORMULA),
        ("$x$", "$y$", 7, "formula `$x$`", "formula `$y$`", FORMULA),
        ("make check", "make test", 41, "code `$ make check`", "code `$ make test`", CODE),
        ("one.py:one", "one.py", 12, 'code `{}.py:one"`', 'code `{}.py"`', CODE),
        ("!!! note", "??? note", 33, "box `!!! note`", "box `??? note`", BOX),
    ],
)
@pytest.mark.parametrize("path", [KO, EN])
def test_what_is_no_prose_is_compared_in_a_stale_page(
    stale, path, old, new, line, before, after, advice
):
    stale.write("theme/assets/figures/two.svg", "<svg/>")
    stale.edit(path, old, new)
    before, after = (
        each.replace("{}one.", "../assets/figures/one.")
        .replace("{}two.", "../assets/figures/two.")
        .replace("{}.py", '--8<-- "chapter/one/one.py')
        for each in (before, after)
    )
    ours, theirs = (after, before) if path == KO else (before, after)
    assert stale.problems() == [f"{EN}:{line}: {theirs}, but {KO}:{line - 1} has {ours}; {advice}"]


def test_the_target_of_a_link_is_compared_in_a_sentence_that_changed(example):
    example.edit(KO, "[절](#part)을 보세요", "[절](#exercise)을 먼저 보세요")
    assert example.problems() == [
        f"{EN}:7: link to `#part`, but {KO}:6 has link to `#exercise`; {WORDS}"
    ]


def test_a_page_whose_version_cannot_be_looked_up_is_not_compared(example):
    example.edit(EN, "#part", "#exercise")
    named = next(line for line in example.read(EN).splitlines() if line.startswith("source:"))
    example.edit(EN, named, "source: " + "0123456789" * 4)
    assert example.problems() == [
        f"{EN}:3: source 0123456 is in no commit of this repository; "
        f"if the page says what {KO} says today, `make translated PAGE=chapter/one LANG=en`"
    ]


def with_wrong(page, item):
    """The page with another id or target in this heading or link."""
    lines = page.text.split("\n")
    old = f"#{item.id} }}" if item.kind == "heading" else f"]({item.target}"
    at = next(n for n in range(item.line - 1, item.end) if old in lines[n])
    start = lines[at].index(old, max(0, item.span[0] - page.markdown.starts[at]))
    new = old.replace(" }", "-x }") if item.kind == "heading" else f"{old}-x"
    lines[at] = lines[at][:start] + new + lines[at][start + len(old) :]
    return Page(page.root, page.path, "\n".join(lines).encode())


def with_more(page):
    """The page with another sentence in each paragraph where a line ends with a sentence."""
    code = page.markdown.numbers("code")
    lines = [
        line if number in code else re.sub(r"(?<=[가-힣]\.)$", " 더 말합니다.", line)
        for number, line in enumerate(page.text.split("\n"), 1)
    ]
    return Page(page.root, page.path, "\n".join(lines).encode())


@pytest.mark.parametrize("kind", ["link", "heading"])
@pytest.mark.parametrize("code", ["ko", "en"])
def test_twenty_wrong_ones_in_stale_pages_of_this_book_are_all_told(pytestconfig, kind, code):
    book = Book.read(pytestconfig.rootpath)
    slugs = [each.slug for each in translations.read(book) if each.state == "current"]
    items = [(slug, item) for slug in slugs for item in book.pages[code][slug].markdown.of(kind)]
    some = items[:: len(items) // 20][:20]
    answers = []
    for slug, item in some:
        pages = {language: {slug: own[slug]} for language, own in book.pages.items()}
        pages[code][slug] = with_wrong(pages[code][slug], item)
        pages["ko"][slug] = with_more(pages["ko"][slug])
        stale = replace(book, pages=pages)
        assert [each.state for each in translations.read(stale)] == ["stale"]
        answers.append([each.message.count("-x") for each in parity.problems(stale, Told())])
    assert answers == [[1]] * 20
