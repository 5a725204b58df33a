"""The labs: what is recorded is what one thread computes too, and every check knows right from wrong."""

import re
from types import SimpleNamespace

import check
import figures
import fresh
import languages
import pytest
from programs import Program
from test_mistakes import Book

SOURCE = languages.read(check.ROOT)[0]
LABS = [page for slug, page in check.read_book(check.ROOT)[SOURCE.code].items() if slug.startswith("labs/")]
every_lab = pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.slug)
ONE_THREAD = "import tensorflow as tf\ntf.config.threading.set_intra_op_parallelism_threads(1)\ntf.config.threading.set_inter_op_parallelism_threads(1)\n"


def program(lab):
    return Program(check.ROOT, f"{lab.slug}/{lab.slug.removeprefix('labs/')}.py")


def run(lab):
    """Run the page on one thread, with both answers after each check, checked again.

    Returns [(block, Result)] of the lab's program, and {exercise: what its check says of starter, mistake, solution}.
    """
    answers = {block.file: block.text for block in lab.run}
    codes, own, checked = [ONE_THREAD], {}, {}
    for block in lab.run:
        if block.file != program(lab).name:
            continue
        own[len(codes)] = block
        codes.append(block.text)
        if exercise := re.search(r":check_(\d+)\"", block.include):
            for kind in ("mistake", "solution"):
                codes += [answers[f"{lab.slug}/exercise_{exercise[1]}_{kind}.py"], block.text]
            checked[exercise[1]] = range(len(codes) - 5, len(codes), 2)
    results = fresh.submit(tuple((f"step_{number}.py", code) for number, code in enumerate(codes))).result()
    for result in results:
        assert not result.error, f"{lab.path}\n{result.traceback}"
    return (
        [(block, results[step]) for step, block in own.items()],
        {exercise: [results[step].text for step in steps] for exercise, steps in checked.items()},
    )


def test_every_part_of_the_book_has_a_lab():
    parts = {path.name for path in SOURCE.docs.iterdir() if path.is_dir()} - {"labs"}
    assert {lab.slug for lab in LABS} == {f"labs/{part}" for part in parts}


@every_lab
def test_one_thread_prints_and_draws_what_is_recorded(lab):
    own, _ = run(lab)
    for block, result in own:
        assert result.text == (block.output.text.rstrip("\n") + "\n" if block.output else ""), block.include
    drawn = [figure for _, result in own for figure in result.figures]
    assert drawn and figures.recorded(program(lab), SimpleNamespace(figures=drawn))


@every_lab
def test_a_check_refuses_the_starter_and_a_common_mistake_with_different_hints_and_accepts_the_solution(lab):
    _, checked = run(lab)
    assert len(checked) >= 2
    assert {f"exercise_{exercise}" for exercise in checked} == {name for name in program(lab).sections if name.startswith("exercise_")}
    for starter, mistake, solution in checked.values():
        assert [text.count("\n") for text in (starter, mistake, solution)] == [1, 1, 1]
        assert starter.startswith("Not yet: ") and mistake.startswith("Not yet: ") and starter != mistake
        assert solution.startswith("Right: ")


LAB = '''"""A lab with one exercise."""

# --8<-- [start:exercise_1]
x = 1
# --8<-- [end:exercise_1]

# --8<-- [start:check_1]
print(x == 2)
# --8<-- [end:check_1]
'''
ANSWER = '''"""The answer is a number."""

# --8<-- [start:answer]
x = 2
# --8<-- [end:answer]
'''
PAGE = "---\ndescription: 실습입니다.\n---\n# 실습 { #lab }\n" + "".join(
    f'\n```python\n--8<-- "labs/one/{included}"\n```\n'
    for included in ("one.py:exercise_1", "one.py:check_1", "exercise_1_solution.py:answer", "exercise_1_mistake.py:answer")
)


@pytest.fixture
def book(tmp_path):
    book = Book(tmp_path)
    for name, text in (("one", LAB), ("exercise_1_solution", ANSWER), ("exercise_1_mistake", ANSWER)):
        book.write(f"snippets/labs/one/{name}.py", text)
        book.write(f"snippets/labs/one/{name}.out", "")
    book.write("docs/ko/labs/one.md", PAGE)
    return book


def test_a_right_exercise_has_no_problems(book):
    assert book.answers() == []


@pytest.mark.parametrize(
    "part, answer",
    [
        ("exercise_1", "7: exercise 1 has no section exercise_1; add `# --8<-- [start:exercise_1]` above the code that a reader starts from, `[end:exercise_1]` below it"),
        ("check_1", "3: exercise 1 has no section check_1; add `# --8<-- [start:check_1]` above the code that judges an answer, `[end:check_1]` below it"),
        ("exercise_1_solution.py", "3: exercise 1 has no exercise_1_solution.py; write it beside this file, with an answer that the check accepts"),
        ("exercise_1_mistake.py", "3: exercise 1 has no exercise_1_mistake.py; write it beside this file, with an answer that the check refuses"),
    ],
)
def test_an_exercise_that_lacks_a_part_is_answered_with_its_line_and_what_to_do(book, part, answer):
    if part.endswith(".py"):
        (book.root / "snippets/labs/one" / part).unlink()
    else:
        book.write("snippets/labs/one/one.py", LAB.replace(f":{part}]", ":other]"))
    assert [found for found in book.answers() if found.startswith("snippets/labs/one/one.py")] == [f"snippets/labs/one/one.py:{answer}"]
