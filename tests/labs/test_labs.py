"""The labs: one thread computes what is recorded, and every check knows right from wrong."""

import re
from itertools import chain
from pathlib import Path
from types import SimpleNamespace

import pytest

from book.run import figures, fresh
from book.sources import Book

BOOK = Book.read(Path(__file__).resolve().parent.parent.parent)
LABS = [page for slug, page in BOOK.pages[BOOK.source.code].items() if slug.startswith("labs/")]
every_lab = pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.slug)
ONE_THREAD = """import tensorflow as tf
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)
"""


def program(lab):
    return BOOK.programs[f"{lab.slug}/{lab.slug.removeprefix('labs/')}.py"]


def run(lab):
    """Run the page on one thread, with both answers after each check, checked again.

    Returns [(block, Result)] of the lab's program, and
    {exercise: what its check says of the starter, the mistake and the solution}.
    """
    answers = {block.file: block.text for block in lab.programs}
    codes, own, checked = [ONE_THREAD], {}, {}
    for block in lab.programs:
        if block.file != program(lab).name:
            continue
        own[len(codes)] = block
        codes.append(block.text)
        if exercise := re.search(r":check_(\d+)\"", block.include[0]):
            for kind in ("mistake", "solution"):
                codes.append(answers[f"{lab.slug}/exercise_{exercise[1]}_{kind}.py"])
                codes.append(block.text)
            checked[exercise[1]] = range(len(codes) - 5, len(codes), 2)
    steps = tuple((f"step_{number}.py", code) for number, code in enumerate(codes))
    results = fresh.submit(steps).result()
    assert not "".join(result.error for result in results), "".join(r.report for r in results)
    said = {name: [results[step].text for step in steps] for name, steps in checked.items()}
    return [(block, results[step]) for step, block in own.items()], said


def test_every_part_of_the_book_has_a_lab():
    parts = {path.name for path in BOOK.source.docs.iterdir() if path.is_dir()} - {"labs"}
    assert {lab.slug for lab in LABS} == {f"labs/{part}" for part in parts}


@every_lab
def test_one_thread_prints_and_draws_what_is_recorded(lab):
    own, _ = run(lab)
    for block, result in own:
        recorded = block.output.text.rstrip("\n") + "\n" if block.output else ""
        assert result.text == recorded, block.include[0]
    drawn = list(chain.from_iterable(result.figures for _, result in own))
    assert drawn and not figures.changed(program(lab), SimpleNamespace(figures=drawn))


@every_lab
def test_a_check_refuses_the_starter_and_a_mistake_with_two_hints_and_accepts_the_solution(lab):
    _, checked = run(lab)
    sections = [name for name in program(lab).sections if name.startswith("exercise_")]
    assert [f"exercise_{name}" for name in checked] == sections and len(sections) >= 2
    for answers in checked.values():
        assert [text.count("\n") for text in answers] == [1, 1, 1]
        starter, mistake, solution = answers
        assert starter.startswith("Not yet: ") and mistake.startswith("Not yet: ")
        assert solution.startswith("Right: ") and starter != mistake
