"""Words that the glossary forbids, and faults of Korean, are found in prose and nowhere else."""

import sys

import pytest

from book.check import korean, words
from book.check.told import Told

DESCRIPTION = "---\ndescription: 레코더를 만듭니다.\nsource: x\n---\n"
needs_hanlint = pytest.mark.skipif(sys.version_info < (3, 11), reason="hanlint needs Python 3.11")


@pytest.fixture
def found(example):
    """What a check says of a page with this text alone, as (line, word)."""

    def run(text, language="ko", check=words):
        for path in (example.root / "docs").rglob("*.md"):
            path.unlink()
        example.write(f"docs/{language}/page.md", text)
        problems = list(check.problems(example.book, Told()))
        return [(each.line, each.message.split("'")[1]) for each in problems]

    return run


@pytest.mark.parametrize(
    "after",
    "을 이 은 의 에 에서 에서는 으로 으로도 과 마다 부터 까지는 들을 별로 입니다 이다 이므로 "
    "이었습니다 인 이라는 보다 만이 처럼 끼리 .".split(),
)
def test_a_word_is_found_with_what_korean_adds_to_it(found, after):
    assert found(f"이것은 레코더{after} 둡니다.") == [(1, "레코더")]


@pytest.mark.parametrize(
    "text",
    [
        "학습합니다",
        "학습된 값",
        "학습시키면",
        "학습하는",
        "학습은",
        "재학습 없이 학습",
        "**학습**을",
        "[학습](x.md)이",
        "'학습'은",
    ],
)
def test_a_word_is_found_as_a_verb_and_in_emphasis_links_and_quotes(found, text):
    assert found(text) == [(1, "학습")]


@pytest.mark.parametrize(
    "text",
    [
        "레코더적 구조",
        "레코더적으로",
        "프레코더가",
        "학습률을",
        "강화 학습에서는",
        "강화\n학습을",
        "레코",
        "하레코더",
    ],
)
def test_another_word_is_not_that_word(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["자동\n    차별화를", "자동 **차별화**를", "[자동](x.md) 차별화입니다"]
)
def test_a_word_of_two_words_is_found_across_the_end_of_a_line_and_signs(found, text):
    assert found(text) == [(1, "자동 차별화")]


@pytest.mark.parametrize(
    "text",
    [
        "`레코더`는 코드입니다.",
        "```python\n레코더 = 1\n```",
        "[테이프](레코더.md#레코더)",
        "$레코더$와\n\n$$\n레코더\n$$",
        '<span title="레코더">테이프</span>',
        "<!-- 레코더 -->",
        "https://example.org/레코더",
        "[제목](x.md){ .레코더 }",
        "---\nsource: 레코더\n---\n테이프",
        "``코드 ` 레코더``",
        "`코드가\n레코더`까지 이어집니다.",
    ],
)
def test_code_formulas_addresses_and_attributes_are_not_prose(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text, line",
    [
        (DESCRIPTION, 2),
        ("글\n\n## 레코더 만들기 { #here }", 3),
        ("| 장 | 뜻 |\n| --- | --- |\n| 테이프 | 레코더입니다 |", 3),
        ("![레코더가 셋입니다.](a.svg)", 1),
        ('글\n\n??? note "레코더를 보면"\n\n    테이프', 3),
        ('글\n\n!!! note "글"\n\n    `code`와 `레코더 없음` 뒤의 레코더', 5),
        ("```python\nx = 1\n```\n\n- 레코더", 5),
        ("<!--\n글\n-->\n\n`a\nb`\n$x$\n[테이프](\nx.md) 레코더", 9),
    ],
)
def test_headings_tables_figures_titles_and_the_description_are_prose(found, text, line):
    assert found(text) == [(line, "레코더")]


@pytest.mark.parametrize(
    "text, count",
    [
        ("A recorder.", 1),
        ("Recorders, all recorders", 2),
        ("recordered", 0),
        ("A prerecorder", 0),
        ("A pre-recorder", 0),
        ("the\nrecorder's", 1),
        ("`recorder`", 0),
    ],
)
def test_english_words_are_found_in_any_case_and_number_but_whole(found, text, count):
    assert [word for _, word in found(text, "en")] == ["recorder"] * count


@pytest.mark.parametrize(
    "language, old, new, answer",
    [
        (
            "ko",
            "푸세요.",
            "레코더로 푸세요.",
            "45: '레코더'; write '테이프': 번역된 말이 있습니다.",
        ),
        (
            "en",
            "Solve it.",
            "Recorders.",
            "46: 'recorder'; write 'tape': TensorFlow calls it a tape.",
        ),
    ],
)
def test_a_forbidden_word_is_answered_with_the_one_to_write_and_why(
    example, language, old, new, answer
):
    path = f"docs/{language}/chapter/one.md"
    example.edit(path, old, new)
    example.follow()
    assert example.problems() == [f"{path}:{answer}"]


@needs_hanlint
@pytest.mark.parametrize(
    "wrong, rule",
    [
        ("값을 구할수 있습니다.", "spacing"),
        ("그렇게 됬습니다.", "spelling"),
        ("그러면 않 됩니다.", "spelling"),
        ("값이 보여집니다.", "doublePassive"),
        ("확인하지 않으면 안 됩니다.", "doubleNegative"),
        ("훈련함에 있어서 중요합니다.", "translationese"),
        ("모델에 의해 계산된 값입니다.", "translationese"),
        ("본보기로써 층을 만듭니다. 학생으로써 묻습니다.", "confusable"),
    ],
)
@pytest.mark.parametrize(
    "form", ["{}", "- {}", "| 글 |\n| --- |\n| {} |", '!!! note "글"\n\n    {}']
)
def test_a_fault_of_korean_is_answered_with_its_line_in_whatever_it_stands(
    example, wrong, rule, form
):
    text = form.format(wrong)
    example.edit("docs/ko/chapter/one.md", "푸세요.", f"`보여지다`.\n\n{text}\n\n푸세요.")
    found = list(korean.problems(example.book, Told()))
    assert [(each.line, each.message.rpartition(" ")[2]) for each in found] == [
        (47 + text.count("\n"), f"({rule})")
    ]


@needs_hanlint
def test_a_fault_in_a_description_is_found_and_code_is_not_read(found):
    text = '---\ndescription: 그렇게 됬습니다.\n---\n\n```python\nx = "됬다"\n```\n\n`됬다`\n'
    assert found(text, check=korean) == [(2, "됬")]


@needs_hanlint
def test_style_is_left_to_the_writer(found):
    text = "층의 값의 모양의 크기입니다. 층을 만드세요. 값을 봅니다. 층을 봅니다. 끝을 봅니다."
    assert found(text, check=korean) == []


@needs_hanlint
def test_only_korean_is_read_as_korean(found):
    assert found("그렇게 됬습니다.", "en", korean) == []
