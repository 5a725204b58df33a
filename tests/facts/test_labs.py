"""The exercises of the labs: every check knows right from wrong.

That one thread prints and draws what is recorded is proven by the site, which executes the labs so.
"""

import re

import pytest

from book.run import fresh
from book.sources import Book


def pytest_generate_tests(metafunc):
    book = Book.read(metafunc.config.rootpath)
    pages = book.pages[book.source.code]
    labs = [page for slug, page in pages.items() if slug.startswith("labs/")]
    metafunc.parametrize("lab", labs, ids=lambda lab: lab.slug)


@pytest.fixture
def checked(lab):
    """{exercise: what its check says of the starter, a common mistake and the solution}."""
    own = f"{lab.slug}/{lab.slug.removeprefix('labs/')}.py"
    answers = {block.file: block.text for block in lab.programs}
    codes, said = [], {}
    for block in lab.programs:
        if block.file == own:
            codes.append(block.text)
            if exercise := re.search(r":check_(\d+)\"", block.include[0]):
                for kind in ("mistake", "solution"):
                    answer = answers[f"{lab.slug}/exercise_{exercise[1]}_{kind}.py"]
                    codes += [answer, block.text]
                said[exercise[1]] = range(len(codes) - 5, len(codes), 2)
    steps = tuple((f"step_{number}.py", code) for number, code in enumerate(codes))
    results = fresh.submit(steps).result()
    for result in results:
        assert not result.error, f"{lab.path}\n{result.report}"
    return {exercise: [results[step].text for step in steps] for exercise, steps in said.items()}


def test_a_check_refuses_the_starter_and_a_mistake_with_different_hints_and_accepts_the_solution(
    checked,
):
    assert len(checked) >= 2
    for starter, mistake, solution in checked.values():
        assert [text.count("\n") for text in (starter, mistake, solution)] == [1, 1, 1]
        assert starter.startswith("Not yet: ") and mistake.startswith("Not yet: ")
        assert starter != mistake and solution.startswith("Right: ")
