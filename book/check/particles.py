"""Whether a Korean particle fits the code or the formula before it, and a sentence ends politely.

Names that may be read in two ways (`fit`, `step`) are read as most pages of the book read them.
"""

import re
from collections import Counter, defaultdict

from ..sources import Problem, sounds

# after a consonant, after a vowel
_PAIRS = [("을", "를"), ("은", "는"), ("이", "가"), ("과", "와"), ("으로", "로"), ("이나", "나")]
_OTHER = {one: pair for pair in _PAIRS for one in pair}
_AFTER = r"(?:\*\*|\]\([^()\s]*\)|[\"'’”])*"
_PARTICLE = re.compile(
    rf"{_AFTER}(?:(?P<one>을|를|은|는|이나|나|이|가)"
    r"|(?P<with>과|와)[는도의]?|(?P<by>으로|로)(?:는|도|만|서|써|부터)?)(?![가-힣])"
)
_APART = re.compile(
    rf"{_AFTER}\s+((?:을|를|은|는|이|가|의|도|만|이나|나|부터|까지|처럼|입니다|이라는|라는"
    r"|(?:과|와|에|에서|으로|로)(?:는|도|의|만)?))(?![가-힣])"
)
_EITHER = r"은\(는\)|는\(은\)|을\(를\)|를\(을\)|이\(가\)|가\(이\)|와\(과\)|과\(와\)|\(으\)로"
_BOTH = re.compile(
    rf"{_AFTER}({_EITHER}|은는|는은|을를|를을|와과|과와|이가|가이|으로로|로으로|이나나|나이나)(?![가-힣])"
)
_BOTH_IN_WORDS = re.compile(rf"(?<=[가-힣])(?:{_EITHER}|은는|을를|를을|으로로)(?![가-힣])")
_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”]*”|'[^'\n]*'|‘[^’]*’|『[^』]*』|「[^」]*」")
# a sentence or a cell that ends in 다 and not in 니다, as 아니다 does not; 마다, 보다 are particles
_PLAIN = re.compile(
    r"[가-힣]*(?:(?<=[가-힣])(?<![니마보])다|아니다)(?=[.!?]|\s*(?:\ufffc|$))", re.M
)


def problems(book, told):
    pages = book.pages.get("ko", {}).values()
    heard = _heard(pages)
    for page in pages:
        for item in page.markdown.of("inline code", "inline formula"):
            if message := _after(item, page.markdown.text[item.span[1] :][:200], heard):
                yield Problem(page.path, item.end, message)
        yield from (Problem(page.path, *each) for each in _sentences(page.prose))


def _heard(pages):
    """{last word of code: how often the particle behind it is one for a consonant, or not}."""
    heard = defaultdict(Counter)
    for page in pages:
        for item in page.markdown.of("inline code"):
            found = _PARTICLE.match(page.markdown.text, item.span[1])
            if one := found and (found["one"] or found["with"]):
                heard[sounds.last_word(item.value)][one == _OTHER[one][0]] += 1
    return heard


def _after(item, text, heard):
    code = f"`{item.value}`" if item.kind == "inline code" else f"${item.value}$"
    if apart := _APART.match(text):
        return f"a space between {code} and {apart[1]}; delete it"
    if both := _BOTH.match(text):
        return f"{both[1]} after {code}; write one of them"
    if found := _PARTICLE.match(text):
        one = found["one"] or found["with"] or found["by"]
        right = _right(item, one, heard)
        return None if right == one else f"{one} after {code}; write {right}"
    return None


def _right(item, one, heard):
    """The particle that belongs there; the same if nobody can tell."""
    if item.kind == "inline code":
        word = sounds.last_word(item.value)
        sound, (yes, no) = sounds.of_word(word), (heard[word][each] for each in (True, False))
        if sound is None and yes != no:
            sound = "?" if yes > no else ""
    else:
        sound = sounds.of_formula(item.value)
    by = one in _PAIRS[4]  # 로 also follows ㄹ
    if sound is None or (by and sound == "?"):
        return one
    return _OTHER[one][sound == "" or (by and sound == "ㄹ")]


def _sentences(prose):
    text = _QUOTED.sub(lambda quoted: re.sub(r"[^\n]", "x", quoted[0]), prose)
    for match in _BOTH_IN_WORDS.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, f"{match[0]}; write one of them"
    for match in _PLAIN.finditer(text):
        polite = "end the sentence in ~습니다 or ~ㅂ니다, as the others do"
        yield text.count("\n", 0, match.start()) + 1, f"'{match[0]}'; {polite}"
