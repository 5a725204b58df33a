"""The one reader of Markdown sees what Python-Markdown makes of it, each thing where it stands."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown as PythonMarkdown

from book.sources import Book, Markdown

# what HTML has for each kind of item
SEEN = {
    "heading": ":is(h1, h2, h3, h4, h5, h6)",
    "code": "pre",
    "admonition": ":is(.admonition, details)",
    "table": "table:not(.highlighttable)",
    "list": ":is(ul, ol)",
    "image": "img",
    "link": "a:not(.headerlink)",
    "formula": "div.arithmatex",
    "inline formula": "span.arithmatex",
    "inline code": ":not(pre) > code",
}
SHAPES = {
    "a box in a box": (
        '!!! note\n\n    text\n\n    ??? success "A"\n\n        text\n\n    [a](b.md)\n\nafter\n'
    ),
    "a box without an empty line": (
        'text\n!!! note "A"\n    text $x$\n    [a](b.md)\n\n    [a](c.md)\n\nafter\n'
    ),
    "an open box with two empty lines": "???+ note\n\n    text\n\n\n    [a](b.md)\n\n\n[a](c.md)\n",
    "code in a box": '!!! note "A"\n\n    [a](b.md)\n\n    ```text\n    x\n    ```\n',
    "a table in a box": (
        "!!! note\n\n    | a | b |\n    | - | -: |\n    | `x` | [a](b.md) |\n    | $x$ | **y** |\n"
    ),
    "a table without bars around it": "a | b\n--- | ---\n1 | 2\n3 | 4\n",
    "a bar in a cell": "| a | b |\n| - | - |\n| x \\| y [c](d.md) | `e` $f$ |\n",
    "lists": "- a\n- [b](c.md)\n\n    ![x](y.svg)\n\ntext\n\n1. c\n\n    ```text\n    d\n    ```\n",
    "code that looks like something": (
        "`$x$` and `[a](b.md)` and ``a ` b`` and `![a](b)`\n"
        "\n```text\n# no heading\n!!! note\n$$x$$\n```\n"
    ),
    "code that holds a comment": (
        "`<!-- a -->` and `b`, then <!-- `c` --> and `d`\n\n`<!-- e`\n\n[f](g.md)\n"
    ),
    "code that breaks over a line": "text `a $b\n$ c` and [d](e.md) and `f\ng`\n",
    "prices are no formulas": (
        "\\$5 and $6 to $7, but $x_1$ and $\\frac{a}{b}$.\n\n$$\nx\n\\\\ y\n$$\n\n$$z$$\n"
    ),
    "formulas between digits, letters and spaces": "1$x$ a $ b $ $c$5, $d $ e and 5 $ or 6$ $f$",
    "a formula on its own sign in a sentence": "text $$x$$ text\n\ntext\n$$y$$\ntext\n",
    "attributes": "# A { #a }\n\n[a](b.md){ .md-button } and `x`{ .y }\n\n## `B` c { #b }\n",
    "a comment": (
        "<!-- [a](b.md) -->\n\ntext <!-- ![a](b.svg) $x$ --> text\n\n<!-- generated: words -->\n"
    ),
    "an address": '<https://example.org/> and [a](<b.md>) and [c](d.md "e")\n',
    "emphasis": "**[a](b.md)** and *[c](d.md)*를 and **`x`**가 and [`e`](f.md)\n",
}


@pytest.fixture(scope="module")
def book(pytestconfig):
    return Book.read(pytestconfig.rootpath)


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_the_items_are_what_python_markdown_makes(book, text):
    options = dict(book.source.settings["markdown_extensions"])
    del options["pymdownx.snippets"]
    configs = {name: each or {} for name, each in options.items()}
    html = PythonMarkdown(extensions=list(configs), extension_configs=configs).convert(text)
    html, markdown = BeautifulSoup(html, "html.parser"), Markdown(text)
    kinds = {kind: len(html.select(selector)) for kind, selector in SEEN.items()}
    assert Counter(item.kind for item in markdown.of(*SEEN)) == +Counter(kinds)
    images = [(image["src"], image["alt"]) for image in html.select("img")]
    assert [(item.target, item.text) for item in markdown.of("image")] == images
    links = [link["href"] for link in html.select(SEEN["link"])]
    assert [item.target for item in markdown.of("link")] == links
    boxes = markdown.of("admonition")
    for item in markdown.items:
        around = [box for box in boxes if box.line < item.line <= box.end]
        assert item.inside is (around[-1] if around else None)


def test_every_item_is_on_its_lines_and_in_its_span(book):
    items = [(page.markdown, item) for page in book.all_pages for item in page.markdown.items]
    for markdown, item in items:
        typed, first = markdown.text[slice(*item.span)], markdown.lines[item.line - 1]
        assert markdown.text.count("\n", 0, item.span[0]) == item.line - 1
        assert markdown.text.count("\n", 0, item.span[1]) == item.end - 1
        if item.kind in ("link", "image"):
            assert f"]({item.target}" in typed.replace("\n", " ") and typed.endswith((")", "}"))
        elif item.kind == "inline formula":
            assert " ".join(typed.strip("$").replace("\\|", "|").split()) == item.value
        elif item.kind == "formula":
            assert " ".join(typed.strip().strip("$").split()) == item.value
        elif item.kind == "inline code":
            assert typed.strip("`").strip() == item.value.strip()
        elif item.kind == "heading":
            assert first.startswith("#" * item.level + " ") and f"#{item.id}" in first
        elif item.kind == "code":
            assert first == item.before + item.marker + item.info
        elif item.kind == "table":
            assert first.strip().startswith("|")
    assert {item.kind for _, item in items} >= SEEN.keys() - {"formula"}


def test_the_second_of_two_equal_items_has_its_own_place():
    text = (
        "`$x$` and\n[a](b.md) `[a](b.md)`\n$x$ and [a](b.md)\n"
        "\n| $x$ | $x$ |\n| - | - |\n| $x$ | [a](b.md) |\n"
    )
    items = Markdown(text).of("link", "inline formula")
    assert [(item.line, text[: item.span[0]].rpartition("\n")[2]) for item in items] == [
        (2, ""),
        (3, ""),
        (3, "$x$ and "),
        (5, "| "),
        (5, "| $x$ | "),
        (7, "| "),
        (7, "| $x$ | "),
    ]
    assert {text[slice(*item.span)] for item in items} == {"[a](b.md)", "$x$"}


def test_a_paragraph_has_an_x_for_each_letter_of_a_formula():
    [paragraph] = Markdown("a $x^{*}\ny*$ b `$c$`").paragraphs
    assert paragraph.source == "a xxxxxx\nxxx b `$c$`"


@pytest.mark.parametrize(
    "text, bare",
    [
        ("a `b` c $d$", ["a xxx c xxx"]),
        ("a `b\nc` <!-- d --> e", ["a xx", "xx            e"]),
        ("```text\na\n```\nb", ["", "", "", "b"]),
        ("$$\na b\n$$", ["xx", "xxx", "xx"]),
        ("| `a` \\| | b |\n| - | - |", ["| xxx \\| | b |", "| - | - |"]),
    ],
)
def test_a_bare_line_has_no_code_formulas_and_comments(text, bare):
    assert Markdown(text).bare == bare


def test_prose_stands_on_its_lines():
    text = (
        "# A { #a }\n\n`b\nc` d <!-- e\nf --> g [h\ni](\n"
        "j.md) k https://l.example/m ![n\no](p.svg) q\n\n"
        "| r | s |\n| - | - |\n| $t$ | <b>u</b> |\n\n<div title='v'\n>w</div>\n"
    )
    assert Markdown(text).prose.split("\n") == [
        "A",
        "",
        "\ufffc",
        " d ",
        " g h",
        "i",
        " k  n",
        "o q",
        "",
        "r \ufffc s",
        "",
        "\ufffc \ufffc u",
        "",
        "",
        "w",
        "",
    ]


def test_numbers_are_the_lines_of_some_kinds():
    text = "a\n\n```text\nb\n```\n\n    c\n"
    assert Markdown(text).numbers("code") == {3, 4, 5}
    assert Markdown(text).numbers("code", "indented") == {3, 4, 5, 7}
