"""Two languages of a page are one book: the tree sees what a reader sees, and says what differs, once and where it is."""

from collections import Counter

import check
import languages
import pytest
import tree
from bs4 import BeautifulSoup
from markdown import Markdown
from test_site import parsed
from test_translators import BODY, EN, ENGLISH, KO, KOREAN, book

ROOT = check.ROOT
SOURCE, *OTHERS = languages.read(ROOT)
BOOK = check.read_book(ROOT)
ALL = [(language, page) for language in [SOURCE, *OTHERS] for page in BOOK[language.code].values()]
# what the HTML of a page has for each kind of item
SEEN = {
    "heading": ":is(h1, h2, h3, h4, h5, h6)",
    "code": "pre",
    "admonition": ":is(.admonition, details)",
    "tab": ".tabbed-labels > label",
    "table": "table:not(.highlighttable)",
    "image": ":is(img, svg.figure)",
    "link": "a:not(.headerlink, .md-content__button, .notebook a, .notice a)",
    "formula": ":is(div.formula, div.arithmatex)",
    "inline formula": ":is(math, span.arithmatex):not(.formula math)",
}
SHAPES = {
    "a box in a box": "!!! note\n\n    text\n\n    ??? success \"A\"\n\n        text\n\n    [a](b.md)\n\nafter\n",
    "a box without an empty line": "text\n!!! note \"A\"\n    text $x$\n    [a](b.md)\n\n    [a](c.md)\n\nafter\n",
    "an open box with two empty lines": "???+ note\n\n    text\n\n\n    [a](b.md)\n\n\n[a](c.md)\n",
    "tabs in a box": '!!! tip "A"\n\n    === "One"\n\n        [a](b.md)\n\n    === "Two"\n\n        ```text\n        x\n        ```\n',
    "tabs one after the other": '=== "One"\n\n    text\n\n=== "Two"\n\n    text\n\n=== "Three"\n    text\n',
    "a table in a box": "!!! note\n\n    | a | b |\n    | - | -: |\n    | `x` | [a](b.md) |\n    | $x$ | **y** |\n",
    "a table without bars around it": "a | b\n--- | ---\n1 | 2\n3 | 4\n",
    "lists": "- a\n- [b](c.md)\n\n    ![x](y.svg)\n\n1. c\n\n    ```text\n    d\n    ```\n",
    "code that looks like something": "`$x$` and `[a](b.md)` and ``a ` b`` and `![a](b)`\n\n```text\n# no heading\n!!! note\n$$x$$\n```\n",
    "prices are no formulas": "\\$5 and $6 to $7, but $x_1$ and $\\frac{a}{b}$.\n\n$$\nx\n\\\\ y\n$$\n\n$$z$$\n",
    "formulas between digits, letters and spaces": "1$x$ a $ b $ $c$5, $d $ e and 5 $ or 6$ $f$",
    "a formula on its own sign in a sentence": "text $$x$$ text\n\ntext\n$$y$$\ntext\n",
    "attributes": "# A { #a }\n\n[a](b.md){ .md-button } and `x`{ .y }\n\n## `B` c { #b }\n",
    "a comment": "<!-- [a](b.md) -->\n\ntext <!-- ![a](b.svg) --> text\n\n<!-- generated: words -->\n",
    "an address": "<https://example.org/> and [a](<b.md>) and [c](d.md \"e\")\n",
    "emphasis": "**[a](b.md)** and *[c](d.md)*를 and **`x`**가 and [`e`](f.md)\n",
}  # fmt: skip


def counts(items):
    return Counter(item.kind for item in items if item.kind in SEEN)


def seen(html):
    return Counter({kind: len(html.select(selector)) for kind, selector in SEEN.items()})


@pytest.mark.parametrize("language, page", ALL, ids=[page.path for _, page in ALL])
def test_the_tree_sees_what_a_reader_sees(site, language, page):
    items = tree.read(page.text.lines)
    html = parsed(site / language.address(page.slug) / "index.html").article
    expected, there = counts(items), seen(html)
    figures, targets = html.select("svg.figure"), html.select(SEEN["link"])
    if any(item.kind == "marker" for item in items):
        assert all(there[kind] >= expected[kind] for kind in SEEN)
        return
    assert there == expected
    assert sorted(link["href"].partition("#")[2] for link in targets) == sorted(
        item.value.split()[0].partition("#")[2] for item in items if item.kind == "link"
    )
    assert [figure["aria-label"] for figure in figures] == [item.text for item in items if item.kind == "image"]
    tables = [f"columns {len(table.select('th'))}, rows {len(table.select('tr'))}" for table in html.select(SEEN["table"])]
    assert tables == [item.value for item in items if item.kind == "table"]


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_the_tree_sees_what_python_markdown_makes(text):
    extensions = {name: options or {} for name, options in SOURCE.settings["markdown_extensions"].items() if name != "pymdownx.snippets"}
    html = BeautifulSoup(Markdown(extensions=list(extensions), extension_configs=extensions).convert(text), "html.parser")
    items = tree.read(text.split("\n"))
    assert counts(items) == +seen(html)
    images = [(image["src"], image["alt"]) for image in html.select("img")]
    assert [(item.value.split()[0], item.text) for item in items if item.kind == "image"] == images
    assert [item.value.split()[0] for item in items if item.kind == "link"] == [a["href"] for a in html.select(SEEN["link"])]
    for item in items:
        around = [box for box in items if box.kind in ("admonition", "tab") and box.line < item.line <= box.end]
        assert (item.inside is None) == (not around)


def test_every_line_of_the_tree_is_the_line_of_the_file():
    for _, page in ALL:
        lines = (ROOT / page.path).read_text(encoding="utf-8").split("\n")
        for item in tree.read(page.text.lines):
            sign = {"heading": item.value.split()[-1], "table": "|", "formula": "$"}.get(item.kind, item.value.split()[0])
            assert sign in lines[item.line - 1], f"{page.path}:{item.line}: {item.kind} {item.value}"


def test_links_and_formulas_may_come_in_another_order_within_their_section_but_not_in_another(book):
    link = "[the section](#part)"
    book.edit(EN, f"See {link} and [the start](../index.md#home).", f"See [the start](../index.md#home) and {link}.")
    assert book.answers() == []
    book.edit(EN, f" and {link}", "")
    book.edit(EN, "Solve it.", f"Solve {link}.")
    assert book.answers() == [f"{EN}:45: link to `#part` stands elsewhere in {KO}:6; here it belongs below line 7"]


def test_several_differences_are_told_one_by_one_in_reading_order(book):
    image = "![A figure.](../assets/figures/one.svg)\n\n"
    row = "| `b` | two |\n"
    for old, new in [(image, ""), (' hl_lines="1"', ""), ("## Section", "### Section"), (row, ""), ("??? success", "!!! success")]:
        book.edit(EN, old, new)
    assert [answer.removeprefix(f"{EN}:").partition(" ")[0] for answer in book.answers()] == ["7:", "9:", "17:", "19:", "44:"]


def test_a_part_of_a_page_that_is_not_translated_is_told_item_by_item_below_the_line_where_it_belongs(book):
    text = (book.root / EN).read_text(encoding="utf-8")
    book.write(EN, text[: text.index("## Section")] + text[text.index("## Exercise") :])
    answers = book.answers()
    assert len(answers) == 6 and all(answer.startswith(f"{EN}:17: below this line, ") for answer in answers)


def test_two_blocks_outside_of_one_box_are_one_difference(book):
    more = "\n    ```console\n    make test\n    ```\n"
    for path in (KO, EN):
        book.edit(path, BODY[BODY.index("    ```") :], BODY[BODY.index("    ```") :] + more)
    book.edit(EN, BODY + more, (BODY + more).replace("\n    ", "\n"))
    assert book.answers() == [
        f'{EN}:51: code `--8<-- "chapter/one/one.py:one"` stands outside of any box, but in {KO}:50 inside box `??? success`; '
        "indent it by 4 spaces"
    ]


def test_what_stands_in_a_box_that_is_missing_or_too_much_is_not_told_again(book):
    line, second = "```console\nmake check\n```", '??? note "A"\n\n    text\n\n??? tip "B"\n\n    ```console\n    make check\n    ```'
    for path in (KO, EN):
        book.edit(path, line, second)
    book.edit(EN, '??? tip "B"\n\n', "")
    assert book.answers() == [f"{EN}:42: below this line, box `??? tip` of {KO}:42 is missing; copy it from there"]
    for path, text in ((KO, line), (EN, second.partition("text\n\n")[2])):
        book.write(path, {KO: KOREAN, EN: ENGLISH}[path].replace(line, text))
    assert book.answers() == [f"{EN}:39: box `??? tip` is not in {KO}; delete it, or add it there first"]


def test_what_belongs_behind_a_box_is_told_below_the_end_of_the_box(book):
    for path in (KO, EN):
        book.edit(path, BODY[BODY.index("    ```") :], BODY[BODY.index("    ```") :] + "\n    text\n    text\n\n!!! tip\n\n    text\n")
    book.edit(EN, "\n!!! tip\n\n    text\n", "")
    assert book.answers() == [f"{EN}:56: below this line, box `!!! tip` of {KO}:57 is missing; copy it from there"]


def test_a_page_that_has_more_than_its_source_is_told_what(book):
    book.edit(EN, "Solve it.", "Solve it.\n\n!!! tip\n\n    See [this](#title).")
    assert book.answers() == [
        f"{EN}:47: box `!!! tip` is not in {KO}; delete it, or add it there first",
        f"{EN}:49: link to `#title` is not in {KO}; delete it, or add it there first",
    ]


@pytest.mark.parametrize("old, new, line", [("하나 |", "하나 [a](one.md) |", 23), ("`a`입", "[a](one.md)입", 47), ("# 제목", "# [a](one.md)", 5)])
def test_a_lost_link_is_told_on_the_line_of_its_neighbour_or_of_what_stands_before_it(book, old, new, line):
    book.edit(KO, old, new)
    at = next(number for number, text in enumerate((book.root / KO).read_text(encoding="utf-8").split("\n"), 1) if "(one.md)" in text)
    assert book.answers() == [f"{EN}:{line}: on this line or below, link to `one.md` of {KO}:{at} is missing; copy it from there"]


def test_a_link_that_is_a_button_is_one_in_every_language(book):
    book.edit(KO, "(#part)", "(#part){ .md-button }")
    assert book.answers() == [
        f"{EN}:7: link to `#part`, but {KO}:6 has link to `#part class=md-button`; only the text between [ and ] is translated"
    ]


def test_a_generated_part_is_marked_in_every_language(book):
    book.edit(KO, "푸세요.", "푸세요.\n\n<!-- generated: glossary -->")
    assert book.answers() == [f"{EN}:43: below this line, `<!-- generated: glossary -->` of {KO}:46 is missing; copy it from there"]
