"""What a translation or a tool leaves behind: another language, a remark of an assistant, TODO."""

import re

from ..sources import Problem
from ..translate import translations

# the letters of a language that has letters of its own
_LETTERS = {"ko": "가-힣", "ja": "ぁ-ヿ", "ar": "؀-ۿ", "ru": "Ѐ-ӿ", "uk": "Ѐ-ӿ", "th": "ก-๛"}
_QUOTED = re.compile(r"『[^』]*』|「[^」]*」|\"[^\"]*\"|“[^”]*”")
_LATIN_SENTENCE = re.compile(r"(?:[A-Za-z][A-Za-z'’-]*[,;:]?\s+){4,}[A-Za-z][A-Za-z'’-]*")
_SENTENCE = re.compile(r"\S.*?(?:[.!?:](?=\s)|\Z)", re.DOTALL)
_WORD = re.compile(r"(?<![\w.-])[A-Za-z]?[a-z]+(?![\w-]|\.\w)")
_OWN_LETTER = re.compile(r"[^\W\d_a-zA-ZÀ-ɏ]")  # é and the like are Latin too
_ASSISTANT = "a remark of an assistant; delete it"
_MARK = "a mark of an assistant; delete it"
_SAID = {
    r"(?i)\btodo\b|\b(?:FIXME|XXX|TBD|HACK|WIP)\b": "a note to oneself; do it, or delete it",
    r":contentReference\[|\boaicite\b|【\d+†|turn\d+(?:search|view)\d+": _MARK,
    r"(?i)\b(?:here|below)(?: is| are|'s|’s) (?:the|your|a|an) (?:[\w-]+ )?(?:translat|version)"
    r"|\bI(?:'ve|’ve| have) (?:now )?(?:translat|kept|updat|rewrit)|^\W*translation:|\bas an ai\b"
    r"|\bi hope this helps|\blet me know if\b|\bhappy to help\b|\bfeel free to ask"
    r"|^\W*(?:sure|certainly|of course|absolutely)[!,]": _ASSISTANT,
    r"물론입니다[!.,]|(?:다음|아래)[은는] [^.\n]{0,30}번역|번역(?:본|문)?(?:은|입니다)[^.]{0,9}다음"
    r"|(?:번역|작성|수정|정리)해 ?드리|요청하신 |도움이 되(?:었|셨|기를)|^\W*네[,!]"
    r"|(?:언제든|있으(?:시)?면)[^.\n]{0,9} 말씀해": _ASSISTANT,
}
_SAID = {re.compile(sign, re.MULTILINE): message for sign, message in _SAID.items()}


def problems(book, told):
    begun = {each.page for each in translations.read(book) if each.problems or not each.served}
    for page in (page for page in book.all_pages if page not in begun):
        for number, line in enumerate(page.prose.split("\n"), 1):
            if message := _said(line) or _other_letters(page.language, line):
                yield Problem(page.path, number, message)
        if page.language in _LETTERS:
            yield from _latin(page)


def _said(line):
    for sign, message in _SAID.items():
        if found := sign.search(line):
            return f"'{found[0].strip()}' is {message}"
    return None


def _other_letters(language, line):
    for other, letters in _LETTERS.items():
        if letters != _LETTERS.get(language) and (found := re.search(f"[{letters}]+", line)):
            return f"'{found[0]}' is in another language ({other}); translate it"
    return None


def _latin(page):
    """Texts and sentences in Latin letters on a page of a language that has other ones."""
    texts = [(each.line, each.prose) for each in page.markdown.paragraphs]
    texts.append((page.front.line("description"), page.description))
    links = page.markdown.of("link")  # whose text is no code
    texts += [
        (link.line, link.text) for link in links if page.markdown.text[link.span[0] + 1] != "`"
    ]
    for line, text in texts:
        text = _QUOTED.sub(lambda quoted: re.sub(r"[^\n]", " ", quoted[0]), text)
        if found := _LATIN_SENTENCE.search(text) or _latin_text(text):
            words = found[0].replace("\ufffc", "…").split()
            start = " ".join(words[:5]) + " …" * (len(words) > 5)
            number = line + text.count("\n", 0, found.start())
            yield Problem(page.path, number, f"'{start}' is not translated; translate it")


def _latin_text(text):
    """The first sentence that has Latin words alone, and more than a name such as macOS."""
    for found in _SENTENCE.finditer(text):
        if _WORD.search(found[0]) and not _OWN_LETTER.search(found[0]):
            return found
    return None
