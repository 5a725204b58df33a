"""Words in running text: where one stands, with whatever its language adds to the end of a word."""

import functools
import re

# What may follow a word without making another word of it: particles, forms of 이다, 하다 and 되다
_PARTICLES = (
    "을 를 이 가 은 는 의 에 에서 에게 와 과 로 으로 도 만 마다 부터 까지 보다 처럼 만큼 밖에 조차 "
    "마저 뿐 나 이나 란 이란 라도 이라도 랑 이랑 대로 끼리 별 들 당 째 쯤 짜리 하고 며 이며 고 "
    "이고 든 이든 씩 간 용 형"
).split()
_VERBS = (
    "입니 이다 이면 이지 이므로 이어 이었 이라 라고 라는 였 인 일 임 이자 "
    "하 한 할 합 했 해 함 되 된 될 됩 됐 돼 됨 시키 시킨 시킬 시킵 시켜 시켰"
).split()


def _any(endings):
    return "|".join(sorted(endings, key=len, reverse=True))


_KOREAN = rf"(?:{_any(_PARTICLES)}){{0,3}}(?:(?:{_any(_VERBS)})[가-힣]*)?(?![가-힣])"
# the pattern of what may follow, and the endings that a search takes off
_LANGUAGES = {
    "ko": (_KOREAN, [*_PARTICLES, *_VERBS, "입니다", "이다", "인지"]),
    "en": (r"(?:s|es)?(?!\w)", ["s", "es"]),
}


def endings(language):
    """What a search takes off a word that it does not find."""
    return sorted(set(_LANGUAGES.get(language, ("", []))[1]), key=len, reverse=True)


@functools.cache
def pattern(language, words):
    """A pattern of these words (a tuple); group `word` is one of them but for case and spaces."""
    after = _LANGUAGES.get(language, (r"(?!\w)", []))[0]
    longest_first = sorted(words, key=len, reverse=True)
    each = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    before = "(?<![가-힣])" if language == "ko" else r"(?<![\w-])"
    return re.compile(rf"{before}(?P<word>{each})(?={after})", re.IGNORECASE)


def normal(word):
    """The form in which two spellings of a word are compared."""
    return " ".join(word.casefold().split())


def find(language, words, text, allowed=()):
    """Each use of the words, as (line, word); not where a longer allowed phrase stands."""
    words = {normal(word): word for word in words}
    if not words:
        return
    allowed = {normal(phrase) for phrase in allowed}
    for match in pattern(language, (*words, *allowed)).finditer(text):
        if (word := normal(match["word"])) not in allowed:
            yield text.count("\n", 0, match.start()) + 1, words[word]
