"""Whether each number of a page stands in what it shows, or is proven in its front matter.

The proofs stand in the page that was written first; they are those of its translations, too.
"""

import math
import re

from simpleeval import SimpleEval

from ..sources import Problem
from ..sources.figure import data
from ..sources.numbers import find, proofs, said
from ..translate import translations

_FUNCTIONS = {"round": round, "exp": math.exp, "log": math.log, "sqrt": math.sqrt}
_FORMS = "write `- 6*5 == 30`, or `- 1797: the reason`"


def problems(book, told):
    evaluate = SimpleEval(functions=_FUNCTIONS, names=_packages(book)).eval
    translated = {each.page: each for each in translations.read(book) if each.page}
    for page in book.all_pages:
        translation = translated.get(page)
        if not _hidden(book, told, page, translation.source if translation else page):
            found = _translation(book, translation) if translation else _first(book, page, evaluate)
            yield from (Problem(page.path, *each) for each in found)


def _first(book, page, evaluate):
    """(line, message) of a page that translates nothing."""
    words, shown = _values(said(page)), _shown(book, page)
    for proof in proofs(page):
        if message := _wrong(proof, evaluate, words, shown):
            yield proof.line, message
    yield from _unproven(page, shown | _proven(page), page)


def _translation(book, translation):
    """(line, message) of a translation; what is wrong in its source is told there."""
    page, source = translation.page, translation.source
    if {"numbers", "source"} <= page.front.meta.keys():  # it was begun from a copy
        mend = f"`make translated PAGE={page.slug} LANG={page.language}` takes them away"
        yield page.front.line("numbers"), f"{source.path} proves the numbers; {mend}"
    known = _proven(source) | _values(said(source))
    if translation.followed:  # if it is stale, it says what was proven then
        known |= _proven(translation.followed)
    if any(_unproven(page, known, source)):
        yield from _unproven(page, known | _shown(book, page), source)


def _packages(book):
    """{name: version} of what is installed, such as tensorflow: 2.21, for `tensorflow == 2.21`."""
    file = book.root / "constraints.txt"
    locked = file.read_text(encoding="utf-8") if file.exists() else ""
    found = re.findall(r"^([\w-]+)==(\d+\.\d+)", locked, re.MULTILINE)  # newer Pythons last
    return {name.replace("-", "_"): float(version) for name, version in found}


def _hidden(book, told, page, first):
    """Whether something is wrong with what the page shows, or with where its proofs stand."""
    if told.ended(first) or told.between(first.path, 1, first.front.end):
        return True
    if any(told.between(page.path, block.line, block.fence.end) for block in page.blocks):
        return True
    places = (f"snippets/{program.name}" for program in _programs(book, page))
    return any(told.between(place) or told.between(place[:-3] + ".out") for place in places)


def _programs(book, page):
    names = {re.sub(r"\.out$", ".py", block.file): None for block in page.blocks}
    return [book.programs[name] for name in names if name in book.programs]


def _shown(book, page):
    """The values that stand in the code, the outputs and the figures of a page."""
    texts = [block.text or "" for block in page.blocks]
    for program in _programs(book, page):
        texts += [program.code, program.recorded or ""]
        texts += [_drawn(file.read_text(encoding="utf-8")) for file in program.figures]
    for image in page.markdown.of("image"):
        file = book.root / "theme" / image.target.lstrip("./")
        if file.suffix == ".svg" and file.is_file():  # drawn by hand
            texts += re.findall(r">([^<]+)<", file.read_text(encoding="utf-8"))
    return _values(number for text in texts for number in find(text))


def _drawn(svg):
    """What a figure says in words, and where each of its curves begins, ends and turns."""
    shown = []
    for label, points in data(svg):
        turns = (
            each
            for axis in zip(*points, strict=True)
            for each in (axis[0], axis[-1], min(axis), max(axis))
        )
        shown += [label, *(f"{value:.3g}" for value in turns)]
    return "\n".join(shown)


def _values(numbers):
    """Their values, and those without their sign."""
    values = {number.value for number in numbers}
    return values | {abs(value) for value in values if isinstance(value, float)}


def _proven(page):
    return _values(number for proof in proofs(page) for number in find(proof.text))


def _unproven(page, known, first):
    """The numbers that are not known, each where it stands first."""
    unknown = [number for number in said(page) if not number.small and number.value not in known]
    for number in {number.value: number for number in reversed(unknown)}.values():
        mend = f"correct it, or write under `numbers:` of {first.path} why it is true"
        forms = f"`- 6*5 == 30`, or `- {number.typed}: the reason`"
        yield number.line, f"{number.typed} stands in nothing that this page shows; {mend}: {forms}"


def _wrong(proof, evaluate, words, shown):
    """What is wrong with a proof of a page that says and shows these values, or None."""
    numbers, exempts = list(find(proof.text)), proof.reason is not None
    if exempts and not (numbers and proof.reason.strip()):
        return f"{proof.text!r} is no number with a reason; {_FORMS}"
    if not exempts and (message := _expression(proof.text, evaluate)):
        return message
    for number in (number for number in numbers if not number.small):
        if exempts and number.value in shown:
            return f"{number.typed} stands in what this page shows and needs no reason; delete it"
        if number.value not in words | shown:
            return f"{number.typed} is nowhere on this page; correct it, or delete this line"
    if not exempts and words.isdisjoint(number.value for number in numbers):
        return f"this page says no number of {proof.text!r}; delete it"
    return None


def _expression(text, evaluate):
    """Why an expression proves nothing, or None."""
    left, equal, right = (part.strip() for part in text.rpartition("=="))
    numbers = list(find(right))
    if not equal or [number.typed for number in numbers] != [right]:
        return f"{text!r} is no proof of a number; {_FORMS}"
    if numbers[0].value in {number.value for number in find(left)}:
        return f"{text!r} proves nothing; calculate the number from others"
    try:
        gives = evaluate(left)
        true = math.isclose(gives, numbers[0].value, rel_tol=1e-12)
    except Exception as error:  # whatever was typed
        return f"{text!r} cannot be calculated: {error}; correct it"
    return None if true else f"{text!r} is false, the left is {gives}; correct it, or the sentence"
