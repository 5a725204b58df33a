"""Words in running text: what of a page is prose, and where a word stands in it, with whatever its language adds to words."""

import functools
import re

import fences
import formulas
import texts

# What may follow a word without making another word of it: particles, forms of 이다, 하다 and 되다; a plural.
_PARTICLES = (
    "을 를 이 가 은 는 의 에 에서 에게 와 과 로 으로 도 만 마다 부터 까지 보다 처럼 만큼 밖에 조차 마저 뿐 나 이나 란 이란 라도 이라도 "
    "랑 이랑 대로 끼리 별 들 당 째 쯤 짜리 하고 며 이며 고 이고 든 이든 씩 간 용 형"
).split()
_VERBS = (
    "입니 이다 이면 이지 이므로 이어 이었 이라 라고 라는 였 인 일 임 이자 "
    "하 한 할 합 했 해 함 되 된 될 됩 됐 돼 됨 시키 시킨 시킬 시킵 시켜 시켰"
).split()


def _any(endings):
    return "|".join(sorted(endings, key=len, reverse=True))


# the pattern of what may follow, and the endings that a search takes off
_LANGUAGES = {
    "ko": (rf"(?:{_any(_PARTICLES)}){{0,3}}(?:(?:{_any(_VERBS)})[가-힣]*)?(?![가-힣])", [*_PARTICLES, *_VERBS, "입니다", "이다", "인지"]),
    "en": (r"(?:s|es)?(?!\w)", ["s", "es"]),
}



def endings(language):
    """What a search takes off a word that it does not find."""
    return sorted(set(_LANGUAGES.get(language, ("", []))[1]), key=len, reverse=True)


@functools.cache
def pattern(language, words):
    """A pattern of these words (a tuple), the longest first; group `word` is as in the list but for case and spaces."""
    after = _LANGUAGES.get(language, (r"(?!\w)", []))[0]
    each = (r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))
    before = "(?<![가-힣])" if language == "ko" else r"(?<![\w-])"
    return re.compile(rf"{before}(?P<word>{'|'.join(each)})(?={after})", re.IGNORECASE)


def find(language, words, text, allowed=()):
    """Each use of the words, as (line, word); not where a longer allowed phrase stands."""
    words = {" ".join(word.casefold().split()): word for word in words}
    allowed = {" ".join(phrase.casefold().split()) for phrase in allowed}
    if words:
        for match in pattern(language, (*words, *allowed)).finditer(text):
            word = " ".join(match["word"].casefold().split())
            if word not in allowed:
                yield text.count("\n", 0, match.start()) + 1, words[word]


def prose(text):
    """What a reader reads as prose of a page, on its lines: no code, formulas, addresses, attributes."""
    read = texts.read(text.encode(), lambda line, message: None)
    for number, line in enumerate(text.splitlines()):
        if line.startswith("description:"):
            read.lines[number] = line.removeprefix("description:")
    text = fences.find(read.lines, lambda line, message: None)[2]

    def emptied(match):
        return "\ufffc" + "\n" * match[0].count("\n")

    def without(match):
        return "\n" * match[0].count("\n")

    for what, instead in (
        (r"<!--.*?-->", without),
        (r"(`+)(?!`).*?(?<!`)\1(?!`)", emptied),
        (formulas.FORMULA.pattern, emptied),
        (r"\]\([^)]*\)|\]\[[^\]]*\]|^ *\[[^\]]+\]: .*", without),
        (r"\{ *[:.#][^}\n]*\}", without),
        (r"</?[a-zA-Z][^>]*>", without),
        (r"[*\[\]]+|https?://\S+", without),
    ):
        text = re.sub(what, instead, text, flags=re.DOTALL | re.MULTILINE if what.startswith(("<", "(`")) else re.MULTILINE)
    return text
