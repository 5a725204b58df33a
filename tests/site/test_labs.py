"""The labs: executed once for all languages, and shown as they were executed."""

import json
import re

import pytest


def test_a_lab_is_shown_as_it_was_executed(pytestconfig, lab, html):
    """Beside this, test_pages has it that a page shows what is recorded."""
    name = lab.slug.rpartition("/")[2]
    [file] = pytestconfig.rootpath.glob(f".cache/labs/{name}-*.json")
    cells = json.loads(file.read_text(encoding="utf-8"))
    printed = [
        "".join(output["text"] for output in cell if output.get("name") == "stdout").strip()
        for cell in cells
    ]
    shown = html(lab).select("article .language-text")
    assert [block.get_text().strip() for block in shown] == [text for text in printed if text]
    data = [output["data"] for cell in cells for output in cell if "data" in output]
    paths = [set(re.findall(r' d="([^"]{40,})"', each["image/svg+xml"])) for each in data]
    for figure, drawn in zip(html(lab).select("article svg.plot"), paths, strict=True):
        seen = {" ".join(path["d"].split()) for path in figure.select("path")}
        assert {" ".join(path.split()) for path in drawn} <= seen
    assert paths and "&lt;" not in html(lab).article.get_text()


def test_the_page_is_small_without_pictures_and_copies_and_has_no_style_of_its_own(
    lab, html, site, address
):
    page = (site / address(lab) / "index.html").read_text(encoding="utf-8")
    page = re.sub(r'<svg role="img".*?</svg>', "", page, flags=re.DOTALL)
    assert len(re.sub('data-copy="[^"]*"', "", page).encode()) <= 65_000
    assert not html(lab).select("article style, article script, style[type='text/css']")
    assert "jp-" not in str(html(lab).article)


def test_every_part_of_the_book_has_a_lab(book):
    parts = {slug.partition("/")[0] for slug in book.slugs if "/" in slug} - {"labs"}
    labs = {slug for slug in book.slugs if slug.startswith("labs/")}
    assert labs == {f"labs/{part}" for part in parts}


CELLS = '''"""A lab."""

# --8<-- [start:value]
import sys

value = 6
print("said", file=sys.stderr)
# --8<-- [end:value]

# --8<-- [start:shown]
print(f"{value} < 7")
# --8<-- [end:shown]
'''
ANSWER = '"""An answer to an exercise, which is not executed with its lab."""\n\nvalue = 8\n'
PAGE = """---
description: 실습입니다.
---
# 실습 { #lab }

```python title="snippets/labs/one/one.py"
--8<-- "labs/one/one.py:value"
```

??? failure "흔한 실수"

    ```python title="snippets/labs/one/exercise_1_mistake.py"
    --8<-- "labs/one/exercise_1_mistake.py"
    ```

```python title="snippets/labs/one/one.py"
--8<-- "labs/one/one.py:shown"
```

```text
--8<-- "labs/one/one.out"
```
"""


@pytest.fixture
def labs(small):
    """A site with one lab of two cells, whose recorded output is another one."""
    small.write("snippets/labs/one/one.py", CELLS)
    small.write("snippets/labs/one/one.out", "recorded\n")
    small.write("snippets/labs/one/exercise_1_mistake.py", ANSWER)
    small.add("labs/one", PAGE)
    return small


def _shown(labs, address="labs/one"):
    [output] = labs.page(address).select("article .language-text")
    return output.get_text().strip()


def test_a_lab_is_executed_once_for_all_languages_and_again_when_its_code_changes(labs):
    code, said = labs.build(LABS="true")
    assert code == 0, said
    # and nothing of what the kernel says
    lines = [line.removeprefix("INFO    -  ") for line in said.splitlines()]
    assert [re.sub(r"… \d+ s", "… n s", line) for line in lines if "directory" not in line] == [
        "lab 1 of 1: one …",
        "lab 1 of 1: one … n s",
        re.search("Documentation built in .*", said)[0],
    ]
    assert _shown(labs) == _shown(labs, "en/labs/one") == "6 < 7"
    [before] = labs.root.glob(".cache/labs/*")
    assert "lab" not in labs.build(LABS="true")[1]
    labs.edit("snippets/labs/one/one.py", "value = 6", "value = 5")
    labs.build(LABS="true")
    [after] = labs.root.glob(".cache/labs/*")
    assert after != before and _shown(labs) == "5 < 7"


def test_a_lab_that_is_not_executed_shows_what_is_recorded(labs):
    labs.only_korean()
    assert labs.build()[0] == 0
    assert _shown(labs) == "recorded"


def test_a_cell_that_fails_is_named_once_with_its_lab_line_and_error(labs):
    labs.edit("snippets/labs/one/one.py", "{value}", "{valeu}")
    code, said = labs.build(LABS="true")
    message = "lab one: NameError: name 'valeu' is not defined; correct snippets/labs/one/one.py"
    assert code != 0
    assert said.count(f"docs/ko/labs/one.md:16: {message}") == said.count(message) == 1
    assert '----> 1 print(f"{valeu} < 7")' in said and "\x1b[" not in said.split(message)[1]


def test_a_lab_that_ends_its_kernel_is_named_with_what_it_said(labs):
    labs.only_korean()
    labs.edit("snippets/labs/one/one.py", "value = 6", "__import__('os')._exit(1)")
    code, said = labs.build(LABS="true")
    assert code != 0
    assert "docs/ko/labs/one.md:1: lab one did not run to its end; see below why" in said
    assert "DeadKernelError" in said
