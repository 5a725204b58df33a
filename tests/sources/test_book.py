"""One Book has all that is on disk, each thing found by its name, each file opened once."""

import sys

from book import check
from book.sources import Book

OPENED = []


def _hear(event, arguments):
    if event == "open":
        OPENED.append(str(arguments[0]))


def test_a_book_finds_its_languages_pages_programs_and_terms_by_name(example):
    book = example.book
    assert [(each.code, each.name) for each in book.languages] == [
        ("ko", "한국어"),
        ("en", "English"),
    ]
    assert book.source.code == "ko" and book.language("en").folder == "en/"
    assert book.slugs == ["index", "chapter/one"]
    assert {code: list(pages) for code, pages in book.pages.items()} == {
        "ko": ["chapter/one", "index"],
        "en": ["chapter/one", "index"],
    }
    assert list(book.programs) == ["chapter/one/one.py"]
    assert {name: [page.path for page in pages] for name, pages in book.shown_on.items()} == {
        "chapter/one/one.py": ["docs/ko/chapter/one.md", "docs/en/chapter/one.md"]
    }
    assert [term.name for term in book.terms] == ["tape", "training"]
    assert book.language("en").address("chapter/one") == "en/chapter/one/"


def test_a_program_knows_its_sections_lines_and_output(example):
    program = example.book.programs["chapter/one/one.py"]
    assert program.sections == {"one": 3}
    assert program.lines[-1] == (4, "print(1)\n")
    assert program.code == '"""A program that prints one."""\n\nprint(1)\n'
    assert program.recorded == "1\n"


def test_a_check_of_the_whole_book_opens_each_page_once(pytestconfig):
    root = pytestconfig.rootpath
    OPENED.clear()
    sys.addaudithook(_hear)
    book = Book.read(root)
    check.problems(book)
    files = [str(root / page.path) for page in book.all_pages] + [str(root / "glossary.yml")]
    read = [path for path in OPENED if path.startswith(str(root / "docs")) or path in files]
    assert sorted(read) == sorted(files)
