"""A number that stands in nothing that a page shows is told, unless front matter proves it."""

import json
import re

import pytest

from book.commands import translated
from book.sources.numbers import find
from book.translate.versions import blob

KO, EN = "docs/ko/chapter/one.md", "docs/en/chapter/one.md"
SVG = "theme/assets/figures/one.svg"
PROGRAM = "snippets/chapter/one/one"
SECTION = "# --8<-- [start:one]\ny = 0.5\n# --8<-- [end:one]\n"
FORMS = "write `- 6*5 == 30`, or `- 1797: the reason`"


def nowhere(number):
    mend = f"correct it, or write under `numbers:` of {KO} why it is true"
    forms = f"`- 6*5 == 30`, or `- {number}: the reason`"
    return f"{number} stands in nothing that this page shows; {mend}: {forms}"


@pytest.fixture
def says(example):
    """What is answered when both languages say this in a section, and front matter proves this."""

    def answers(sentence, *proofs):
        example.edit(KO, "문장입니다.", f"{sentence}\n문장입니다.")
        example.edit(EN, "A sentence.", f"{sentence}\nA sentence.")
        if proofs:
            lines = "".join(f"  - {proof}\n" for proof in proofs)
            example.edit(KO, "---\n#", f"numbers:\n{lines}---\n#")
        example.follow()
        return example.problems()

    return answers


@pytest.mark.parametrize(
    "text, values",
    [
        ("2,640 and 2{,}640", [2640, 2640]),
        ("$10^{-7}$ or 1e-7", [1e-7, 1e-7]),
        (r"$1.5 \times 10^{-7}$, 10**-7 and $10^2$", [1.5e-7, 1e-7, 100]),
        ("from -12 to −0.5", [-12, -0.5]),
        ("$x-12$ and 10-12", [12, 10, 12]),
        ("36×784, $30 \\cdot 30$", [36, 784, 30, 30]),
        (r"$\frac{1}{10} \ln 12$", [1, 10, 12]),
        ("float32, x1, w_12", []),
        ("12개, 12%.", [12, 12]),
        ("[ 0.5 36. ]", [0.5, 36]),
        ("3.15.1", ["3.15.1"]),
    ],
)
def test_a_number_is_read_by_its_value(text, values):
    assert [number.value for number in find(text)] == values


@pytest.mark.parametrize(
    "sentence, number",
    [
        ("= 36.", "36"),
        ("= 0.5.", "0.5"),
        ("= -36.", "-36"),
        ("= 2,640.", "2,640"),
        ("= $10^{-7}$.", "1e-7"),
        ("= $36x$.", "36"),
        ("= `36`.", "36"),
        ("= [36](#title).", "36"),
        ("![36.](../assets/figures/one.svg)", "36"),
        ("\n### 36 { #heading }\n", "36"),
        ("\n| 36 |\n| --- |\n| … |\n", "36"),
        ('\n!!! note "36"\n\n    …\n', "36"),
        ("\n$$\n36 x\n$$\n", "36"),
        ("36,\n36.", "36"),
    ],
)
def test_a_number_that_stands_nowhere_is_told_once_in_the_page_that_was_written_first(
    example, says, sentence, number
):
    answers = says(sentence)
    lines = example.read(KO).split("\n")
    line = next(
        line for line, text in enumerate(lines, 1) if re.search(r"36|0\.5|2,640|10\^", text)
    )
    assert answers == [f"{KO}:{line}: {nowhere(number)}"]


def test_a_number_of_the_description(example):
    example.edit(KO, "설명입니다.", "36입니다.")
    example.edit(EN, "A description.", "It is 36.")
    example.follow()
    assert example.problems() == [f"{KO}:2: {nowhere('36')}"]


@pytest.mark.parametrize("sentence", ["= 7.", "thirty-six", "float32 and x36"])
def test_single_digits_words_names_and_comments_are_free(says, sentence):
    assert says(sentence) == []


def test_what_addresses_say_is_free(says):
    assert says("[…](https://example.com/36) https://example.com/36") == []


@pytest.mark.parametrize(
    "path, text",
    [
        (
            f"{PROGRAM}.py",
            '"""A program."""\n\nx = 36\n# --8<-- [start:one]\ny = 0.5\n# --8<-- [end:one]\n',
        ),
        (f"{PROGRAM}.out", "36.0 0.50\n"),
        (f"{PROGRAM}.out", "[-36. -0.5]\n"),
        (SVG, "<svg><text>w = 36</text><text>0.5</text></svg>"),
    ],
)
def test_what_stands_in_the_whole_program_its_output_or_a_figure_is_proven(
    example, says, path, text
):
    example.write(path, text)
    assert says("36 and 0.5") == []


def test_what_stands_in_a_line_of_the_output_that_no_page_shows_is_proven(example, says):
    example.write(f"{PROGRAM}.out", "1\n36\n")
    for _ in range(2):
        example.page('one.out"', 'one.out:1:1"')
    assert says("36") == []


def test_of_a_plot_the_words_and_the_ends_of_its_curves_are_proven(example, says):
    shown = json.dumps([["of 36", [[0.0, 12.3456], [40.0, 99.0], [50.0, -0.5]]]])
    example.write(f"{PROGRAM}.svg", f"<svg><dc:description>{shown}</dc:description></svg>")
    assert says("36, 12.3, 50, 99, -0.5\n40") == [f"{KO}:21: {nowhere('40')}"]


def test_a_number_without_the_sign_that_the_output_has(example, says):
    example.write(f"{PROGRAM}.out", "-36\n")
    assert says("36 and -36") == []


def test_a_number_with_a_sign_that_the_output_does_not_have(example, says):
    example.write(f"{PROGRAM}.out", "36\n")
    assert says("= -36.") == [f"{KO}:20: {nowhere('-36')}"]


def test_a_number_is_not_rounded_in_silence(example, says):
    example.write(f"{PROGRAM}.out", "0.4987\n")
    assert says("= 0.5.") == [f"{KO}:20: {nowhere('0.5')}"]


def test_a_number_may_be_rounded_by_an_expression(example, says):
    example.write(f"{PROGRAM}.out", "75.3\n")
    assert says("≈ 75.", "round(75.3) == 75") == []


@pytest.mark.parametrize(
    "sentence, proof",
    [
        ("6·5 + 2·3 = 36", "6*5 + 2*3 == 36"),
        ("126 ln 2 is 87.34", "round(126*log(2), 2) == 87.34"),
        ("$2^{-126}$ and 87.34", "round(-log(2**-126), 2) == 87.34"),
        ("$10^{-6}$ from 1e-12", "sqrt(1e-12) == 1e-6"),
        ("0.3", "0.1*3 == 0.3"),
        ("1,600", "8*200 == 1600"),
        ("about 2.72", "round(exp(1), 2) == 2.72"),
    ],
)
def test_an_expression_proves_all_of_its_numbers(example, says, sentence, proof):
    example.write(f"{PROGRAM}.out", "0.1 200\n")
    assert says(sentence, proof) == []


@pytest.mark.parametrize(
    "proof, sentence",
    [
        ("36: the number of the issue", "36"),
        ("3.10, 3.13: requires-python", "3.10 to 3.13"),
        ("1,797: the images", "1797"),
        ("1797: the images", "1,797"),
    ],
)
def test_a_number_with_a_reason_is_free(says, proof, sentence):
    assert says(sentence, proof) == []


def test_the_name_of_a_package_is_its_locked_version(example, says):
    example.write(
        "constraints.txt", "keras==3.12.4 ; old \\\nkeras==3.15.1 ; new\ntf-keras==2.21.0\n"
    )
    sentence = "Keras 3.15 and 2.21"
    assert says(sentence, "keras == 3.15", "tf_keras == 2.21") == []
    example.write("constraints.txt", "keras==3.16.0\ntf-keras==2.21.0\n")
    assert example.problems() == [
        f"{KO}:4: 'keras == 3.15' is false, the left is 3.16; correct it, or the sentence"
    ]


@pytest.mark.parametrize(
    "proof, answer",
    [
        ("6*6 == 37", "is false, the left is 36; correct it, or the sentence"),
        ("36", f"is no proof of a number; {FORMS}"),
        ("6*6", f"is no proof of a number; {FORMS}"),
        ("36 == 6*6", f"is no proof of a number; {FORMS}"),
        ("36 == 36", "proves nothing; calculate the number from others"),
        ("36*1 == 36", "proves nothing; calculate the number from others"),
        ("round(36.0) == 36", "proves nothing; calculate the number from others"),
        ("6/0 == 36", "cannot be calculated: division by zero; correct it"),
        ("6*x == 36", "cannot be calculated: 'x' is not defined for expression '6*x'; correct it"),
    ],
)
def test_what_is_wrong_with_an_expression(example, says, proof, answer):
    known = "36, 37: those of the test"
    assert says("36, 37", known, proof) == [f"{KO}:5: {proof!r} {answer}"]


@pytest.mark.parametrize(
    "proof, answer",
    [
        ("30 + 6 == 36", "30 is nowhere on this page; correct it, or delete this line"),
        ("6*7 == 42", "42 is nowhere on this page; correct it, or delete this line"),
        ("3*4 == 12", "this page says no number of '3*4 == 12'; delete it"),
        ("42: the answer", "42 is nowhere on this page; correct it, or delete this line"),
        ("12: the months", "12 stands in what this page shows and needs no reason; delete it"),
        ("36:", f"'36' is no number with a reason; {FORMS}"),
        ("number: why", f"'number' is no number with a reason; {FORMS}"),
        ("[36, why]", f"'' is no proof of a number; {FORMS}"),
    ],
)
def test_what_is_wrong_with_a_proof(example, says, proof, answer):
    example.write(f"{PROGRAM}.out", "12\n")
    assert says("36, 37", "36, 37: those of the test", proof) == [f"{KO}:5: {answer}"]


@pytest.mark.parametrize("value", ["", " 36", " {36: why}"])
def test_proofs_are_a_list(example, value):
    example.edit(KO, "---\n#", f"numbers:{value}\n---\n#")
    example.follow()
    assert example.problems() == [f"{KO}:3: '' is no proof of a number; {FORMS}"]


def test_a_proof_that_is_wrong_does_not_make_its_number_wrong_too(says):
    answer = "'6*6 == 37' is false, the left is 36; correct it, or the sentence"
    assert says("37", "6*6 == 37") == [f"{KO}:4: {answer}"]


def test_a_translation_has_no_proofs_of_its_own_and_loses_those_that_were_copied(example):
    proofs = "numbers:\n  - 6*6 == 36\n  - 37: why\n"
    for path in (KO, EN):
        example.edit(path, "---\n#", f"{proofs}---\n#")
        example.edit(path, "$x$", "36, 37, $x$")
    example.follow()
    mend = "`make translated PAGE=chapter/one LANG=en` takes them away"
    assert example.problems() == [f"{EN}:4: {KO} proves the numbers; {mend}"]
    translated.main(example.root, "chapter/one", "en")
    assert example.problems() == []
    assert "numbers:" not in example.read(EN)
    assert proofs in example.read(KO)


def test_a_page_that_another_language_wrote_first_proves_its_own_numbers(example):
    example.edit(EN, re.search("source: .*", example.read(EN))[0], "original: true")
    example.edit(EN, "---\n#", "numbers:\n  - 6*6 == 36\n---\n#")
    example.edit(EN, "A sentence.", "A sentence of 36.")
    example.edit(KO, "문장입니다.", "36입니다.")
    id = blob((example.root / EN).read_bytes())
    example.edit(KO, "---\n#", f"source: {id}\n---\n#")
    assert example.problems() == []


def test_a_stale_translation_says_what_was_proven_when_it_followed(example):
    for path in (KO, EN):
        example.edit(path, "$x$", "36, $x$")
    example.edit(KO, "---\n#", "numbers:\n  - 6*6 == 36\n---\n#")
    example.follow()
    example.remember(KO)
    example.edit(KO, "36, $x$는 수입니다.", "수는 7입니다. $x$입니다.")
    example.edit(KO, "numbers:\n  - 6*6 == 36\n", "")
    assert example.problems() == []


@pytest.mark.parametrize(
    "old, new, place",
    [
        ("one.py:one", "one.py:two", [f"{EN}:12", f"{EN}:54", f"{KO}:11", f"{KO}:53"]),
        ('one.out"\n```', 'one.out"', [f"{EN}:15", f"{KO}:14"]),
        ("---\n#", "numbers: [\n---\n#", [f"{EN}:5", f"{KO}:4"]),
    ],
)
def test_numbers_are_not_told_where_the_code_or_the_proofs_cannot_be_read(
    example, says, old, new, place
):
    says("36")
    for path in (KO, EN):
        text = example.read(path)
        example.write(path, text.replace(old, new, text.count(old) if "one.py" in old else 1))
    example.follow()
    assert [answer.partition(": ")[0] for answer in example.problems()] == place


def test_numbers_are_not_told_where_the_first_page_cannot_be_read_to_its_end(example, says):
    says("36")
    example.edit(KO, "![", "<!-- open\n![")
    example.follow()
    message = "this comment is never closed; end it with -->"
    assert example.problems() == [f"{KO}:8: {message}"]


def test_numbers_are_not_told_where_a_translation_cannot_be_read_to_its_end(example, says):
    example.write(f"{PROGRAM}.out", "36\n")
    says("36")
    example.edit(EN, "![", "37 <!-- open\n![")
    message = "this comment is never closed; end it with -->"
    assert example.problems() == [f"{EN}:9: {message}"]


def test_what_a_program_without_a_record_would_print_is_not_missed(example, says):
    (example.root / f"{PROGRAM}.out").unlink()
    answers = says("36")
    assert [answer for answer in answers if "36" in answer] == []
