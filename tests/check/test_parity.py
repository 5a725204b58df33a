"""Two languages of a page are one book: what differs is told once, where it is."""

import pytest

KO, EN = "docs/ko/chapter/one.md", "docs/en/chapter/one.md"
LINK = "[the section](#part)"
CONSOLE = "```console\n$ make check\n```"
END = '    --8<-- "chapter/one/one.out"\n    ```\n'


def boxed(text, title='??? success "B"'):
    return f"{title}\n\n    " + text.replace("\n", "\n    ")


def test_links_may_come_in_another_order_within_their_section_but_not_in_another(example):
    start = "[the start](../index.md#home)"
    example.edit(EN, f"See {LINK} and {start}.", f"See {start} and {LINK}.")
    assert example.problems() == []
    example.edit(EN, f" and {LINK}", "")
    example.edit(EN, "Solve it.", f"Solve {LINK}.")
    assert example.problems() == [
        f"{EN}:46: link to `#part` stands elsewhere in {KO}:6; here it belongs below line 7"
    ]


def test_several_differences_are_told_one_by_one_in_reading_order(example):
    for old, new in [
        ("![A figure.](../assets/figures/one.svg)\n\n", ""),
        (' hl_lines="1"', ""),
        ("## Section", "### Section"),
        ("| `b` | two |\n", ""),
        ("??? success", "!!! success"),
    ]:
        example.edit(EN, old, new)
    title = '`python title="snippets/chapter/one/one.py"'
    assert example.problems() == [
        f"{EN}:7: below this line, image `../assets/figures/one.svg` of {KO}:8 is missing; "
        "copy it from there",
        f'{EN}:9: code {title}`, but {KO}:10 has code {title} hl_lines="1"`; '
        "code is the same in every language, so copy it from there",
        f"{EN}:17: heading `### #part`, but {KO}:18 has heading `## #part`; "
        "level and id of a heading are the same in every language",
        f"{EN}:22: table (columns 2, rows 2), but {KO}:23 has table (columns 2, rows 3); "
        "translate every row, and keep every column",
        f"{EN}:45: box `!!! success`, but {KO}:47 has box `??? success`; "
        "the type of a box is the same in every language, only its title is translated",
    ]


def test_a_part_that_is_not_translated_is_told_item_by_item_below_the_line_where_it_belongs(
    example,
):
    text = example.read(EN)
    example.write(EN, text[: text.index("## Section")] + text[text.index("## Exercise") :])
    assert example.problems() == [
        f"{EN}:17: below this line, {item} is missing; copy it from there"
        for item in (
            f"box `!!! note` of {KO}:32",
            f"code `$ make check` of {KO}:39",
            f"formula `x^2` of {KO}:28",
            f"heading `## #part` of {KO}:18",
            f"table (columns 2, rows 3) of {KO}:23",
        )
    ]


def test_two_blocks_outside_of_one_box_are_one_difference(example):
    more = END + "\n    " + CONSOLE.replace("\n", "\n    ") + "\n"
    example.page(END, more)
    text = example.read(EN)
    at = text.index("    It is")
    example.write(EN, text[:at] + text[at:].replace("\n    ", "\n"))
    example.follow()
    assert example.problems() == [
        f'{EN}:52: code `--8<-- "chapter/one/one.py:one"` stands outside of any box, '
        f"but in {KO}:51 inside box `??? success`; indent it by 4 spaces"
    ]


def test_what_stands_in_a_box_that_is_missing_is_not_told_again(example):
    box = boxed(CONSOLE)
    example.page(CONSOLE, f'??? note "A"\n\n    …\n\n{box}')
    example.edit(EN, '??? success "B"\n\n', "")
    example.follow()
    assert example.problems() == [
        f"{EN}:43: below this line, box `??? success` of {KO}:43 is missing; copy it from there"
    ]


def test_what_stands_in_a_box_that_is_too_much_is_not_told_again(example):
    example.edit(EN, CONSOLE, boxed(CONSOLE))
    assert example.problems() == [
        f"{EN}:40: box `??? success` is not in {KO}; delete it, or add it there first"
    ]


def test_what_belongs_behind_a_box_is_told_below_the_end_of_the_box(example):
    example.write(KO, example.read(KO) + '\n!!! note "A"\n\n    …\n')
    example.follow()
    assert example.problems() == [
        f"{EN}:58: below this line, box `!!! note` of {KO}:59 is missing; copy it from there"
    ]


def test_a_page_that_has_more_than_its_source_is_told_what(example):
    example.edit(EN, "Solve it.", f"Solve it.\n\n{boxed('See [the title](#title).')}")
    assert example.problems() == [
        f"{EN}:48: box `??? success` is not in {KO}; delete it, or add it there first",
        f"{EN}:50: link to `#title` is not in {KO}; delete it, or add it there first",
    ]


@pytest.mark.parametrize(
    "old, new, line, there",
    [
        ("하나 |", "하나 […](one.md) |", 26, 25),
        ("`a`입", "[`a`](one.md)입", 50, 49),
        ("푸세요.", "[…](one.md).", 44, 45),
        ("# 제목", "# […](one.md)", 5, 4),
    ],
)
def test_a_lost_link_is_told_on_the_line_of_its_neighbour_or_of_what_stands_before_it(
    example, old, new, line, there
):
    example.edit(KO, old, new)
    example.follow()
    assert example.problems() == [
        f"{EN}:{line}: on this line or below, link to `one.md` of {KO}:{there} is missing; "
        "copy it from there"
    ]


def test_a_link_that_is_a_button_is_one_in_every_language(example):
    example.edit(KO, "(#part)", "(#part){ .md-button }")
    example.follow()
    assert example.problems() == [
        f"{EN}:7: link to `#part`, but {KO}:6 has link to `#part class=md-button`; "
        "only the text between [ and ] is translated"
    ]


def test_a_generated_part_is_marked_in_every_language(example):
    example.edit(KO, "푸세요.", "푸세요.\n\n<!-- generated: glossary -->")
    example.follow()
    assert example.problems() == [
        f"{EN}:44: below this line, `<!-- generated: glossary -->` of {KO}:47 is missing; "
        "copy it from there"
    ]


def test_a_copy_of_another_language_is_no_translation(example):
    page = example.read(KO).replace("\n---\n", "\nsource: x\n---\n", 1)
    example.write(EN, page)
    example.follow()
    assert example.problems() == [
        f"{EN}:1: says word for word what {KO} says; "
        "translate it, or write `source: draft` until it is"
    ]


def test_a_draft_is_not_compared(example):
    example.edit(EN, "## Section { #part }\n", "")
    source = next(line for line in example.read(EN).splitlines() if line.startswith("source:"))
    example.edit(EN, source, "source: draft")
    assert example.problems() == []


def test_a_missing_page_is_no_problem(example):
    (example.root / EN).unlink()
    assert example.problems() == []
