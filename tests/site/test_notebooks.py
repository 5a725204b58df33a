"""The notebook that a reader downloads: it shows what its page shows, and runs by itself."""

import re
from urllib.parse import urlsplit

import nbclient
import nbformat
import pytest


@pytest.fixture(scope="session")
def notebook(site, address):
    """The notebook of a page."""

    def read(page):
        folder = site / address(page)
        found = nbformat.read(folder / f"{folder.name}.ipynb", as_version=4)
        nbformat.validate(found)
        return found

    return read


def _code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _prose(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def test_it_has_the_code_and_the_outputs_of_its_page(exported, notebook, html):
    """The answers of a lab's exercises are only read."""
    cells = _code(notebook(exported))
    shown = [each.get_text() for each in html(exported).select("article .language-python code")]
    answers = [
        block.file.startswith("labs/") and "exercise" in block.file for block in exported.programs
    ]
    run = [text.strip("\n") for text, read in zip(shown, answers, strict=True) if not read]
    assert [cell.source for cell in cells] == run
    printed = []
    for cell in cells:
        texts = [each.get("text") or each.traceback[0] for each in cell.outputs]
        printed += ["".join(texts).strip()] if texts else []
    outputs = html(exported).select("article .language-text code")
    assert printed == [output.get_text().strip() for output in outputs]


def test_its_prose_is_that_of_the_page_without_the_marks_of_the_site(exported, notebook):
    prose = _prose(notebook(exported))
    levels = [len(level) for level in re.findall(r"^(#+) ", prose, re.MULTILINE)]
    assert levels == [heading.level for heading in exported.markdown.headings]
    marks = r"\{ *[#.]|^ *(\?\?\?|!!!)|--8<--|\]\((?!https?://|data:)|^ {4}\S"
    prose = re.sub("^```python\n.*?^```$", "", prose, flags=re.MULTILINE | re.DOTALL)
    assert not re.search(marks, prose, re.MULTILINE)
    drawn = [each for each in exported.markdown.of("image") if "/assets/figures/" in each.target]
    assert prose.count("data:image/svg+xml") == len(drawn)


def test_its_links_lead_to_the_site(exported, notebook, site, base_url, address, parsed):
    prose = _prose(notebook(exported))
    assert f"]({base_url}{address(exported)})" in prose.split("\n")[2]  # below its title, its page
    for target in re.findall(r"\]\((http[^)]*)\)", prose):
        if target.startswith(base_url):
            url = urlsplit(target)
            page = parsed(site / url.path.removeprefix("/book/") / "index.html")
            assert not url.fragment or page.find(id=url.fragment), target


def test_a_page_offers_it_and_colab_opens_it_from_the_repository(exported, html, site, address):
    folder, name = address(exported).rstrip("/"), exported.slug.rsplit("/", 1)[1]
    links = html(exported).select("article h1 + p.notebook a")
    assert [link["href"] for link in links] == [
        f"https://colab.research.google.com/github/example/book/blob/gh-pages/{folder}/{name}.ipynb",
        f"{name}.ipynb",
    ]
    assert (site / folder / f"{name}.ipynb").is_file() and links[1].has_attr("download")


def test_jupyter_itself_runs_a_page_past_its_failures_to_the_outputs_it_shows(
    served_pages, notebook, tmp_path
):
    page = next(page for page in served_pages if page.slug == "layers/dense")
    found = notebook(page)

    def said():
        return [
            (each.output_type, each.get("text", each.get("ename", "")).rstrip())
            for cell in _code(found)
            for each in cell.outputs
            if each.get("name") != "stderr"
        ]

    shown = said()
    assert any(kind == "error" for kind, _ in shown)
    where = {"metadata": {"path": tmp_path}}
    # Jupyter sends a stream in as many pieces as it likes
    nbclient.NotebookClient(found, resources=where, coalesce_streams=True).execute()
    assert said() == shown


PAGE = """---
description: 설명입니다.
---
# 제목 { #title }

[바깥](https://example.org/a_(b)), [여기](#title), [처음](index.md#home), [한 장](chapter/one.md).

??? success "풀이"

    글과 [처음](index.md)입니다.

    ```python title="snippets/chapter/one/one.py"
    --8<-- "chapter/one/one.py:one"
    ```

    ```text
    --8<-- "chapter/one/one.out"
    ```

    다음 글입니다.

    !!! note "알림"

        안쪽 글입니다.

| `a` | [b](index.md) |
| --- | --- |
| 1 | 2 |
"""


def test_boxes_links_and_ids_become_plain_markdown(small):
    small.add("two", PAGE)
    small.only_korean()
    assert small.build()[0] == 0
    book = nbformat.read(small.root / "site/two/two.ipynb", as_version=4)
    assert [cell.source for cell in book.cells] == [
        "# 제목\n\n[실행되는 책](https://host/two/)\n\n"
        "[바깥](https://example.org/a_(b)), [여기](https://host/two/#title), "
        "[처음](https://host/#home), [한 장](https://host/chapter/one/).\n\n"
        "**풀이**\n\n글과 [처음](https://host/)입니다.",
        "print(1)",
        "다음 글입니다.\n\n**알림**\n\n안쪽 글입니다.\n\n"
        "| `a` | [b](https://host/) |\n| --- | --- |\n| 1 | 2 |",
    ]
    # without a repository there is no address for Colab
    [link] = small.page("two").select("p.notebook a")
    assert link["href"] == "two.ipynb"
