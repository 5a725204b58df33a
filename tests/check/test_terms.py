"""A mistake in glossary.yml is answered with its line and what to do."""

import pytest

KEYS = "use word, meaning, avoid, allowed, search"
PLACE = "has no place where it is taught; write `taught: layers/page.md#heading`"
HEADING = "has no heading with the id #there; correct `taught`, or the heading"
FORM = "indent it as the other blocks are"
KOREAN = """  ko:
    word: 테이프
    meaning: 계산을 기록합니다.
    avoid:
      레코더: 번역된 말이 있습니다.
"""
AVOID = KOREAN[KOREAN.index("    avoid") :]
MISTAKES = {
    "key-misspelled": ("word: 테이프", "wrod: 테이프", f"4: unknown key 'wrod'; {KEYS}"),
    "language-that-is-not-there": (
        "  en:\n    word: tape",
        "  fr:\n    word: tape",
        "8: unknown key 'fr'; use taught, ko, en",
    ),
    "no-place": ("  taught: chapter/one.md#title\n", "", f"1: 'tape' {PLACE}"),
    "place-without-a-heading": ("one.md#title", "one.md", f"2: 'tape' {PLACE}"),
    "place-on-a-page-that-is-not-there": ("one.md#title", "oen.md#title", f"2: 'tape' {PLACE}"),
    "word-to-avoid-of-two-terms": (
        "      학습:",
        "      레코더:",
        "20: '레코더' is also a word to avoid of 'tape'; keep one of them",
    ),
    "word-to-avoid-that-is-to-be-written": (
        "      학습:",
        "      테이프:",
        "20: '테이프' is the word of 'tape'; choose another, or do not avoid it",
    ),
    "no-reason": (
        "번역된 말이 있습니다.",
        "''",
        "7: '레코더' is without a reason; say why in one sentence",
    ),
    "meaning-with-a-word-to-avoid": (
        "계산을 기록합니다.",
        "레코더가 기록합니다.",
        "5: the meaning of 'tape' says '레코더'; write '테이프': 번역된 말이 있습니다.",
    ),
    "no-meaning": (
        "    meaning: 가중치를 바꾸는 일입니다.\n",
        "",
        "17: 'training' has a word, a meaning or words to avoid, "
        "but not both word and meaning; write both",
    ),
    "text-where-a-list-belongs": (
        "[강화 학습]",
        "강화 학습",
        "22: allowed is not a list, such as [one, two]; write it so, in quotes if need be",
    ),
    "list-where-words-and-reasons-belong": (
        AVOID,
        "    avoid: [레코더]\n",
        "6: avoid is not `word: why` on lines of their own; write it so, in quotes if need be",
    ),
    "key-twice": (
        "    word: 테이프\n",
        "    word: 테이프\n    word: 켜\n",
        "5: 'word' is here twice; keep one",
    ),
    "word-to-avoid-twice": (
        AVOID,
        f"{AVOID}      레코더: 다른 말입니다.\n",
        "8: '레코더' is here twice; keep one",
    ),
    "no-YAML": (
        "word: 테이프",
        "word: : 테이프",
        "4: mapping values are not allowed here; correct the YAML, the other blocks show its form",
    ),
    "word-where-a-block-belongs": (
        KOREAN,
        "  ko: 테이프\n",
        f"3: expected `word:` and `meaning:`; {FORM}",
    ),
    "word-where-a-term-belongs": (
        "tape:\n",
        "film: x\n\ntape:\n",
        f"1: expected `taught:` and a block for each language; {FORM}",
    ),
    "language-missing": (
        "  en:\n    word:\n    meaning:\n",
        "",
        "15: 'training' has no en; add `en:` with `word:` and `meaning:`, empty if need be",
    ),
    "letter-that-YAML-does-not-allow": (
        "tape",
        "ta\x08pe",
        "1: cannot be read (unacceptable character #x0008: special characters are not allowed "
        'in "<unicode string>", position 2); restore it, saved as UTF-8',
    ),
}


@pytest.mark.parametrize("old, new, answer", MISTAKES.values(), ids=MISTAKES)
def test_is_answered_with_its_line(example, old, new, answer):
    example.edit("glossary.yml", old, new)
    assert example.problems() == [f"glossary.yml:{answer}"]


def test_a_term_taught_under_a_heading_that_is_not_there(example):
    example.edit("glossary.yml", "one.md#title", "one.md#there")
    assert example.problems() == [
        f"glossary.yml:2: docs/en/chapter/one.md {HEADING}",
        f"glossary.yml:2: docs/ko/chapter/one.md {HEADING}",
    ]


def test_a_glossary_that_is_empty(example):
    example.write("glossary.yml", "")
    expected = f"expected a term and its languages; {FORM}"
    assert example.problems() == [f"glossary.yml:1: {expected}"]


def test_a_glossary_that_is_not_there(example):
    (example.root / "glossary.yml").unlink()
    why = f"[Errno 2] No such file or directory: '{example.root}/glossary.yml'"
    assert example.problems() == [
        f"glossary.yml:1: cannot be read ({why}); restore it, saved as UTF-8"
    ]
