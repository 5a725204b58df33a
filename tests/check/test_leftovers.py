"""What a translation, a tool or a paste leaves on a page is told, and what is right is not."""

import pytest

EN, KO = "docs/en/chapter/one.md", "docs/ko/chapter/one.md"
NO_HTML = "no page has HTML, so write Markdown, or put a name between backticks"
ASSISTANT = "a remark of an assistant; delete it"


@pytest.fixture
def told(example):
    """The problems of a page with a sentence more, without the path, line by line."""

    def problems(text, path=EN):
        sign = "A sentence. Another\n" if path == EN else "문장입니다. 한 문단의\n"
        example.edit(path, sign, f"{text}\n\n{sign}")
        found = [each for each in example.problems() if each.startswith(path)]
        return [each.split(": ", 1)[1] for each in found]

    return problems


@pytest.mark.parametrize(
    "text, message",
    [
        ("a<br>b", f"<br>; {NO_HTML}"),
        ("<script>alert(1)</script>", f"<script>; {NO_HTML}"),
        ('<div class="a">\ntext\n</div>', f"<div>; {NO_HTML}"),
        ('<img src="x" onerror="y">', f"<img>; {NO_HTML}"),
        ("A List<int> is one.", f"<int>; {NO_HTML}"),
        ("Write <name> here.", f"<name>; {NO_HTML}"),
        ("<!-- later -->", "<!-- later -->: no page has comments; delete it"),
        ("text <!-- TODO -->", "<!-- TODO -->: no page has comments; delete it"),
    ],
)
def test_html_and_comments_are_told(told, text, message):
    assert told(text) == [message]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_that_runs_something_is_told(told, target):
    scheme = target.partition(":")[0]
    ends = "leads to no page; write an address with https, or a page's path"
    assert f"{scheme}: {ends}" in told(f"[a word]({target})")


def test_an_attribute_that_runs_something_is_told(told):
    assert "attribute 'onclick'; delete it, a page has ids and links alone" in told(
        '[a word](../index.md){ onclick="x" }'
    )


@pytest.mark.parametrize(
    "text, message",
    [
        ("TODO: more.", "'TODO' is a note to oneself; do it, or delete it"),
        ("Here is the translation of it.", f"'Here is the translat' is {ASSISTANT}"),
        ("Sure! It follows.", f"'Sure!' is {ASSISTANT}"),
        (
            "It is so :contentReference[x].",
            "':contentReference[' is a mark of an assistant; delete it",
        ),
        ("한국어입니다.", "'한국어입니다' is in another language (ko); translate it"),
    ],
)
def test_what_is_left_over_is_told_on_an_english_page(told, text, message):
    assert told(text) == [message]


@pytest.mark.parametrize(
    "text, message",
    [
        (
            "This sentence was left as it is.",
            "'This sentence was left as …' is not translated; translate it",
        ),
        ("물론입니다! 시작합니다.", f"'물론입니다!' is {ASSISTANT}"),
        ("요청하신 문서입니다.", f"'요청하신' is {ASSISTANT}"),
    ],
)
def test_what_is_left_over_is_told_on_a_korean_page(told, text, message):
    assert told(text, KO) == [message]


def test_a_description_in_another_language_is_told(example):
    example.edit(EN, "description: A description.", "description: 설명입니다.")
    found = "'설명입니다' is in another language (ko); translate it"
    assert example.problems() == [f"{EN}:2: {found}"]


@pytest.mark.parametrize(
    "text, message",
    [
        (
            "It is $x.",
            "this $ has no partner; put a formula between two, or write \\$ for a dollar",
        ),
        ("It is \\(x\\).", "\\( begins no formula; write $"),
        ("It is \\[x\\].", "\\[ begins no formula; write $$ on a line of its own"),
        ("It costs $5 and$ more.", "$5 and$ is read as a formula; write \\$ for a dollar"),
        ("It is $길이$.", "'길이' in a formula; write \\text{길이}"),
    ],
)
def test_what_is_no_formula_is_told(told, text, message):
    assert message in told(text)


@pytest.mark.parametrize("text", ["here", "click here", "This", "link"])
def test_a_link_whose_text_says_nothing_is_told(told, text):
    says = f"link text {text!r}; say where it leads, for it is read out alone"
    assert says in told(f"[{text}](../index.md)")


def test_a_link_to_the_file_of_a_page_is_told(told):
    target = "https://github.com/example/book/blob/main/docs/en/chapter/one.md"
    says = f"{target} shows the file; link to the page, such as ../index.md"
    assert says in told(f"[the page]({target})")


def test_a_second_title_is_told(told):
    says = "a second title; a page has one heading with #, the others have ## or more"
    assert told("# Again { #again }") == [says]


def test_a_fence_that_begins_after_one_space_is_told(example):
    for path in (EN, KO):
        old = '```text\n--8<-- "chapter/one/one.out"\n```\n\n## '
        example.edit(path, old, ' ```text\n --8<-- "chapter/one/one.out"\n ```\n\n## ')
    example.follow()
    start = "begin it at the start of the line, or after 4 spaces in a box or list"
    assert {each.split(": ", 1)[1] for each in example.problems()} == {
        f"1 spaces before the fence; {start}"
    }


def test_a_list_that_lost_an_item_or_became_a_paragraph_is_told(example):
    example.edit(EN, "    - text\n    - text\n", "    - text text\n")
    [problem] = example.problems()
    assert problem.split(": ", 1)[1].startswith("list (items 1), but docs/ko/chapter/one.md:")
    example.edit(EN, "    - text text\n", "    text text\n")
    [problem] = example.problems()
    assert "list (items 2) of docs/ko/chapter/one.md" in problem


def test_a_page_twice_in_the_nav_and_one_that_no_home_page_leads_to_are_told(example):
    example.edit("mkdocs.yml", "chapter/one.md]", "chapter/one.md, chapter/one.md]")
    assert example.problems() == ["mkdocs.yml:4: chapter/one.md is twice in the nav; keep one"]
    example.edit("mkdocs.yml", ", chapter/one.md]", "]")
    for language in ("ko", "en"):
        example.edit(f"docs/{language}/index.md", "](chapter/one.md#part)", "](#home)")
    example.follow("index")
    message = "leads to no chapter/one.md, which is in the nav; add it to the contents"
    assert example.problems() == [f"docs/{code}/index.md:1: {message}" for code in ("en", "ko")]
