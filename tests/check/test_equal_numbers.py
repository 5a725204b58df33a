"""A section says the same numbers in every language."""

import pytest

KO, EN = "docs/ko/chapter/one.md", "docs/en/chapter/one.md"
EQUAL = "numbers are the same in every language"


@pytest.fixture
def says(example):
    """What is answered when the languages say these in a section, and the output proves all."""

    def answers(korean, english):
        example.write("snippets/chapter/one/one.out", "10 12 30 36 37 0.5\n")
        example.edit(KO, "문장입니다.", f"{korean} 문장입니다.")
        example.edit(EN, "A sentence.", f"{english} A sentence.")
        example.follow()
        example.remember(KO)
        return example.problems()

    return answers


@pytest.mark.parametrize(
    "korean, english",
    [
        ("36과 0.5", "0.5 and 36"),
        ("36과 36", "36"),
        ("2,640", "2640"),
        ("7", "six"),
        ("10분의 1", "a tenth"),
        ("열둘", "12"),
    ],
)
def test_order_repetition_and_words_make_no_difference(example, says, korean, english):
    example.edit(KO, "---\n#", "numbers:\n  - 2640: why\n---\n#") if "2" in english else None
    answers = says(korean, english)
    assert [answer for answer in answers if EQUAL in answer] == []


@pytest.mark.parametrize(
    "korean, english, answer",
    [
        ("36", "37", f"{EN}:21: 37, but {KO}:20 has 36; {EQUAL}"),
        ("12", "10", f"{EN}:21: 10, but {KO}:20 has 12; {EQUAL}"),
        ("36", "It is", f"{EN}:19: 36 of {KO}:20 is missing here; {EQUAL}"),
        (
            "수",
            "36",
            f"{EN}:21: 36 is not in this section of {KO}; delete it, or add it there first",
        ),
    ],
)
def test_a_number_that_one_language_has_alone(says, korean, english, answer):
    assert says(korean, english) == [answer]


def test_a_number_in_another_section(example, says):
    example.edit(EN, "Solve it.", "Solve it, 36.")
    assert says("36", "It is") == [
        f"{EN}:19: 36 of {KO}:20 is missing here; {EQUAL}",
        f"{EN}:46: 36 is not in this section of {KO}; delete it, or add it there first",
    ]


def test_a_translation_is_asked_for_a_number_that_changed_alone(example, says):
    assert says("36", "36") == []
    example.edit(KO, "36", "37")
    assert example.problems() == [f"{EN}:21: 36, but {KO}:20 has 37; {EQUAL}"]


def test_a_section_that_was_rewritten_is_not_compared(example, says):
    assert says("36", "36") == []
    example.edit(KO, "36 문장입니다.", "이제 37입니다.")
    assert example.problems() == []


def test_a_section_with_a_mistake_is_not_compared(example, says):
    example.edit(EN, "**Bold**", "[Bold](nowhere.md)")
    assert [answer.partition(": ")[2] for answer in says("36", "37")] == [
        "nowhere.md: no such page; did you mean one.md?"
    ]
