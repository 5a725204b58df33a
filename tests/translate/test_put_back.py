"""`make translated` records what a page follows, puts back what is no prose, breaks nothing."""

import pytest

from book.commands import translated
from book.translate.put_back import put_back

KO, EN = "docs/ko/chapter/one.md", "docs/en/chapter/one.md"
FOLLOWS = f"{EN} follows {KO} of today."
INCLUDE = 'code `--8<-- "chapter/one/one.py:one"`'
FENCE = 'code `python title="snippets/chapter/one/one.py" hl_lines="1"`'
START = "link to `../index.md#home`"
HEADING = "heading `## #part`"
BOX = "box `??? success`"
# (what is right, the mistake, the line, what is put back, what it was)
MISTAKES = {
    "code-edited-where-it-is-typed": (
        "make check",
        "make chekc",
        (41, "code `$ make check`", "`$ make chekc`"),
    ),
    "code-with-a-line-too-much": (
        "$ make check\n",
        "$ make check\n$ make\n",
        (42, "nothing", "`$ make`"),
    ),
    "code-with-a-line-lost": ("$ make check\n", "", (41, "code `$ make check`", "nothing")),
    "include-of-another-section": (
        'one.py:one"',
        'one.py"',
        (12, INCLUDE, '`--8<-- "chapter/one/one.py"`'),
    ),
    "include-translated": (
        '"chapter/one/one.py:one"',
        '"장/one.py:one"',
        (12, INCLUDE, '`--8<-- "장/one.py:one"`'),
    ),
    "include-with-typographic-quotes": (
        '"chapter/one/one.py:one"',
        "“chapter/one/one.py:one”",
        (12, INCLUDE, "`--8<-- “chapter/one/one.py:one”`"),
    ),
    "include-with-long-dashes": (
        '--8<-- "chapter/one/one.py:one"',
        '—8<— "chapter/one/one.py:one"',
        (12, INCLUDE, '`—8<— "chapter/one/one.py:one"`'),
    ),
    "include-with-an-invisible-character": (
        '"chapter/one/one.py:one"',
        '"chapter/\u200bone/one.py:one"',
        (12, INCLUDE, '`--8<-- "chapter/\u200bone/one.py:one"`'),
    ),
    "include-replaced-by-its-code": (
        '--8<-- "chapter/one/one.py:one"',
        "print(1)",
        (12, INCLUDE, "`print(1)`"),
    ),
    "include-in-a-box": (
        '    --8<-- "chapter/one/one.py:one"',
        '    --8<-- "chapter/one/one.py"',
        (53, INCLUDE, '`--8<-- "chapter/one/one.py"`'),
    ),
    "title-of-a-fence-translated": (
        'title="snippets/',
        'title="조각/',
        (11, FENCE, '`python title="조각/chapter/one/one.py" hl_lines="1"`'),
    ),
    "title-of-a-fence-with-typographic-quotes": (
        'title="snippets/chapter/one/one.py" hl',
        "title=“snippets/chapter/one/one.py” hl",
        (11, FENCE, '`python title=“snippets/chapter/one/one.py” hl_lines="1"`'),
    ),
    "highlight-lost": (
        ' hl_lines="1"',
        "",
        (11, FENCE, '`python title="snippets/chapter/one/one.py"`'),
    ),
    "language-of-a-fence-translated": ("```console", "```콘솔", (40, "code `console`", "`콘솔`")),
    "fence-of-tildes": (
        "```console\n$ make check\n```",
        "~~~console\n$ make check\n~~~",
        (40, "code `console`", "`~~~console`"),
    ),
    "heading-of-another-level": ("## Section", "### Section", (19, HEADING, "`### #part`")),
    "heading-underlined": ("## Section { #part }", "Section\n-------", (19, HEADING, "`-`")),
    "heading-underlined-with-its-id": (
        "## Section { #part }",
        "Section { #part }\n-------",
        (19, HEADING, "`- #part`"),
    ),
    "id-translated": ("{ #part }", "{ #section }", (19, HEADING, "`## #section`")),
    "id-in-Korean": ("{ #part }", "{ #절 }", (19, HEADING, "`##`")),
    "id-with-a-capital": ("{ #part }", "{ #Part }", (19, HEADING, "`##`")),
    "id-without-braces": ("{ #part }", "#part", (19, HEADING, "`##`")),
    "id-without-its-sign": ("{ #part }", "{ part }", (19, HEADING, "`##`")),
    "id-without-its-sign-with-a-capital": ("{ #part }", "{ Part }", (19, HEADING, "`##`")),
    "id-in-full-width-braces": ("{ #part }", "｛ #part ｝", (19, HEADING, "`##`")),
    "id-lost": (" { #part }", "", (19, HEADING, "`##`")),
    "link-to-another-language": (
        "../index.md#home",
        "../../ko/index.md#home",
        (7, START, "`../../ko/index.md#home`"),
    ),
    "link-from-the-root": ("../index.md#home", "/en/#home", (7, START, "`/en/#home`")),
    "link-to-the-published-site": (
        "../index.md#home",
        "https://you.example/book/en/chapter/one/",
        (7, START, "`https://you.example/book/en/chapter/one/`"),
    ),
    "link-to-a-page-that-is-not-there": (
        "../index.md#home",
        "../indx.md#home",
        (7, START, "`../indx.md#home`"),
    ),
    "link-to-HTML": (
        "../index.md#home",
        "../index.html#home",
        (7, START, "`../index.html#home`"),
    ),
    "link-to-a-heading-that-is-not-there": (
        "../index.md#home",
        "../index.md#hom",
        (7, START, "`../index.md#hom`"),
    ),
    "link-to-a-translated-id": ("(#part)", "(#section)", (7, "link to `#part`", "`#section`")),
    "link-to-something-else": (
        "../index.md#home",
        "https://example.org/",
        (7, START, "`https://example.org/`"),
    ),
    "link-without-a-target": ("(#part)", "()", (7, "link to `#part`", "nothing")),
    "link-that-became-a-button": (
        "(#part)",
        "(#part){ .md-button }",
        (7, "link to `#part`", "`#part class=md-button`"),
    ),
    "image-translated": (
        "figures/one.svg",
        "figures/figure.svg",
        (9, "image `../assets/figures/one.svg`", "`../assets/figures/figure.svg`"),
    ),
    "formula-edited": ("x^2", "x^3", (29, "formula `x^2`", "`x^3`")),
    "formula-broken": ("x^2", "\\frac{x", (29, "formula `x^2`", "`\\frac{x`")),
    "formula-in-a-sentence-edited": ("$x$", "$y$", (7, "formula `$x$`", "`$y$`")),
    "formula-of-its-own-in-a-sentence": ("$x$", "$$x$$", (7, "formula `$x$`", "`$$x$$`")),
    "code-in-a-sentence-translated": ("is `a`", "is `에이`", (50, "inline code `a`", "`에이`")),
    "code-in-a-table-misspelt": ("| `b` |", "| `bb` |", (27, "inline code `b`", "`bb`")),
    "box-type-translated": ("??? success", "??? 풀이", (48, BOX, "`??? 풀이`")),
    "box-type-invented": ("??? success", "??? solution", (48, BOX, "`??? solution`")),
    "box-of-another-type": ("??? success", "??? note", (48, BOX, "`??? note`")),
    "box-opened": ("??? success", "???+ success", (48, BOX, "`???+ success`")),
}
# what cannot be put back for certain stays, and `make check` tells it
LEFT = {
    "block-lost": ("```console\n$ make check\n```\n\n", ""),
    "block-lost-and-its-neighbour-wrong": (
        'one.py:one"\n```\n\n```text\n--8<-- "chapter/one/one.out"\n```',
        'one.py"\n```',
    ),
    "block-twice": ("```console\n", "```console\n$ make\n```\n\n```console\n"),
    "block-moved": (
        "```console\n$ make check\n```\n\n## Exercise { #exercise }\n",
        "## Exercise { #exercise }\n\n```console\n$ make check\n```\n",
    ),
    "heading-lost": ("## Section { #part }\n\n", ""),
    "heading-with-braces-that-may-be-words": ("Section { #part }", "Section { of this }"),
    "link-lost": ("[the section](#part)", "the section"),
    "links-both-wrong": (
        "[the section](#part) and [the start](../index.md#home)",
        "[the section](#teil) and [the start](../index.html)",
    ),
    "link-twice-in-place-of-another": ("../index.md#home", "#part"),
    "link-wrong-in-another-paragraph": (
        "[the start](../index.md#home). The number is $x$.\n\n![A figure.]",
        "the start. The number is $x$.\n\n![A figure.](../assets/figures/one.svg) [x](x.md) ![A]",
    ),
    "link-in-full-width-brackets": ("[the section](#part)", "［the section］（#part）"),
    "image-lost": ("![A figure.](../assets/figures/one.svg)\n\n", ""),
    "formula-in-a-sentence-lost": ("$x$", "x"),
    "table-row-lost": ("| `b` | two |\n", ""),
    "table-column-lost": ("| `a` | one |", "| `a` |"),
    "box-in-full-width-signs": ("??? success", "？？？ success"),
    "box-lost": ('??? success "Solution"\n\n', ""),
}
UNREADABLE = {
    "byte-order-mark": (
        lambda data: b"\xef\xbb\xbf" + data,
        "1: starts with a byte order mark, which hides the front matter; save as UTF-8 without BOM",
    ),
    "CRLF": (
        lambda data: data.replace(b"\n", b"\r\n"),
        "1: ends in a carriage return; save the file with LF line ends, not CRLF",
    ),
    "EUC-KR": (
        lambda data: data.replace(b"Solve it.", "풀이".encode("cp949")),
        "46: not UTF-8; save the file as UTF-8",
    ),
    "front-matter-not-closed": (
        lambda data: data.replace(b"\n---\n# Title", b"\n\n# Title"),
        "1: the front matter is not closed; end it with ---",
    ),
    "front-matter-below-an-empty-line": (
        lambda data: b"\n" + data,
        "1: the front matter is not seen; "
        "the file begins with a line of ---, and another one ends the front matter",
    ),
    "front-matter-with-long-dashes": (
        lambda data: data.replace(b"---", "———".encode(), 2),
        "1: the front matter is not seen; "
        "the file begins with a line of ---, and another one ends the front matter",
    ),
    "front-matter-that-is-not-YAML": (
        lambda data: data.replace(b"A description", b"A: description"),
        "2: front matter is not YAML: mapping values are not allowed here; "
        "a value with `: ` in it needs quotes around it",
    ),
    "fence-not-closed": (
        lambda data: data.replace(b'one.out"\n```\n', b'one.out"\n', 1),
        "15: this fence is never closed; end it with ```",
    ),
    "last-fence-not-closed": (
        lambda data: data[: data.rindex(b"    ```")],
        "56: this fence is never closed; end it with ```",
    ),
    "fence-closed-with-full-width-backticks": (
        lambda data: data.replace(b'one.out"\n```', 'one.out"\n｀｀｀'.encode(), 1),
        "17: ｀｀｀ is no fence; write ```",
    ),
    "comment-not-closed": (
        lambda data: data.replace(b"Solve it.", b"<!-- Solve it."),
        "46: this comment is never closed; end it with -->",
    ),
}


@pytest.mark.parametrize("right, wrong, put", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_that_the_machine_mends_needs_no_answer(example, capsys, right, wrong, put):
    before = example.read(EN)
    example.edit(EN, right, wrong)
    translated.main(example.root, "chapter/one", "en")
    assert example.read(EN) == before
    line, what, was = put
    assert capsys.readouterr().out.splitlines() == [
        f"{EN}:{line}: put back {what} (was {was})",
        FOLLOWS,
    ]


@pytest.mark.parametrize("right, wrong", LEFT.values(), ids=LEFT)
def test_what_is_not_certain_stays_as_it_is(example, capsys, right, wrong):
    example.edit(EN, right, wrong)
    before = example.read(EN)
    translated.main(example.root, "chapter/one", "en")
    assert example.read(EN) == before
    assert capsys.readouterr().out.splitlines() == [FOLLOWS]
    assert example.problems() != []


def test_several_mistakes_are_put_back_at_once_and_told_where_they_stand_then(example, capsys):
    before = example.read(EN)
    for right, wrong in (
        ("../index.md#home", "../index.html"),
        ('--8<-- "chapter/one/one.py:one"', "import keras\n\nprint(1)"),
        ("## Section { #part }", "Section\n---"),
        ("x^2", "x^3"),
        ("??? success", "??? tip"),
    ):
        example.edit(EN, right, wrong)
    translated.main(example.root, "chapter/one", "en")
    assert example.read(EN) == before
    assert capsys.readouterr().out.splitlines() == [
        f"{EN}:7: put back {START} (was `../index.html`)",
        f"{EN}:12: put back {INCLUDE} (was `import keras`)",
        f"{EN}:19: put back {HEADING} (was `-`)",
        f"{EN}:29: put back formula `x^2` (was `x^3`)",
        f"{EN}:48: put back {BOX} (was `??? tip`)",
        FOLLOWS,
    ]


@pytest.fixture
def both(example):
    """Edit both pages alike, and then the English one alone; see what is put back into it."""

    def edit(korean, english, moved=(), wrong=()):
        example.edit(KO, *korean)
        example.edit(EN, *english)
        example.follow()
        for old, new in moved:
            example.edit(EN, old, new)
        right = example.read(EN)
        for old, new in wrong:
            example.edit(EN, old, new)
        translated.main(example.root, "chapter/one", "en")
        return example.read(EN) == right

    return edit


def test_links_and_formulas_may_come_in_another_order(both):
    assert both(
        ("$x$는 수입니다.", "$x$와 $y$, $z$는 수입니다."),
        ("The number is $x$.", "The numbers are $x$, $y$ and $z$."),
        [
            ("[the section](#part) and [the start]", "[the start](#part) and [the section]"),
            ("$x$, $y$ and $z$", "$z$, $x$ and $y$"),
        ],
        [("(../index.md#home)", "(../index.html)"), ("$x$", "$v$")],
    )


def test_a_link_may_stand_in_another_paragraph_of_its_section(both):
    """Of what the first paragraph lacks, one is not lost, so the other is the wrong one."""
    assert both(
        ("![그림", "[이 장](one.md)입니다.\n\n![그림"),
        ("![A fig", "This is [the chapter](one.md).\n\n![A fig"),
        [("[the section](#part) and ", ""), ("(one.md).", "(one.md); see [below](#part).")],
        [("../index.md#home", "../index.html")],
    )


def test_a_section_may_have_more_paragraphs_than_in_the_source(both):
    """Then the wrong link is the only one of its section, though not of the page."""
    assert both(
        ("푸세요.", "[절](#part)을 푸세요."),
        ("Solve it.", "Solve [it](#part)."),
        [("The number is", "\n\nThe number is")],
        [("../index.md#home", "../index.html"), ("[it](#part)", "[it](#teil)")],
    )


def test_a_formula_of_the_source_that_breaks_over_a_line_is_put_back_on_one(both):
    assert both(
        ("$x$는", "$x +\ny$는"),
        ("$x$.", "$x + y$."),
        wrong=[("$x + y$", "$x + z$")],
    )


def test_a_button_of_the_source_is_put_back_with_its_attributes(both):
    assert both(
        ("(#part)", "(#part){ .md-button }"),
        ("(#part)", "(#part){ .md-button }"),
        wrong=[("(#part){ .md-button }", "(#teil)")],
    )


def test_a_generated_part_is_put_back(both):
    marker = "<!-- generated: {} -->"
    assert both(
        ("푸세요.", marker.format("status")),
        ("Solve it.", marker.format("status")),
        wrong=[("generated: status", "generated: statusbar")],
    )


def test_a_wrong_link_is_put_back_in_its_own_paragraph(example):
    """Of two wrong ones in a section, each is the only one of its row of the table."""
    for path, one, two in ((KO, "하나", "둘"), (EN, "one", "two")):
        example.edit(path, f"| {one} |", f"| [{one}](one.md) $a$ |")
        example.edit(path, f"| {two} |", f"| $b$ [{two}](../index.md) |")
    example.follow()
    before = example.read(EN)
    for right, wrong in (("(one.md)", "(uno.md)"), ("(../index.md)", "(../)"), ("$a$", "$c$")):
        example.edit(EN, right, wrong)
    translated.main(example.root, "chapter/one", "en")
    assert example.read(EN) == before


def test_a_heading_is_put_back_with_a_link_in_it(example, capsys):
    for path, title in ((KO, "## 절"), (EN, "## Section")):
        example.edit(path, title, f"{title} [`x`](one.md) $x$")
    example.follow()
    before = example.read(EN)
    example.edit(EN, "[`x`](one.md) $x$ { #part }", "[`x`](uno.md) $y$ { #teil }")
    translated.main(example.root, "chapter/one", "en")
    assert example.read(EN) == before
    assert capsys.readouterr().out.splitlines() == [
        f"{EN}:19: put back formula `$x$` (was `$y$`)",
        f"{EN}:19: put back {HEADING} (was `## #teil`)",
        f"{EN}:19: put back link to `one.md` (was `uno.md`)",
        FOLLOWS,
    ]


@pytest.mark.parametrize("target", ["(<{}>)", '({} "Home")', "({})"])
def test_a_link_keeps_what_is_typed_around_its_target(example, target):
    for path in (KO, EN):
        example.edit(path, "(../index.md#home)", target.format("../index.md#home"))
    example.follow()
    before = example.read(EN)
    example.edit(EN, "../index.md#home", "../index.html")
    translated.main(example.root, "chapter/one", "en")
    assert example.read(EN) == before


def test_a_link_that_is_wrong_twice_is_put_back_twice(example):
    for path in (KO, EN):
        example.edit(path, "(#part)", "(../index.md#home)")
    example.follow()
    before = example.read(EN)
    example.write(EN, before.replace("../index.md#home", "../index.html"))
    translated.main(example.root, "chapter/one", "en")
    assert example.read(EN) == before


@pytest.mark.parametrize("korean", ["", "    "])
@pytest.mark.parametrize("english", ["", "    "])
def test_a_block_keeps_the_indentation_of_the_translation(both, korean, english):
    """A list of a page may be indented otherwise; what is in the block may be, too."""
    lines = ["```console", "$ make check", "", "  $ make", "```"]
    ours, theirs = (
        "\n".join(indent + line if line else "" for line in lines) for indent in (korean, english)
    )
    assert both(
        ("푸세요.", f"- 푸세요.\n\n{ours}"),
        ("Solve it.", f"- Solve it.\n\n{theirs}"),
        wrong=[("  $ make\n", "  $ mkae\n")],
    )


@pytest.mark.parametrize("old", ["source: draft\n", "", None])
def test_to_record_a_source_changes_the_front_matter_alone(example, old):
    page = example.read(EN)
    source = next(line for line in page.splitlines(keepends=True) if line.startswith("source:"))
    without = page.replace(source, old) if old is not None else page.partition("---\n# T")[2]
    example.write(EN, without)
    translated.main(example.root, "chapter/one", "en")
    new = f"---\n{source}---\n{without}" if old is None else page
    assert example.read(EN) == new


def test_what_is_put_back_below_a_new_front_matter_is_told_where_it_stands_then(example, capsys):
    _, _, page = example.read(EN).partition("---\n# T")
    example.write(EN, f"# T{page}".replace("x^2", "x^3"))
    translated.main(example.root, "chapter/one", "en")
    assert example.read(EN).split("\n")[27:30] == ["$$", "x^2", "$$"]
    assert capsys.readouterr().out.splitlines() == [
        f"{EN}:28: put back formula `x^2` (was `x^3`)",
        FOLLOWS,
    ]


@pytest.mark.parametrize("spoil, answer", UNREADABLE.values(), ids=UNREADABLE)
def test_a_page_that_cannot_be_read_is_refused_and_stays_as_it_was(example, spoil, answer):
    data = spoil((example.root / EN).read_bytes())
    example.write(EN, data)
    with pytest.raises(SystemExit) as exit:
        translated.main(example.root, "chapter/one", "en")
    assert exit.value.code == f"{EN}:{answer}"
    assert (example.root / EN).read_bytes() == data


def test_a_page_is_refused_for_what_hides_it_not_for_a_source_that_is_about_to_be_recorded(example):
    page = example.read(EN)
    source = page[page.index("source: ") :].partition("\n")[0]
    example.write(EN, "\ufeff" + page.replace(source, "source: " + "0123456789" * 4))
    with pytest.raises(SystemExit) as exit:
        translated.main(example.root, "chapter/one", "en")
    assert exit.value.code == f"{EN}:{UNREADABLE['byte-order-mark'][1]}"


def test_nothing_is_put_back_from_a_source_that_cannot_be_read(example):
    example.edit(KO, "$ make check\n```", "$ make check")
    data = (example.root / EN).read_bytes()
    with pytest.raises(SystemExit) as exit:
        translated.main(example.root, "chapter/one", "en")
    assert exit.value.code == f"{KO}:39: this fence is never closed; end it with ```"
    assert (example.root / EN).read_bytes() == data


def test_to_record_a_page_that_is_not_there_writes_nothing_and_says_what_to_do(example):
    (example.root / EN).unlink()
    with pytest.raises(SystemExit) as exit:
        translated.main(example.root, "chapter/one", "en")
    assert exit.value.code == (
        f"{EN} is not there. Copy {KO}, or another language's page, to it, translate it, "
        "and run `make translated PAGE=chapter/one LANG=en`."
    )
    assert not (example.root / EN).exists()


def test_nothing_else_is_left_beside_the_page(example):
    before = sorted(example.root.rglob("*"))
    translated.main(example.root, "chapter/one", "en")
    assert sorted(example.root.rglob("*")) == before


def test_a_page_is_written_as_a_whole_or_not_at_all(example, monkeypatch):
    def full(source, target):
        raise OSError("no space left on device")

    example.edit(EN, "x^2", "x^3")
    before = example.read(EN)
    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError):
        translated.main(example.root, "chapter/one", "en")
    assert example.read(EN) == before


def test_no_page_of_this_book_has_anything_to_put_back(real):
    for slug, page in real.pages["en"].items():
        if slug in real.pages["ko"]:
            mended, said = put_back(real.pages["ko"][slug], page)
            assert (said, mended.data) == ([], page.data)
