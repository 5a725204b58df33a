"""A contributor's mistake is answered with file, line and what to do: one test each.

Every test starts from a small right book, makes one mistake, and reads the answer.
"""

import re

import check
import fresh
import pytest
from outputs import changes, select
from programs import Program
from versions import blob

PROGRAM = '''"""A program that prints one."""

# --8<-- [start:one]
print(1)
# --8<-- [end:one]
'''
SITE = "docs_dir: docs/ko\nextra:\n  language_name: 한국어\n"
ENGLISH = "INHERIT: ../../mkdocs.yml\ndocs_dir: ../../docs/en\nextra:\n  language_name: English\n"
GLOSSARY = """tape:
  taught: chapter/one.md#title
  ko:
    word: 테이프
    meaning: 계산을 기록합니다.
    avoid:
      레코더: 번역된 말이 있습니다.
  en:
    word: tape
    meaning: It records a computation.
    avoid:
      recorder: TensorFlow calls it a tape.
"""
PAGE = """---
description: A page.
source: draft
---
# Title { #title }

```python title="snippets/chapter/one/one.py"
--8<-- "chapter/one/one.py:one"
```

```text
--8<-- "chapter/one/one.out"
```
"""


class Book:
    """A book in a temporary folder."""

    def __init__(self, root):
        self.root = root
        self.write("snippets/chapter/one/one.py", PROGRAM)
        self.write("snippets/chapter/one/one.out", "1\n")
        self.write("mkdocs.yml", SITE)
        self.write("languages/en/mkdocs.yml", ENGLISH)
        self.write("glossary.yml", GLOSSARY)
        self.write("docs/ko/chapter/one.md", PAGE.replace("source: draft\n---", "---\n").replace("A page.", "A page. 한국어입니다."))
        self.write("docs/en/chapter/one.md", PAGE)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, path, old, new):
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def page(self, old, new):
        """Make the same mistake in both languages."""
        for language in ("ko", "en"):
            self.edit(f"docs/{language}/chapter/one.md", old, new)

    def follow(self):
        """Let the English page name the Korean one of now."""
        file = self.root / "docs/en/chapter/one.md"
        id = blob(self.root / "docs/ko/chapter/one.md")
        file.write_bytes(re.sub(rb"source: .*", f"source: {id}".encode(), file.read_bytes(), count=1))

    def answers(self):
        self.follow()
        return list(check.problems(self.root))


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path)


def test_a_right_book_has_no_problems(book):
    assert book.answers() == []


def test_unknown_snippet(book):
    book.page("chapter/one/one.py:one", "chapter/one/oen.py:one")
    assert "docs/ko/chapter/one.md:8: no file snippets/chapter/one/oen.py; did you mean chapter/one/one.py?" in book.answers()


def test_unknown_section(book):
    book.page("one.py:one", "one.py:two")
    assert "docs/en/chapter/one.md:8: snippets/chapter/one/one.py has no section 'two'; it has one" in book.answers()


def test_section_never_closed(book):
    book.edit("snippets/chapter/one/one.py", "# --8<-- [end:one]\n", "")
    assert "snippets/chapter/one/one.py:3: section 'one' is never closed; add `# --8<-- [end:one]`" in book.answers()


def test_section_never_started(book):
    book.edit("snippets/chapter/one/one.py", "[end:one]", "[end:two]")
    assert "snippets/chapter/one/one.py:5: section 'two' ends but never started; add `# --8<-- [start:two]`" in book.answers()


def test_program_without_recorded_output(book):
    (book.root / "snippets/chapter/one/one.out").unlink()
    assert "snippets/chapter/one/one.py:1: no recorded output one.out; run `make outputs`" in book.answers()


def test_program_shown_on_no_page(book):
    book.write("snippets/chapter/one/two.py", PROGRAM)
    book.write("snippets/chapter/one/two.out", "1\n")
    assert book.answers() == ["snippets/chapter/one/two.py:1: no page shows this program; include it or delete it"]


def test_output_without_program(book):
    book.write("snippets/chapter/one/two.out", "2\n")
    assert book.answers() == ["snippets/chapter/one/two.out:1: no program two.py makes this; delete it"]


def test_heading_without_id(book):
    book.page("# Title { #title }", "# Title")
    expected = "docs/ko/chapter/one.md:5: heading without id; write `# Title { #short-english-id }`, the same in every language"
    assert expected in book.answers()


def test_heading_id_twice(book):
    book.page("```python", "## Again { #title }\n\n```python")
    assert "docs/ko/chapter/one.md:7: id #title is used twice; an id is unique on its page" in book.answers()


def test_underlined_heading(book):
    book.page("# Title { #title }", "Title\n=====")
    assert "docs/en/chapter/one.md:6: underlined heading; write it with # and an id" in book.answers()


def test_page_that_no_source_has(book):
    book.write("docs/en/chapter/two.md", PAGE.replace("source: draft\n", ""))
    [answer] = book.answers()
    assert answer == "docs/en/chapter/two.md:1: docs/ko/ has no such page; did you mean chapter/one? If this one was written first, its front matter says `original: true`"


@pytest.mark.parametrize("path", ["docs/ko/chapter/one.md", "docs/en/chapter/one.md"])
def test_page_not_in_utf8(book, path):
    book.write(path, PAGE.encode() + "끝\n".encode("cp949"))
    assert f"{path}:14: not UTF-8; save the file as UTF-8" in book.answers()


def test_program_not_in_utf8(book):
    book.write("snippets/chapter/one/one.py", PROGRAM.replace("one.", "하나").encode("cp949"))
    answers = book.answers()
    assert any(a.startswith("snippets/chapter/one/one.py:1: not a Python file in UTF-8") for a in answers)
    assert "docs/ko/chapter/one.md:8: snippets/chapter/one/one.py is not UTF-8; save it as UTF-8" in answers


def test_program_with_a_syntax_error(book):
    book.edit("snippets/chapter/one/one.py", "print(1)", "print(1")
    assert any(a.startswith("snippets/chapter/one/one.py:4: not a Python file") for a in book.answers())


def test_program_imports_what_a_reader_does_not_have(book):
    book.edit("snippets/chapter/one/one.py", "print(1)", "from snippets.chapter import two")
    [answer] = book.answers()
    assert answer.startswith("snippets/chapter/one/one.py:4: imports snippets.chapter, which a reader does not have; use ")


def test_program_without_docstring(book):
    book.edit("snippets/chapter/one/one.py", '"""A program that prints one."""\n', "import math\n")
    assert book.answers() == ["snippets/chapter/one/one.py:1: no docstring; say in one true sentence what the program shows"]


def test_line_too_wide(book):
    book.edit("snippets/chapter/one/one.py", "print(1)", f"print({'1' * 80})")
    assert book.answers() == ["snippets/chapter/one/one.py:4: 87 characters wide; break the line at 76"]


@pytest.mark.parametrize("language", ["pyhton", "py3", "py", "Python", "{ .python }", ""])
def test_unusual_fence_language(book, language):
    book.page("```python ", f"```{language} ")
    assert any(a.startswith("docs/ko/chapter/one.md:7: fence language ") and "write ```python" in a for a in book.answers())


@pytest.mark.parametrize(
    "opening, closing", [("~~~python", "~~~"), ("> ```python", "> ```"), ("- ```python", "  ```"), ("1. ```python", "   ```")]
)
def test_fence_that_would_not_run(book, opening, closing):
    book.page("```text", f"{opening}\nx = 1\n{closing}\n\n```text")
    assert any(a.startswith("docs/ko/chapter/one.md:11: this fence would not run; open it with ```") for a in book.answers())


def test_fence_never_closed(book):
    book.page('chapter/one/one.out"\n```', 'chapter/one/one.out"')
    assert "docs/ko/chapter/one.md:11: this fence is never closed; end it with ```" in book.answers()


@pytest.mark.parametrize("before, indent", [("- item", "    "), ("!!! note", "    "), ('=== "tab"', "    "), ("1. item", "    ")])
def test_fence_in_a_list_admonition_or_tab_is_seen(book, before, indent):
    block = '```python\n--8<-- "chapter/one/one.py:one"\n```\n\n```text\n--8<-- "chapter/one/one.out"\n```\n'
    nested = "".join(f"{indent}{line}" if line.strip() else line for line in block.splitlines(keepends=True))
    book.page(PAGE.split("}")[1], f"\n\n{before}\n\n{nested}")
    assert book.answers() == []
    [page] = check.read_book(book.root)["ko"].values()
    assert [(b.line, b.text, b.output.text) for b in page.programs] == [(9, "print(1)\n", "1\n\n")]


def test_backticks_in_a_sentence_are_no_fence_and_stay_in_the_prose(book):
    book.page("```text", "Code stands between ```` ``` ```` and ```` ``` ````.\n\n```text")
    assert book.answers() == []
    assert all("Code stands between" in language["chapter/one"].prose for language in check.read_book(book.root).values())


@pytest.mark.parametrize("language, suffix", [("python", ".py"), ("text", ".out")])
def test_code_or_output_typed_by_hand(book, language, suffix):
    book.page("```text", f"```{language}\n1 + 1\n```\n\n```text")
    expected = f'docs/ko/chapter/one.md:11: {language} is never typed on a page; include it: --8<-- "chapter/page/program{suffix}"'
    assert expected in book.answers()


def test_include_outside_a_fence(book):
    book.page("# Title", '--8<-- "chapter/one/one.py"\n\n# Title')
    assert "docs/ko/chapter/one.md:5: an include outside a fence; put it between ```python and ```" in book.answers()


def test_output_of_another_program(book):
    book.write("snippets/chapter/one/two.py", PROGRAM)
    book.write("snippets/chapter/one/two.out", "1\n")
    book.page("one.out", "two.out")
    expected = "docs/ko/chapter/one.md:11: chapter/one/two.out is not what the Python block above prints; put it right below its program"
    assert expected in book.answers()


def test_output_that_would_close_its_fence(book):
    book.write("snippets/chapter/one/one.out", "a\n```\nb\n")
    expected = "docs/ko/chapter/one.md:12: the included text has a line with ```; open and close this fence with ````"
    assert expected in book.answers()
    book.page('```text\n--8<-- "chapter/one/one.out"\n```', '````text\n--8<-- "chapter/one/one.out"\n````')
    assert book.answers() == []


def test_wrong_title(book):
    book.page("snippets/chapter/one/one.py", "snippets/one.py")
    expected = "docs/ko/chapter/one.md:7: title 'snippets/one.py'; the code is from title=\"snippets/chapter/one/one.py\""
    assert expected in book.answers()


def test_highlighted_line_that_is_not_there(book):
    book.page('one.py"\n', 'one.py" hl_lines="1-9"\n')
    assert "docs/ko/chapter/one.md:7: hl_lines names line 9 of 1; correct the numbers" in book.answers()


def test_exemption_needs_a_reason(book):
    book.page("```python", "<!--pytest.mark.skip-->\n```python")
    expected = 'docs/ko/chapter/one.md:8: pytest.mark.skip; only <!--pytest.mark.skip(reason="why")--> exempts a block'
    assert expected in book.answers()


def test_exemption_with_a_reason_is_kept(book):
    book.page("```python", '<!--pytest.mark.skip(reason="needs a GPU")-->\n```python')
    assert book.answers() == []
    [page] = check.read_book(book.root)["ko"].values()
    assert page.programs[0].exempt == "needs a GPU" and page.steps == ()


def test_program_that_prints_something_else_is_shown_as_a_reader_would_see_it(book):
    book.edit("snippets/chapter/one/one.py", "print(1)", "print(2)")
    [(program, result)] = changes(select(book.root, []))
    assert (program.name, program.recorded, result.text) == ("chapter/one/one.py", "1\n", "2\n")


def test_traceback_of_a_program_names_its_own_file_and_line(book):
    book.edit("snippets/chapter/one/one.py", "print(1)", "1 / 0")
    program = Program(book.root, "chapter/one/one.py")
    [result] = fresh.run(program.steps)
    assert 'File "snippets/chapter/one/one.py", line 4, in <module>' in program.in_file(result.traceback)


@pytest.mark.parametrize(
    "language, text, problem",
    [
        ("ko", "레코더는 기록합니다.", "'레코더'; write '테이프': 번역된 말이 있습니다."),
        ("en", "Recorders record.", "'recorder'; write 'tape': TensorFlow calls it a tape."),
    ],
)
def test_a_word_that_the_glossary_forbids(book, language, text, problem):
    book.page("# Title { #title }\n", f"# Title {{ #title }}\n\n{text if language == 'en' else ''}\n")
    if language == "ko":
        book.edit("docs/ko/chapter/one.md", "#title }\n\n", f"#title }}\n\n{text}")
    expected = f"docs/{language}/chapter/one.md:7: {problem}"
    assert [answer for answer in book.answers() if "docs/ko" not in answer or language == "ko"] == [expected]


def test_a_fault_of_korean(book):
    book.edit("docs/ko/chapter/one.md", "한국어입니다.", "그렇게 되어진다.")
    [answer] = book.answers()
    assert answer.startswith("docs/ko/chapter/one.md:2: '되어진'; ")


def test_a_copy_of_another_language_is_no_translation(book):
    page = (book.root / "docs/ko/chapter/one.md").read_text(encoding="utf-8")
    book.write("docs/en/chapter/one.md", page.replace("\n---\n", "\nsource: x\n---\n", 1))
    assert book.answers() == [
        "docs/en/chapter/one.md:1: says word for word what docs/ko/chapter/one.md says; translate it, or write `source: draft` until it is"
    ]


def test_check_prints_the_problems_and_fails(book, monkeypatch, capsys):
    book.page("one.py:one", "one.py:two")
    monkeypatch.setattr(check, "ROOT", book.root)
    assert check.main() == 1
    assert capsys.readouterr().out.splitlines() == book.answers()


def test_a_sentence_that_shows_the_marker_of_a_fence_is_prose(book):
    sentence = "| From ```` ``` ```` to ```` ``` ```` | everything |"
    book.page("# Title { #title }\n", f"# Title {{ #title }}\n\n{sentence}\n")
    assert book.answers() == []
    assert sentence in check.read_book(book.root)["ko"]["chapter/one"].prose
