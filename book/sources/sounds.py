"""How Korean reads a name or a formula aloud: the consonant it ends in, where that is certain."""

import re

# letters that are spelled out, and digits; the others end in a vowel
_LETTERS = {"l": "ㄹ", "r": "ㄹ", "m": "ㅁ", "n": "ㄴ"}
_DIGITS = {"0": "ㅇ", "1": "ㄹ", "3": "ㅁ", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ"}
# how English words end, the first that fits; "" is a vowel, None may be either
_WORDS = {
    r"och": None,
    r"[aeiouy][nm]e": "ㄴ",
    r"le|l": "ㄹ",
    r"ng": "ㅇ",
    r"type|[^aeiou][aeiou]p": "ㅂ",
    r"[^aeiou][eiou]t|out": "ㅅ",
    r"[^e]ck|ic": "ㄱ",
    r"[nm]": "ㄴ",
    r"[^aeiou][ptkc]|oop|eck|[gcst]h": "",
    r"[bckpth]": None,
    r"[a-z]": "",
}
_WORDS = {re.compile(rf".*(?:{ending})"): sound for ending, sound in _WORDS.items()}
_CODE = re.compile(r"(\d+|[A-Z]+|[A-Z]?[a-z]+)[\s,:)\]}\"'_]*$")
_POWER = re.compile(r"\^(?:\{[^{}]*\}|[^\\{}])[\s)]*$")
_ROOT = re.compile(r"\\sqrt\{(?:[^{}]|\{[^{}]*\})*\}[\s)]*$")
_FORMULA = re.compile(r"(?:\\([a-zA-Z]+)|([a-zA-Z])|(\d+))[\s)}]*$")


def last_word(code):
    """The last word of code as it is read, in small letters, or the sign that it ends in."""
    found = _CODE.search(code.removesuffix("()"))
    return found[1].lower() if found else code[-1]


def of_word(word):
    """The consonant that a word or number ends in, "" for a vowel, None if that is not certain."""
    if word.isdigit():
        return _DIGITS.get(word[-1], "")
    if not word[-1].isascii() or not word[-1].isalpha():
        return None
    if len(word) == 1 or not re.search("[aeiouy]", word):
        return _LETTERS.get(word[-1], "")
    return next(sound for ending, sound in _WORDS.items() if ending.fullmatch(word))


def of_formula(latex):
    """The same of a formula."""
    latex = latex.rpartition("=")[2]
    latex = latex.partition("/")[0]  # 1/u is read u 분의 1
    if _POWER.search(latex):
        return "ㅂ"  # 제곱
    if _ROOT.search(latex):
        return "ㄴ"  # 제곱근
    found = _FORMULA.search(latex)
    if not found or re.search(r"\\frac|\^\\\w+$", latex):
        return None
    return of_word("".join(filter(None, found.groups())).lower())
