"""The labs: what the built page shows is what one thread computes, and every check knows right from wrong."""

import re

import check
import fresh
import labs
import pytest
from test_site import DRAFTS, LANGUAGES, parsed

ROOT = check.ROOT
LABS = [lab for language in LANGUAGES for lab in labs.read(ROOT, language.code).values() if lab.path not in DRAFTS]
every_lab = pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.path)
ONE_THREAD = "import tensorflow as tf\ntf.config.threading.set_intra_op_parallelism_threads(1)\ntf.config.threading.set_inter_op_parallelism_threads(1)\n"


def run(lab):
    """The result of every step of the lab, after each of which an answer may follow; all languages share the run."""
    results = fresh.submit((("threads.py", ONE_THREAD), *lab.steps)).result()[1:]
    for (name, _), result in zip(lab.steps, results, strict=True):
        assert not result.error, f"{lab.path}: {name}\n{result.traceback}"
    return list(zip((name for name, _ in lab.steps), results, strict=True))


@pytest.fixture
def html(site, lab):
    language = lab.path.split("/")[1]
    return parsed(site / ("" if language == check.SOURCE else language) / lab.slug / "index.html")


def test_every_part_of_the_book_has_a_lab():
    parts = {path.name for path in LANGUAGES[0].docs.iterdir() if path.is_dir()} - {"labs"}
    assert set(labs.read(ROOT, check.SOURCE)) == {f"labs/{part}" for part in parts}


@every_lab
def test_the_page_shows_what_the_lab_prints_on_one_thread_too(lab, html):
    seen = [block.get_text().strip() for block in html.select("article div.language-text")]
    own = [result for name, result in run(lab) if name.startswith("cell_")]
    assert seen == [result.text.strip() for result in own if result.text.strip()]
    code = [block.get_text().strip("\n") for block in html.select("article div.language-python code")]
    assert [source for source in code if source in lab.code] == lab.code and "&lt;" not in "".join(code)
    assert len(html.select("article svg.plot")) == sum(len(result.figures) for result in own) >= 1


@every_lab
def test_a_check_refuses_the_starter_and_a_common_mistake_with_different_hints_and_accepts_the_solution(lab):
    results = run(lab)
    assert len(lab.exercises) >= 2
    for exercise in lab.exercises:
        names = [name for name, _ in results]
        at = names.index(f"cell_{exercise.starter + 1}.py")
        starter, mistake, solution = (results[at + step][1].text for step in (0, 2, 4))
        assert [text.count("\n") for text in (starter, mistake, solution)] == [1, 1, 1]
        assert starter.startswith("Not yet: ") and mistake.startswith("Not yet: ") and starter != mistake
        assert solution.startswith("Right: ")


@every_lab
def test_the_page_is_small_without_its_pictures_and_has_no_style_of_its_own(site, lab, html):
    language = lab.path.split("/")[1]
    file = site / ("" if language == check.SOURCE else language) / lab.slug / "index.html"
    without_pictures = re.sub(rb'<svg role="img".*?</svg>', b"", file.read_bytes(), flags=re.DOTALL)
    assert len(without_pictures) <= 60_000
    assert not html.select("article style, article script, style[type='text/css']") and "jp-" not in str(html.article)


@every_lab
def test_every_picture_says_in_words_what_it_shows(lab, html):
    for picture in html.select("article svg.plot"):
        assert len(picture["aria-label"]) > 20 and picture["role"] == "img"
        assert not re.search("#[0-9a-f]{6}", str(picture))  # follows the palette


@every_lab
def test_headings_formulas_and_links_are_rendered(lab, html):
    seen = [(int(heading.name[1]), heading["id"]) for heading in html.select("article :is(h1,h2,h3,h4,h5,h6)")]
    assert seen == [(level, id) for _, level, id in lab.headings]
    assert len(html.select("article math")) == len(lab.formulas)
    assert html.html["lang"] == lab.path.split("/")[1]


def test_mistakes_of_an_author_are_answered_with_file_line_and_what_to_do(tmp_path):
    path = tmp_path / "docs/ko/labs/one.py"
    path.parent.mkdir(parents=True)
    good = (ROOT / LABS[0].path).read_text(encoding="utf-8")
    for old, new, answer, near in [
        ('tags=["check-1"]', "", "exercise-1 needs, right below it, a cell with tags", "tags=[\"exercise-1\"]"),
        ("??? failure", "??? warning", "exercise-1 needs, right below it", "tags=[\"exercise-1\"]"),
        ("import numpy as np", "import torch as np", "imports torch, which a reader does not have", "import torch"),
        ("{ #exercise-1 }", "", "heading without id", "# ## "),
        ("import numpy as np", "import numpy as np  # " + "x" * 60, "characters wide; break the line", "xxx"),
    ]:
        assert good.count(old)
        path.write_text(good.replace(old, new, 1), encoding="utf-8")
        first = labs.Lab(tmp_path, path).problems[0]
        line = int(first.split(":")[1])
        assert first.startswith("docs/ko/labs/one.py:") and answer in first
        assert line > 1 and near in path.read_text(encoding="utf-8").splitlines()[line - 1]
