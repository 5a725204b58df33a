"""All mistakes are told at once, but nothing that only follows from one of them."""

import pytest

KO, EN = "docs/ko/chapter/one.md", "docs/en/chapter/one.md"
WORD = "'레코더'; write '테이프': 번역된 말이 있습니다."


def test_mistakes_that_do_not_follow_from_each_other_are_told_at_once(example):
    for old, new in [
        ("설명입니다.", "레코더입니다."),
        ("../index.md#home", "../indx.md#home"),
        ("$x$는", "$\\frac{x$는"),
        ("one.py:one", "one.py:two"),
        ("## 절 { #part }", "## 절"),
        ("| `b` | 둘 |", "| `b` |"),
        ("$$\nx^2", "$$\n\\nosuch"),
        ("**굵은** 글", "**굵은 레코더"),
        ("```console", "```shell"),
        ("{ #exercise }", "{ #title }"),
    ]:
        example.edit(KO, old, new)
    example.edit("snippets/chapter/one/one.py", '"""A program that prints one."""\n\n', "")
    example.edit(EN, "!!! note", "??? note")
    example.follow()
    assert [answer.partition(" ")[0] for answer in example.problems()] == [
        f"{EN}:33:",
        *(f"{KO}:{line}:" for line in (2, 6, 6, 11, 18, 26, 28, 34, 34, 39, 43)),
        "snippets/chapter/one/one.py:1:",
    ]


@pytest.mark.parametrize(
    "old, new, line, message",
    [
        (
            "# 제목 { #title }",
            "# 제목",
            4,
            "heading without id; write `# 제목 { #short-english-id }`, the same in every language",
        ),
        (
            "## 절 { #part }",
            "## 절 { #title }",
            18,
            "id #title is used twice; an id is unique on its page",
        ),
        (
            "x^2",
            "\\frac{x",
            28,
            'formula $\\frac{x$: 7: Expected closing token "}", but reached end of input.; '
            "correct the LaTeX, or write \\$ for a dollar",
        ),
        (
            'one.py:one"\n```',
            'one.py:one"',
            10,
            "this fence is never closed; end it with ```",
        ),
        (
            ' title="snippets/chapter/one/one.py" hl_lines="1"\n--8<-- "chapter/one/one.py:one"',
            '\n--8<-- "chapter/one/oen.py:one"',
            11,
            "no file snippets/chapter/one/oen.py; did you mean chapter/one/one.py?",
        ),
        (
            "one.py:one",
            "oen.py:one",
            11,
            "no file snippets/chapter/one/oen.py; did you mean chapter/one/one.py?",
        ),
    ],
)
def test_a_program_is_not_said_to_be_shown_nowhere_because_its_page_has_a_mistake(
    example, old, new, line, message
):
    (example.root / EN).unlink()
    page = example.read(KO)
    example.write(KO, page[: page.index("??? success")])  # shows the program once
    example.edit(KO, old, new)
    assert example.problems() == [f"{KO}:{line}: {message}"]


def test_below_inline_code_that_holds_a_comment_prose_is_still_prose(example):
    example.edit(
        KO, "푸세요.", "`<!--pytest.mark.skip-->`\n\n레코더가 아닙니다.\n\n그렇게 됬습니다."
    )
    example.edit(EN, "Solve it.", "`<!--pytest.mark.skip-->`")
    example.follow()
    answers = example.problems()
    assert answers[0] == f"{KO}:47: {WORD}"
    assert [answer.partition(";")[0] for answer in answers] == [
        f"{KO}:47: '레코더'",
        f"{KO}:49: '됬'",
    ]


def test_code_has_no_formulas(example):
    text = "`echo $A\nand $B{`."
    example.page("```console", f"{text}\n\n```console")
    example.follow()
    assert example.problems() == []


def test_a_mistake_is_told_on_its_own_line_though_another_one_reads_the_same(example):
    code = "The code `](#nowhere)` and `$\\frac{x$` are"
    example.edit(KO, "푸세요.", "`](#nowhere)`와 `$\\frac{x$`입니다.")
    example.follow()
    example.edit(EN, "Solve it.", f"{code}\n[no link](#nowhere) and\nno formula $\\frac{{x$.")
    assert [answer.partition(": ")[::2] for answer in example.problems()] == [
        (f"{EN}:47", f"{KO} has no heading #nowhere; correct it"),
        (
            f"{EN}:48",
            'formula $\\frac{x$: 7: Expected closing token "}", but reached end of input.; '
            "correct the LaTeX, or write \\$ for a dollar",
        ),
    ]


def test_below_a_fence_that_is_never_closed_nothing_is_told_but_above_it_all(example):
    for old, new in [
        ("See [the section](#part)", "See [a section](#part) of a recorder"),
        ("figures/one.svg", "figures/two.svg"),
        ('one.out"\n```', 'one.out"'),
        ("x^2", "\\nosuch"),
        ("```console", "```shell"),
        ("It is", "The recorder is"),
    ]:
        example.edit(EN, old, new)
    assert example.problems() == [
        f"{EN}:7: 'recorder'; write 'tape': TensorFlow calls it a tape.",
        f"{EN}:9: ../assets/figures/two.svg: no such file; "
        "correct the path, it is the same in every language",
        f"{EN}:15: this fence is never closed; end it with ```",
    ]


def test_a_page_with_a_broken_fence_does_not_make_the_links_to_its_headings_wrong(example):
    example.page("# ", "```console\n$ make check\n\n# ", "index")
    example.follow("index")
    message = "this fence is never closed; end it with ```"
    assert example.problems() == [
        f"docs/{path}: {message}" for path in ("en/index.md:5", "ko/index.md:4")
    ]


def test_a_section_with_a_mistake_is_not_compared_but_the_others_are(example):
    for old, new in [
        ("[the section](#part)", "[the section]（#part）"),
        ("figures/one.svg", "figures/two.svg"),
        ("$$\nx^2\n$$\n\n", ""),
    ]:
        example.edit(EN, old, new)
    example.write("theme/assets/figures/two.svg", "<svg/>")
    assert example.problems() == [
        f"{EN}:7: full-width brackets make no link; write [text](page.md)",
        f"{EN}:9: image `../assets/figures/two.svg`, but {KO}:8 has image "
        "`../assets/figures/one.svg`; only the text between [ and ] is translated",
        f"{EN}:27: below this line, formula `x^2` of {KO}:28 is missing; copy it from there",
    ]


def test_what_is_wrong_in_the_source_is_not_asked_of_a_translation(example):
    example.edit(KO, "푸세요.", "[앞 장](nowhere.md)부터 푸세요.")
    example.follow()
    assert example.problems() == [f"{KO}:45: nowhere.md: no such page; did you mean one.md?"]
