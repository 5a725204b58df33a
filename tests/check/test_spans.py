"""Code in a sentence is the same in all languages, and stands between backticks."""

import pytest

KO, EN = "docs/ko/chapter/one.md", "docs/en/chapter/one.md"
SAME = "code is the same in every language, so copy it from there"


@pytest.fixture
def sentence(example):
    """Puts a sentence into both languages, below the exercise: on line 45 and 46."""

    def write(korean, english):
        example.edit(KO, "푸세요.", korean)
        example.edit(EN, "Solve it.", english)
        example.follow()
        return example.problems()

    return write


def test_one_language_may_say_a_name_once_and_the_other_twice_in_any_order(sentence):
    korean = "`call`은 `build`를 부르고, `build`는 부르지 않습니다."
    assert sentence(korean, "`build` is called by `call` and calls nothing.") == []


@pytest.mark.parametrize("wrong", ["fti", "적합", "Fit", "fit()", "keras.fit"])
def test_a_name_misspelt_or_translated_in_one_language_is_told_with_both_places(sentence, wrong):
    assert sentence("`fit`을 부르세요.", f"Call `{wrong}`.") == [
        f"{EN}:46: inline code `{wrong}`, but {KO}:45 has inline code `fit`; {SAME}"
    ]


def test_a_name_that_one_language_lacks_is_told_below_what_stands_before_it(sentence):
    assert sentence("`build`를 부르세요.", "Call it.") == [
        f"{EN}:44: on this line or below, inline code `build` of {KO}:45 is missing; "
        "copy it from there"
    ]


@pytest.mark.parametrize(
    "english, problems",
    [
        ("`# Title` and `[here](a.md)`", []),
        (
            "`# Title`",
            [
                "docs/en/index.md:7: on this line or below, inline code `[여기](a.md)` of "
                "docs/ko/index.md:6 is missing; copy it from there"
            ],
        ),
    ],
)
def test_on_a_page_without_programs_an_example_is_translated_but_not_lost(
    example, english, problems
):
    example.edit("docs/ko/index.md", "[한", "`# 제목`과 `[여기](a.md)`\n[한")
    example.edit("docs/en/index.md", "There", f"{english}\nThere")
    example.follow("index")
    assert example.problems() == problems


@pytest.mark.parametrize("name", ["add_weight", "call()", "tf.abs", "model.fit", "self.kernel"])
def test_a_name_that_can_be_no_word_has_backticks_in_both_languages(sentence, name):
    assert sentence(f"먼저 {name}입니다.", f"First {name} is.") == [
        f"{path}: {name} is code; put it between backticks" for path in (f"{EN}:46", f"{KO}:45")
    ]


def test_in_korean_any_name_that_is_code_on_the_page_has_backticks(sentence):
    assert sentence("build를 부르고 `build`를 봅니다.", "Call `build`.") == [
        f"{KO}:45: build is code; put it between backticks"
    ]


def test_a_name_that_is_a_word_is_told_where_the_other_language_has_more_of_them_as_code(sentence):
    korean = "`call`은 `build`를 부릅니다. `build`가 끝납니다."
    assert sentence(korean, "`call` calls `build`. When build ends, it ends.") == [
        f"{EN}:46: build without backticks, but {KO}:45 has `build` as code; add them"
    ]


@pytest.mark.parametrize(
    "english",
    [
        "You call `call`. It is `call`.",
        "[How to call](#part) `call`",
        "![To call.](one.svg) `call`",
    ],
)
def test_a_word_a_link_and_a_description_need_no_backticks(sentence, english):
    korean = english.replace("You call", "부르는 것은").replace("How to call", "절")
    korean = korean.replace("It is `call`.", "`call`입니다.").replace("To call.", "부릅니다.")
    english = english.replace("one.svg", "../assets/figures/one.svg")
    assert sentence(korean.replace("one.svg", "../assets/figures/one.svg"), english) == []
