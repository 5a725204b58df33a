"""A page as its reader and as its author sees it."""

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown as PythonMarkdown

from book.sources import Book, Page
from book.sources.page import snippet_options

KO = "docs/ko/chapter/one.md"


def test_what_is_extracted_to_run_is_what_the_reader_of_every_page_sees(pytestconfig):
    book = Book.read(pytestconfig.rootpath)
    configs = {
        name: {**(each or {})} for name, each in book.source.settings["markdown_extensions"].items()
    }
    configs["pymdownx.snippets"] = snippet_options(book.root, check_paths=True)
    markdown = PythonMarkdown(extensions=list(configs), extension_configs=configs)
    for page in book.all_pages:
        html = markdown.reset().convert("\n".join(page.markdown.lines))
        shown = [
            code.get_text() for code in BeautifulSoup(html, "html.parser").select("pre > code")
        ]
        blocks = [block.text for block in page.blocks]
        assert [text.strip("\n") for text in shown] == [text.strip("\n") for text in blocks], (
            page.path
        )


@pytest.mark.parametrize(
    "before", ["- item", '!!! note "Note"', "1. item", '- a\n\n    ??? note "b"']
)
def test_a_fence_in_a_list_or_box_is_a_block_with_its_line_and_output(example, before):
    indent = "    " * (1 + before.count("\n    "))
    program = '```python\n--8<-- "chapter/one/one.py:one"\n```\n'
    text = program + '\n```text\n--8<-- "chapter/one/one.out"\n```\n'
    nested = "".join(f"{indent}{line}" if line.strip() else line for line in text.splitlines(True))
    example.write(KO, f"{before}\n\n{nested}")
    [block] = example.book.pages["ko"]["chapter/one"].programs
    at = before.count("\n") + 3
    assert (block.line, block.text, block.output.line) == (at, "print(1)\n", at + 4)
    assert block.output.text.strip() == "1"


def test_backticks_in_a_sentence_are_no_fence_and_stay_in_the_prose(example):
    sentence = "Code stands between ```` ``` ```` and ```` ``` ````."
    example.edit(KO, "푸세요.", sentence)
    page = example.book.pages["ko"]["chapter/one"]
    assert [block.language for block in page.blocks] == "python text console python text".split()
    assert page.prose.split("\n")[44] == "Code stands between \ufffc and \ufffc."


def test_the_steps_of_a_page_are_its_programs_and_a_message_names_page_and_line(example):
    page = example.book.pages["ko"]["chapter/one"]
    assert page.steps == (("block_0.py", "print(1)\n"), ("block_1.py", "print(1)\n"))
    assert page.in_file('File "/tmp/block_1.py", line 1') == f'File "{KO}:51", line 1'


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_a_page_is_read_whatever_its_line_ends_and_byte_order_mark(tmp_path, end):
    data = "---\ndescription: 글.\n---\n# 글 { #a }\n".encode()
    page = Page(tmp_path, "docs/ko/a.md", b"\xef\xbb\xbf" + data.replace(b"\n", end))
    assert page.front.meta == {"description": "글."}
    assert [(each.line, each.id) for each in page.markdown.headings] == [(4, "a")]
