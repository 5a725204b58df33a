"""A name in a sentence is one that a program has, or TensorFlow, Keras, NumPy or Python."""

import pytest

KO, EN = "docs/ko/chapter/one.md", "docs/en/chapter/one.md"
PROGRAM = "snippets/chapter/one/one.py"
CODE = "import keras\n\nlayer = keras.layers.Dense(1)\nprint(layer.units)\n"
ADD = "`make outputs` writes it there if TensorFlow, Keras, NumPy or Python has it"


@pytest.fixture
def told(example):
    """What is told of code in a sentence of both languages, beside a program with CODE."""

    def run(code, held=""):
        example.edit(PROGRAM, "print(1)\n", CODE)
        example.write("names.txt", held)
        example.edit(KO, "푸세요.", f"답: `{code}`")
        example.edit(EN, "Solve it.", f"Answer: `{code}`")
        example.follow()
        problems = example.problems()
        assert [problem.partition(": ")[0] for problem in problems] in (
            [],
            [f"{EN}:46", f"{KO}:45"],
        )
        return [problem.partition(": ")[2] for problem in problems[:1]]

    return run


@pytest.mark.parametrize(
    "code",
    [
        "keras.layers.Dense",
        "keras.layers",
        "layer.units",
        "layer.units + layer.units()",
        "one.py",
        "model.weights.h5",
        "docs/ko/one.md",
        "*.keras",
        "https://keras.io/api",
        "max_shard_size",
        "multiple",
    ],
)
def test_names_of_programs_and_files_and_versions_and_words_are_right(told, code):
    assert told(code) == []


@pytest.mark.parametrize(
    "code, name, meant",
    [
        ("keras.layers.Dens", "keras.layers.Dens", "keras.layers.Dense"),
        ("keras.layers.Dense(1) + keras.layer.Dense(2)", "keras.layer.Dense", "keras.layers.Dense"),
        ("keras.ops.cond", "keras.ops.cond", ""),
        ("layer.unit", "layer.unit", "layer.units"),
        ("laier.units(x)", "laier.units", "layer.units"),
    ],
)
def test_a_dotted_name_that_nobody_has_is_told_in_each_language_with_the_one_meant(
    told, code, name, meant
):
    mend = f"did you mean {meant}? {ADD}" if meant else ADD
    assert told(code) == [f"{name} is in no program and not in names.txt; {mend}"]


@pytest.mark.parametrize(
    "code, name, meant",
    [
        ("층.units", "층.units", "did you mean layer.units? "),
        ("층", "층", ""),
        ("Dense(너비)", "너비", ""),
    ],
)
def test_a_translated_name_is_told_in_both_languages(told, code, name, meant):
    why = f"{meant}code is not translated"
    assert told(code) == [f"{name} is in no program and not in names.txt; {why}"]


@pytest.mark.parametrize(
    "code, held",
    [
        ("keras.ops.cond", "keras.ops.cond"),
        ("tf.norm(x)", "tensorflow.norm"),
        ("layer.outputs", "keras.Sequential.outputs"),
    ],
)
def test_what_names_txt_holds_is_known(told, code, held):
    assert told(code, f"{held}\n") == []


def test_a_name_without_a_dot_is_told_if_it_nearly_is_one_that_pages_mention(example, told):
    example.page("| `b` |", "| `print` |")
    assert told("pritn()") == [
        f"pritn is in no program and not in names.txt; did you mean print? {ADD}"
    ]
