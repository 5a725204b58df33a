"""What the programs print and draw is recorded, and what a reader would see change is shown."""

import pytest

from book.commands import outputs
from book.run import figures, fresh, record

PROGRAM, OUT = "snippets/chapter/one/one.py", "snippets/chapter/one/one.out"
PLOT = "import matplotlib.pyplot as plt\nfor y in {ys}:\n    plt.plot([y])\n    plt.show()\n"
PAGES = "docs/en/chapter/one.md, docs/ko/chapter/one.md"


@pytest.fixture
def outputs_of(example, capsys):
    """What `make outputs` prints."""

    def run(*names):
        outputs.main(example.book, names)
        return capsys.readouterr().out

    return run


def test_what_is_recorded_does_not_change(outputs_of):
    assert outputs_of() == "0 of 1 outputs changed.\n"


def test_another_output_is_shown_as_a_reader_would_see_it_and_recorded(example, outputs_of):
    example.edit(PROGRAM, "print(1)", "print(2)")
    assert outputs_of() == (
        f"--- {PROGRAM} printed\n+++ prints now, shown on {PAGES}\n@@ -1 +1 @@\n-1\n+2\n\n"
        "1 of 1 outputs changed.\n"
    )
    assert example.read(OUT) == "2\n"
    assert outputs_of() == "0 of 1 outputs changed.\n"


def test_the_output_of_a_new_program_is_recorded(example, outputs_of):
    example.write("snippets/chapter/one/two.py", "print(2)\n")
    assert outputs_of("chapter/one/two.py") == (
        "--- snippets/chapter/one/two.py printed\n+++ prints now, shown on no page\n"
        "@@ -0,0 +1 @@\n+2\n\n1 of 1 outputs changed.\n"
    )
    assert example.read("snippets/chapter/one/two.out") == "2\n"


def test_figures_are_recorded_one_a_file_and_only_where_their_data_change(example, outputs_of):
    draws = f"{PROGRAM} draws another figure; look at it on {PAGES}"
    folder = example.root / "snippets/chapter/one"
    program = example.read(PROGRAM)
    for ys, changed in [((1, 2), True), ((1, 2), False), ((1, 3), True), ((1,), True)]:
        before = {file: file.stat().st_mtime_ns for file in folder.glob("*.svg")}
        example.write(PROGRAM, program.replace("print(1)\n", f"print(1)\n{PLOT.format(ys=ys)}"))
        printed = f"\n{draws}\n1 of 1" if changed else "0 of 1"
        assert outputs_of() == f"{printed} outputs changed.\n"
        names = [f"one{number}.svg" for number in ("", "-2", "-3")[: len(ys)]]
        assert sorted(file.name for file in folder.glob("*.svg")) == sorted(names)
        for name, y in zip(names, ys, strict=True):
            assert figures.data((folder / name).read_text())[1][1] == [[0, y]]
        if before:
            assert (folder / "one.svg").stat().st_mtime_ns == before[folder / "one.svg"]


@pytest.mark.parametrize(
    "name, answer",
    [
        ("chapter/one/oen.py", "; did you mean chapter/one/one.py?"),
        ("one.py", ""),
    ],
)
def test_a_name_that_is_no_program_ends_with_the_nearest_one(outputs_of, name, answer):
    with pytest.raises(SystemExit) as end:
        outputs_of(name)
    assert str(end.value) == f"no program snippets/{name}{answer}"


def test_a_program_that_prints_something_else_is_found_with_what_it_prints_now(example):
    example.edit(PROGRAM, "print(1)", "print(2)")
    [(program, result)] = record.changes(example.book.programs.values())
    assert (program.name, program.recorded, result.text) == ("chapter/one/one.py", "1\n", "2\n")


def test_the_traceback_of_a_program_names_its_own_file_and_line(example):
    example.edit(PROGRAM, "print(1)", "1 / 0")
    program = example.book.programs["chapter/one/one.py"]
    [result] = fresh.run(program.steps)
    line = f'File "{PROGRAM}", line 4, in <module>'
    assert program.in_file(result.traceback).splitlines()[1].strip() == line
