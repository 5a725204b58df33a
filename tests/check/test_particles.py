"""A Korean particle fits what stands before it as it is read, and sentences end politely."""

import re

import pytest

from book.check import particles
from book.check.told import Told
from book.sources import Book

KO = "docs/ko/chapter/one.md"


@pytest.fixture
def told(example):
    """What is told of a Korean sentence."""

    page = example.read(KO)

    def run(sentence):
        example.write(KO, page.replace("푸세요.", sentence))
        found = particles.problems(example.book, Told())
        return [each.message for each in found if each.line >= 45]

    return run


RIGHT = r"""
`None`이 `True`가 `call`을 `call()`은 `build()`를 `layer`로 `compile`로 `tf.Variable`로 `nan`으로
`float32`로 `float16`으로 `w1`로 `5.0`과 `range(3)`이나 `Dense(30)`은 `f(a,w2)`를 `x`는 `n`은 `l`로
`tf`가 `rng`는 `w.numpy()`와 `shape`가 `dtype`이 `Block`을 `check`를 `metric`은 `fit`으로 `export`는
`step`이 `loop`를 `training`을 `__init__`은 `constant`와 `width`는 `ResidualBlock`은 `None`으로
$x$를 $n$은 $w_1$을 $w_2$는 $x^2$이 $e^z$과 $\alpha$를 $\varepsilon$은 $f(x)$는 $1/0$은 $\sqrt{s}$이
$y=2$로 $10^{-6}$이 $x_i$와 $\infty$로
""".split()
PAIRS = ["을를", "은는", "이가", "과와", ["으로", "로"], ["이나", "나"]]


@pytest.mark.parametrize("text", RIGHT)
def test_the_particle_that_fits_is_right_and_the_other_is_told_with_it(told, text):
    code, right = re.fullmatch("(.*[`$])(.*)", text).groups()
    pair = next(pair for pair in PAIRS if right in pair)
    other = pair[right == pair[0]]
    assert told(f"여기서 {text} 봅니다.") == []
    assert told(f"여기서 {code}{other} 봅니다.") == [f"{other} after {code}; write {right}"]


@pytest.mark.parametrize("one", ["을", "를", "으로", "로"])
@pytest.mark.parametrize("name", ["float", "group", "epoch", "--", "가$"])
def test_what_may_be_read_in_two_ways_takes_either_particle(told, name, one):
    assert told(f"`{name}`{one} 봅니다.") == []


def test_what_may_be_read_in_two_ways_is_read_as_most_of_the_book_does(told):
    sentence = "`a_float`을 `float`은 보고 `float`를 봅니다."
    assert told(sentence) == ["를 after `float`; write 을"]


@pytest.mark.parametrize(
    "one",
    "을 를 은 는 이 가 과 와 의 에 로 으로 에서 도 만 부터 처럼 입니다 이나 나 와는 에서도".split(),
)
@pytest.mark.parametrize("space", [" ", "\n"])
def test_no_space_stands_before_a_particle(told, one, space):
    assert told(f"여기서 `call`{space}{one} 봅니다.") == [
        f"a space between `call` and {one}; delete it"
    ]


@pytest.mark.parametrize(
    "both", ["은는", "을를", "와과", "으로로", "이나나", "은(는)", "을(를)", "(으)로"]
)
def test_one_of_two_particles_is_chosen_after_code(told, both):
    assert told(f"여기서 `call`{both} 봅니다.") == [f"{both} after `call`; write one of them"]


@pytest.mark.parametrize("both", ["은는", "을를", "으로로", "은(는)", "을(를)", "(으)로"])
def test_one_of_two_particles_is_chosen_after_a_word(told, both):
    assert told(f"여기서 모델{both} 봅니다.") == [f"{both}; write one of them"]


@pytest.mark.parametrize(
    "text",
    ["차이가 큽니다.", "결과와 값입니다.", "`call` 은행입니다.", "`x`가지 값입니다.", "`x`은닉"],
)
def test_a_word_that_begins_or_ends_like_a_particle_is_none(told, text):
    assert told(text) == []


@pytest.mark.parametrize("end", ["한다", "이다", "했다", "아니다", "계산된다", "않는다"])
@pytest.mark.parametrize("form", ["{}.", "{}!", "- 값을 {}.", "| 가 |\n| --- |\n| {} |"])
def test_a_plain_ending_is_told(told, end, form):
    polite = "end the sentence in ~습니다 or ~ㅂ니다, as the others do"
    assert told(form.format(f"{end}")) == [f"'{end}'; {polite}"]


@pytest.mark.parametrize(
    "text",
    ["합니다.", "아닙니다.", '"한다."라고 합니다.', "`한다.`", "층마다.", "이것보다.", "『한다.』"],
)
def test_a_polite_ending_quotations_and_code_are_right(told, text):
    assert told(text) == []


def test_the_particles_of_the_book_fit(pytestconfig):
    assert list(particles.problems(Book.read(pytestconfig.rootpath), Told())) == []
