"""A mistake that stands in both languages is answered in both, with file, line and what to do."""

import pytest

from book import check
from book.commands import check as command
from book.sources import Book, Page

KO, EN = "docs/ko/chapter/one.md", "docs/en/chapter/one.md"
LANGUAGES = (
    "write ```python for a program, which is run, ```text for what it prints, "
    "```console for commands to type"
)
NOT_RUN = "this fence would not run; open it with ``` on a line of its own, not in a quote"
NOT_SEEN = "this fence would not run; open and close it as the others are"
EXEMPT = "every block of a page runs; delete this comment, and let its program run"
CONSOLE = "```console\n$ make check\n```"
OUTPUT = 'chapter/one/one.out"\n```'
# what is typed, what stands there instead, and the answer on the English page
MISTAKES = {
    "program-that-is-not-there": (
        "one.py:one",
        "oen.py:one",
        "12: no file snippets/chapter/one/oen.py; did you mean chapter/one/one.py?",
    ),
    "output-that-is-not-there": (
        "one.out",
        "oen.out",
        "16: no file snippets/chapter/one/oen.out; did you mean chapter/one/one.out?",
    ),
    "section-that-is-not-there": (
        "one.py:one",
        "one.py:two",
        "12: snippets/chapter/one/one.py has no section 'two'; it has one",
    ),
    "code-typed-by-hand": (
        CONSOLE,
        f"```python\n1 + 1\n```\n\n{CONSOLE}",
        '40: python is never typed on a page; include it: --8<-- "chapter/page/program.py"',
    ),
    "output-typed-by-hand": (
        CONSOLE,
        f"```text\n2\n```\n\n{CONSOLE}",
        '40: text is never typed on a page; include it: --8<-- "chapter/page/program.out"',
    ),
    "include-outside-of-a-fence": (
        "# ",
        '--8<-- "chapter/one/one.py"\n\n# ',
        "5: an include outside a fence; put it between ```python and ```",
    ),
    "output-away-from-its-program": (
        "```text",
        f"{CONSOLE}\n\n```text",
        "19: chapter/one/one.out is not what the Python block above prints; "
        "put it right below its program",
    ),
    "wrong-title": (
        "snippets/chapter/one/one.py",
        "snippets/one.py",
        "11: title 'snippets/one.py'; the code is from title=\"snippets/chapter/one/one.py\"",
    ),
    "highlighted-line-that-is-not-there": (
        'hl_lines="1"',
        'hl_lines="1-9"',
        "11: hl_lines names line 9 of 1; correct the numbers",
    ),
    "fence-never-closed": (OUTPUT, OUTPUT[:-4], "15: this fence is never closed; end it with ```"),
    "fence-closed-too-far-right": (
        OUTPUT,
        OUTPUT.replace("\n", "\n  "),
        "17: the fence of line 15 begins after 0 spaces; end it after as many",
    ),
    "fence-with-tildes": (CONSOLE, "~~~python\nx = 1\n~~~", f"40: {NOT_RUN}"),
    "fence-in-a-quote": (CONSOLE, "> ```python\n> x = 1\n> ```", f"40: {NOT_RUN}"),
    "fence-in-a-quote-of-one-line": (CONSOLE, "> ```python\nx = 1\n> ```", f"40: {NOT_RUN}"),
    "fence-behind-a-bullet": (CONSOLE, "- ```python\n  x = 1\n  ```", f"40: {NOT_RUN}"),
    "fence-behind-a-number": (CONSOLE, "1. ```python\n   x = 1\n   ```", f"40: {NOT_RUN}"),
    "fence-in-HTML": (CONSOLE, "<div>\n```python\nx = 1\n```\n</div>", f"41: {NOT_SEEN}"),
    "fence-with-backticks-in-its-line": (
        CONSOLE,
        "```python `x`\nx = 1\n```",
        f"40: {NOT_SEEN}",
    ),
    "exempted-block": ("```python", "<!--pytest.mark.skip-->\n```python", f"11: {EXEMPT}"),
    "exempted-block-with-a-reason": (
        "```python",
        '<!--pytest.mark.skip(reason="needs a GPU")-->\n```python',
        f"11: {EXEMPT}",
    ),
    "block-that-may-fail": (
        "```python",
        "<!-- pytest.mark.xfail -->\n```python",
        f"11: {EXEMPT}",
    ),
    "id-twice": (
        CONSOLE,
        f"## Again {{ #title }}\n\n{CONSOLE}",
        "40: id #title is used twice; an id is unique on its page",
    ),
    **{
        f"fence-language-{language}": (
            "```python ",
            f"```{language} ",
            f"11: fence language {language.split()[0]!r}; {LANGUAGES}",
        )
        for language in ("pyhton", "py3", "py", "Python", "{ .python }")
    },
    "fence-without-a-language": (
        "```console",
        "```",
        f"40: fence language ''; {LANGUAGES}",
    ),
}


def both(answer):
    """The answer on either page: the front matter of the Korean one is a line shorter."""
    line, _, message = answer.partition(": ")
    here = f"the fence of line {int(line) - 2} "
    there = f"the fence of line {int(line) - 3} "
    return [f"{EN}:{line}: {message}", f"{KO}:{int(line) - 1}: {message.replace(here, there)}"]


@pytest.mark.parametrize("old, new, answer", MISTAKES.values(), ids=MISTAKES)
def test_is_answered_in_both_languages(example, old, new, answer):
    example.page(old, new)
    example.follow()
    assert example.problems() == both(answer)


@pytest.mark.parametrize(
    "korean, english, line, answer",
    [
        (
            "# 제목",
            "# Title",
            4,
            "heading without id; write `{} {{ #short-english-id }}`, the same in every language",
        ),
        ("제목\n====", "Title\n=====", 5, "underlined heading; write it with # and an id"),
    ],
)
def test_a_heading_without_id(example, korean, english, line, answer):
    example.edit(KO, "# 제목 { #title }", korean)
    example.edit(EN, "# Title { #title }", english)
    example.follow()
    answers = f"{EN}:{line + 1}: {answer.format(english)}", f"{KO}:{line}: {answer.format(korean)}"
    assert example.problems() == list(answers)


@pytest.mark.parametrize("path", [KO, EN])
def test_a_page_not_in_utf8(example, path):
    example.write(path, example.read(path).encode() + "끝\n".encode("cp949"))
    if path == KO:
        example.follow()
    line = 59 if path == EN else 58
    assert example.problems() == [f"{path}:{line}: not UTF-8; save the file as UTF-8"]


def test_a_page_in_utf16_is_told_once(example):
    path = "docs/ko/index.md"
    example.write(path, example.read(path).encode("utf-16"))
    example.follow("index")
    assert example.problems() == [f"{path}:1: not UTF-8; save the file as UTF-8"]


def test_a_fence_that_is_not_extracted_whatever_the_reason(example, monkeypatch):
    extracted = Page._extracted.func

    def without(page):
        return {line: text for line, text in extracted(page).items() if line < 39}

    monkeypatch.setattr(Page, "_extracted", property(without))
    assert example.problems() == [
        f"{path}:{line}: {NOT_SEEN}"
        for path, lines in ((EN, (40, 52, 56)), (KO, (39, 51, 55)))
        for line in lines
    ]


def test_output_that_would_end_its_fence(example):
    example.write("snippets/chapter/one/one.out", "a\n```\nb\n")
    message = "the included text has a line with ```; open and close this fence with ````"
    places = f"{EN}:16", f"{EN}:57", f"{KO}:15", f"{KO}:56"
    assert example.problems() == [f"{place}: {message}" for place in places]
    for before in ("", "    "):
        fence = f'{before}```text\n{before}--8<-- "chapter/one/one.out"\n{before}```'
        example.page(f"\n{fence}", "\n" + fence.replace("```", "````"))
    example.follow()
    assert example.problems() == []


@pytest.mark.parametrize("before", ["- …", '!!! note "…"', "1. …"])
def test_a_fence_in_a_list_or_box_is_right(example, before):
    example.page(CONSOLE, f"{before}\n\n    " + CONSOLE.replace("\n", "\n    "))
    example.follow()
    assert example.problems() == []


@pytest.mark.parametrize(
    "sentence",
    [
        "… ```` ``` ```` … ```` ``` ````.",
        "| ```` ``` ```` … ```` ``` ```` | … |",
        '`<!-- a comment -->`, `$x$`, `--8<-- "a.py"`',
        "… `on the\npython -m book line` …",
    ],
)
def test_code_in_a_sentence_is_right(example, sentence):
    example.page(CONSOLE, f"{sentence}\n\n{CONSOLE}")
    example.follow()
    assert example.problems() == []


def test_the_command_prints_the_problems_and_fails(example, capsys):
    assert command.main(example.root) == 0
    assert capsys.readouterr().out == "No problems found.\n"
    example.edit(EN, "one.py:one", "one.py:two")
    answers = example.problems()
    assert len(answers) == 1
    assert command.main(example.root) == 1
    assert capsys.readouterr().out.splitlines() == answers


def test_the_book_has_no_problems(pytestconfig):
    assert check.problems(Book.read(pytestconfig.rootpath)) == []
