"""On all pages of this book: only prose makes a translation stale."""

import re
from dataclasses import replace
from itertools import cycle, islice

import pytest

from book.sources import Page
from book.translate import translations
from book.translate.put_back import put_back


def wrong(item, typed):
    """An item with another id, target, formula or code; its words are the same."""
    if item.kind == "heading":
        return typed.replace(f"#{item.id} }}", f"#{item.id}-2 }}")
    if item.kind in ("image", "link"):
        return f"{item.target}-2".join(typed.rsplit(item.target, 1))
    if item.kind == "admonition":
        return typed.replace(item.value, "!!! bug", 1)
    if item.kind == "code":
        first, *others = typed.split("\n")
        return "\n".join([first, first.replace("`" * 3, "x "), *others])
    sign = "`" if item.kind == "inline code" else "$"
    end = len(typed.rstrip(sign))
    return f"{typed[:end]}+2{typed[end:]}"


KINDS = ["heading", "link", "image", "code", "inline code", "formula", "inline formula"]


def changed(page, edits):
    """The page with other texts in these spans of its Markdown."""
    before, text = page.text, page.markdown.text
    moved = len(before) - len(text)
    for (start, end), new in sorted(edits, reverse=True):
        before = before[: start + moved] + new + before[end + moved :]
    assert before != page.text
    return Page(page.root, page.path, before.encode())


def with_wrong(page, items):
    text = page.markdown.text
    return changed(page, [(item.span, wrong(item, text[slice(*item.span)])) for item in items])


def state(book, page):
    """What the English translation is, if this is the Korean page."""
    korean = {**book.pages["ko"], page.slug: page}
    found = translations.read(replace(book, pages={**book.pages, "ko": korean}))
    [translation] = [each for each in found if each.slug == page.slug]
    return translation.state


def followed(book):
    """The Korean pages that have an English translation."""
    return [each.source for each in translations.read(book) if each.state == "current"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_kind_makes_a_translation_stale_even_if_all_of_it_changes(real, kind):
    pages = [page for page in followed(real) if page.markdown.of(kind)]
    assert len(pages) > 5
    states = {page.path: state(real, with_wrong(page, page.markdown.of(kind))) for page in pages}
    assert states == dict.fromkeys(states, "current")


@pytest.mark.parametrize("kind", ["heading", "link", "inline formula"])
def test_twenty_wrong_ones_in_the_original_make_no_translation_stale(real, kind):
    items = [(page, item) for page in followed(real) for item in page.markdown.of(kind)]
    some = items[:: len(items) // 20][:20]
    assert len(some) == 20
    states = [state(real, with_wrong(page, [item])) for page, item in some]
    assert states == ["current"] * 20


def test_a_changed_word_makes_a_translation_stale(real):
    """The first, the last and the middle word of each page, and those of its description."""
    found = {}
    for page in followed(real):
        text, prose = page.markdown.text, page.markdown.prose.split("\n")
        lines = [number for number, line in enumerate(prose) if re.search("[가-힣]{2}", line)]
        for line in {lines[0], lines[len(lines) // 2], lines[-1]}:
            word = re.search("[가-힣]{2,}", prose[line])[0]
            start = text.index(word, page.markdown.starts[line])
            edit = ((start, start), "새")
            found[page.path, line] = state(real, changed(page, [edit]))
        described = page.text.replace("description: ", "description: 새 ", 1)
        found[page.path, 0] = state(real, Page(page.root, page.path, described.encode()))
    assert len(found) > 80
    assert found == dict.fromkeys(found, "stale")


@pytest.mark.parametrize("kind", [*KINDS, "admonition"])
def test_what_is_wrong_in_a_translation_is_put_back_byte_for_byte(real, kind):
    """One on each page, and on a few pages all of them, one after the other."""
    for number, translation in enumerate(translations.read(real)):
        items = translation.page.markdown.of(kind) if kind != "inline code" else []
        for item in items if number % 5 == 0 else islice(cycle(items), 2, 3):
            page = with_wrong(translation.page, [item])
            mended, said = put_back(translation.source, page)
            assert mended.text == translation.page.text, f"{page.path}:{item.line}: {said}"
            assert [line for line, _ in said] != []
