"""A mistake in snippets/ is answered with file, line and what to do."""

import pytest

ONE = "snippets/chapter/one/one.py"
MISTAKES = {
    "section-never-closed": (
        "# --8<-- [end:one]\n",
        "",
        ["3: section 'one' is never closed; add `# --8<-- [end:one]`"],
    ),
    "section-never-started": (
        "[end:one]",
        "[end:two]",
        [
            "3: section 'one' is never closed; add `# --8<-- [end:one]`",
            "5: section 'two' ends but never started; add `# --8<-- [start:two]`",
        ],
    ),
    "syntax-error": (
        "print(1)",
        "print(1",
        [
            "4: not a Python file in UTF-8: '(' was never closed (one.py, line 4); "
            "correct the syntax, or save it as UTF-8"
        ],
    ),
    "import-of-what-a-reader-does-not-have": (
        "print(1)",
        "from snippets.chapter import two",
        [
            "4: imports snippets.chapter, which a reader does not have; "
            "use the standard library or keras, matplotlib, numpy, sklearn, tensorflow"
        ],
    ),
    "import-of-a-neighbour": (
        "print(1)",
        "from . import two",
        [
            "4: imports ., which a reader does not have; "
            "use the standard library or keras, matplotlib, numpy, sklearn, tensorflow"
        ],
    ),
    "no-docstring": (
        '"""A program that prints one."""\n',
        "import math\n",
        ["1: no docstring; say in one true sentence what the program shows"],
    ),
    "line-too-wide": (
        "print(1)",
        f"print({'1' * 80})",
        ["4: 87 characters wide; break the line at 76"],
    ),
}


@pytest.mark.parametrize("old, new, answers", MISTAKES.values(), ids=MISTAKES)
def test_is_answered_with_its_line(example, old, new, answers):
    example.edit(ONE, old, new)
    assert example.problems() == [f"{ONE}:{answer}" for answer in answers]


def test_a_program_not_in_utf8(example):
    example.write(ONE, example.read(ONE).replace("one.", "하나").encode("cp949"))
    assert example.problems() == [
        f"{ONE}:1: not a Python file in UTF-8: (unicode error) 'utf-8' codec can't decode byte "
        "0xc7 in position 22: invalid continuation byte (one.py, line 1); "
        "correct the syntax, or save it as UTF-8"
    ]


def test_an_output_not_in_utf8(example):
    example.write("snippets/chapter/one/one.out", "하나".encode("cp949"))
    assert example.problems() == ["snippets/chapter/one/one.out:1: not UTF-8; run `make outputs`"]


def test_a_program_without_recorded_output(example):
    (example.root / "snippets/chapter/one/one.out").unlink()
    assert example.problems() == [f"{ONE}:1: no recorded output one.out; run `make outputs`"]


def test_a_program_shown_on_no_page(example):
    example.write("snippets/chapter/one/two.py", example.read(ONE))
    example.write("snippets/chapter/one/two.out", "1\n")
    message = "no page shows this program; include it or delete it"
    assert example.problems() == [f"snippets/chapter/one/two.py:1: {message}"]


@pytest.mark.parametrize("name", ["two.out", "two.svg", "two-2.svg", "one-2.out"])
def test_what_no_program_makes(example, name):
    example.write(f"snippets/chapter/one/{name}", "2\n")
    program = name.partition(".")[0]
    assert example.problems() == [
        f"snippets/chapter/one/{name}:1: no program {program}.py makes this; delete it"
    ]


@pytest.mark.parametrize("name", ["one.svg", "one-2.svg"])
def test_the_figures_that_a_program_makes(example, name):
    example.write(f"snippets/chapter/one/{name}", "<svg/>")
    assert example.problems() == []
