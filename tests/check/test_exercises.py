"""Each exercise of a lab has a start and a check, and two answers of which one is wrong."""

import pytest

LAB = '''"""A lab with one exercise."""

# --8<-- [start:exercise_1]
x = 1
# --8<-- [end:exercise_1]

# --8<-- [start:check_1]
print(x == 2)
# --8<-- [end:check_1]
'''
ANSWER = '"""The answer is a number."""\n\nx = 2\n'
FOLDER = "snippets/labs/one/"


@pytest.fixture
def lab(example):
    """The example with a lab in Korean."""
    page = "---\ndescription: 실습입니다.\n---\n# 실습 { #lab }\n"
    for name in ("one", "exercise_1_solution", "exercise_1_mistake"):
        example.write(f"{FOLDER}{name}.py", LAB if name == "one" else ANSWER)
        example.write(f"{FOLDER}{name}.out", "")
        page += f'\n```python\n--8<-- "labs/one/{name}.py"\n```\n'
    example.write("docs/ko/labs/one.md", page)
    return example


def test_a_right_exercise_has_no_problems(lab):
    assert lab.problems() == []


@pytest.mark.parametrize(
    "part, answer",
    [
        (
            "exercise_1",
            "7: exercise 1 has no section exercise_1; add `# --8<-- [start:exercise_1]` "
            "above the code that a reader starts from, `[end:exercise_1]` below it",
        ),
        (
            "check_1",
            "3: exercise 1 has no section check_1; add `# --8<-- [start:check_1]` "
            "above the code that judges an answer, `[end:check_1]` below it",
        ),
    ],
)
def test_an_exercise_without_a_section(lab, part, answer):
    lab.write(f"{FOLDER}one.py", LAB.replace(f":{part}]", ":other]"))
    assert lab.problems() == [f"{FOLDER}one.py:{answer}"]


@pytest.mark.parametrize("kind, does", [("solution", "accepts"), ("mistake", "refuses")])
def test_an_exercise_without_an_answer(lab, kind, does):
    name = f"exercise_1_{kind}"
    for suffix in (".py", ".out"):
        (lab.root / f"{FOLDER}{name}{suffix}").unlink()
    lab.edit("docs/ko/labs/one.md", f'\n```python\n--8<-- "labs/one/{name}.py"\n```\n', "")
    assert lab.problems() == [
        f"{FOLDER}one.py:3: exercise 1 has no {name}.py; "
        f"write it beside this file, with an answer that the check {does}"
    ]


@pytest.mark.parametrize(
    "old, new, answer",
    [
        (
            "x = 1",
            "import torch",
            "4: imports torch, which a reader does not have; "
            "use the standard library or keras, matplotlib, numpy, sklearn, tensorflow",
        ),
        ("x = 1", f"x = {'1' * 80}", "4: 84 characters wide; break the line at 76"),
    ],
)
def test_the_program_of_a_lab_is_checked_as_every_program(lab, old, new, answer):
    lab.edit(f"{FOLDER}one.py", old, new)
    assert lab.problems() == [f"{FOLDER}one.py:{answer}"]
