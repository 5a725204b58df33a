"""names.txt holds the names that pages mention and no program has, and each of them exists."""

import pytest

from book.commands import outputs
from book.run import names
from book.run.find import found


def test_every_name_of_the_book_exists_and_is_mentioned(pytestconfig):
    from book.sources import Book

    held = (pytestconfig.rootpath / "names.txt").read_text(encoding="utf-8")
    assert names.text(Book.read(pytestconfig.rootpath)) == held
    assert held


@pytest.mark.parametrize(
    "name, full",
    [
        ("keras.layers.Dense", "keras.layers.Dense"),
        ("keras.layers.Dens", None),
        ("tensorflow.GradientTape.gradient", "tensorflow.GradientTape.gradient"),
        ("numpy.nosuch", None),
        ("os.path.join", "os.path.join"),
        ("inputs", "keras.Sequential.inputs"),
        ("jacobian", "tensorflow.GradientTape.jacobian"),
        ("nosuch", None),
        ("테이프", None),
    ],
)
def test_a_name_is_found_in_its_module_or_where_its_kind_is(name, full):
    assert found(name) == full


def test_make_outputs_writes_down_what_exists_and_shows_what_changes(example, capsys):
    example.edit("docs/ko/chapter/one.md", "푸세요.", "`keras.ops.cond`와 `keras.ops.nosuch`")
    for shown in (
        "--- names.txt held\n+++ names that pages mention now\n@@ -0,0 +1 @@\n+keras.ops.cond\n",
        "",
    ):
        outputs.main(example.book)
        assert capsys.readouterr().out == f"{shown}0 of 1 outputs changed.\n"
        assert example.read("names.txt") == "keras.ops.cond\n"
