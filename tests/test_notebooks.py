"""The notebook that a reader downloads: it runs by itself, and shows what its page shows."""

import json
import re
from types import SimpleNamespace
from urllib.parse import urlsplit

import check
import fresh
import nbclient
import nbformat
import notebook_hooks
import notebooks
import pytest
from test_site import PAGES, address, parsed

CHAPTERS = [page for page in PAGES if page.run and page.slug != "index"]
every_chapter = pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.path)
# What Jupyter does with the cells, without its seconds of starting: IPython in a process that has TensorFlow loaded.
RUN = """
import json
import figures
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
shell = InteractiveShell.instance()
shell.showtraceback = lambda *arguments, **options: None
results = []
for source in {sources!r}:
    with capture_output() as captured:
        error = shell.run_cell(source, store_history=True).error_in_exec
    results.append([captured.stdout, error and type(error).__name__, error and str(error), len(figures.drawn())])
print(json.dumps(results))
"""


def run(notebook):
    """[stdout, type and message of the exception, number of pictures] for each code cell, run in an empty folder."""
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    [result] = fresh.submit((("notebook.py", RUN.format(sources=sources)),)).result()
    assert not result.error, result.traceback
    return json.loads(result.stdout.splitlines()[-1])


def lines(text):
    """The lines as a page records them."""
    return [line.rstrip() for line in fresh.ANSI.sub("", text).rstrip().splitlines()]


def read(site, page):
    folder = site / address(page)
    notebook = nbformat.read(folder / f"{folder.name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    return notebook


@every_chapter
def test_it_has_the_code_and_the_outputs_of_its_page(site, chapter):
    cells = [cell for cell in read(site, chapter).cells if cell.cell_type == "code"]
    html = parsed(site / address(chapter) / "index.html")
    assert [cell.source for cell in cells] == [block.get_text().strip("\n") for block in html.select("article .language-python code")]
    shown = []
    for cell in cells:
        printed = "".join(output.text if output.output_type == "stream" else output.traceback[0] for output in cell.outputs)
        shown += [printed.strip()] if printed else []
    assert shown == [block.get_text().strip() for block in html.select("article .language-text code")]


@every_chapter
def test_it_runs_from_top_to_bottom_in_an_empty_folder_and_prints_what_it_shows(site, chapter):
    cells = [cell for cell in read(site, chapter).cells if cell.cell_type == "code"]
    for cell, (printed, name, message, pictures) in zip(cells, run(nbformat.v4.new_notebook(cells=cells)), strict=True):
        recorded = "".join(output.text for output in cell.outputs if output.output_type == "stream")
        failures = [output for output in cell.outputs if output.output_type == "error"]
        assert lines(printed) == lines(recorded), cell.source
        assert bool(failures) == bool(name) == ("raises-exception" in cell.metadata.get("tags", [])), message
        if failures:
            assert failures[0].ename.split(".")[-1] == name
            recorded_message = fresh.SUGGESTION.sub("", message)
            assert lines(failures[0].evalue) == lines(recorded_message.lstrip())
        assert pictures == cell.source.count("plt.show()")


@every_chapter
def test_its_prose_is_that_of_the_page_without_the_marks_of_the_site(site, chapter):
    prose = "\n\n".join(cell.source for cell in read(site, chapter).cells if cell.cell_type == "markdown")
    assert [len(level) for level in re.findall(r"^(#+) ", prose, re.MULTILINE)] == [level for _, level, _ in chapter.headings]
    assert not re.search(r"\{ *[#.]|^ *(\?\?\?|!!!)|--8<--|\]\((?!https?://|data:)", prose, re.MULTILINE)
    assert prose.count("data:image/svg+xml") == len(re.findall(r"\]\([^)]*assets/figures/", chapter.prose))


@every_chapter
def test_its_links_lead_to_the_site(site, base_url, chapter):
    prose = "\n".join(cell.source for cell in read(site, chapter).cells if cell.cell_type == "markdown")
    assert f"]({base_url}{address(chapter)})" in prose.split("\n")[2]  # below its title, its page
    for target in re.findall(r"\]\((http[^)]*)\)", prose):
        if target.startswith(base_url):
            url = urlsplit(target)
            page = parsed(site / url.path.removeprefix("/book/") / "index.html")
            assert not url.fragment or page.find(id=url.fragment), target


@every_chapter
def test_a_page_offers_its_notebook_and_colab_opens_it_from_the_repository_of_the_configuration(site, chapter):
    language, name = chapter.path.split("/")[1], chapter.slug.rsplit("/", 1)[1]
    folder = ("" if language == check.SOURCE else f"{language}/") + chapter.slug
    links = parsed(site / folder / "index.html").select("article p.notebook a")
    assert [link["href"] for link in links] == [
        f"https://colab.research.google.com/github/example/book/blob/gh-pages/{folder}/{name}.ipynb",
        f"{name}.ipynb",
    ]
    assert (site / folder / f"{name}.ipynb").is_file() and links[1].has_attr("download")


def test_without_a_repository_there_is_no_address_for_colab():
    page = SimpleNamespace(url="layers/dense/", abs_url="/book/layers/dense/")
    config = SimpleNamespace(repo_url="", extra={"words": {"download": "Download"}})
    assert notebook_hooks._links(page, config) == (
        '<p class="notebook" data-search-exclude><a href="dense.ipynb" download>Download</a></p>'
    )


def test_languages_have_the_same_code(site):
    for chapter in CHAPTERS:
        source = next(page for page in CHAPTERS if page.slug == chapter.slug)
        ours, theirs = ([c.source for c in read(site, page).cells if c.cell_type == "code"] for page in (source, chapter))
        assert ours == theirs


def test_jupyter_itself_runs_a_chapter_past_its_failures(site, tmp_path):
    chapter = next(page for page in CHAPTERS if page.slug == "layers/dense")
    notebook = read(site, chapter)
    shown = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    nbclient.NotebookClient(notebook, resources={"metadata": {"path": tmp_path}}).execute()
    for before, cell in zip(shown, [cell for cell in notebook.cells if cell.cell_type == "code"], strict=True):
        after = [output for output in cell.outputs if output.get("name") != "stderr"]
        assert [(o.output_type, o.get("text", o.get("ename", "")).rstrip()) for o in after] == [
            (o.output_type, o.get("text", o.get("ename", "")).rstrip()) for o in before
        ]


def test_admonitions_links_and_ids_become_plain_markdown():
    text = '# Title { #title }\n\n??? success "Solution"\n\n    One [link](../models/residual.md#wrong).\n\nTwo [here](#title), [lab](../labs/layers.md).\n'
    url = "https://example.org/book/en/layers/dense/"
    assert notebooks.markdown(text, url, None) == (
        "# Title\n\n**Solution**\n\nOne [link](https://example.org/book/en/models/residual/#wrong).\n\n"
        "Two [here](https://example.org/book/en/layers/dense/#title), [lab](https://example.org/book/en/labs/layers/)."
    )
