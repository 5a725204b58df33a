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


def test_every_line_with_html_is_told(told):
    assert told("x<br>\ny<br>") == [f"<br>; {NO_HTML}"] * 2


def test_html_that_ends_code_is_told_as_html(told):
    partner = "this backtick has no partner; put code between two"
    found = told("Code `that\n<script>alert(1)</script>` hides.")
    assert found == [partner, f"<script>; {NO_HTML}"]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_that_runs_something_is_told(told, target):
    scheme = target.partition(":")[0]
    ends = "leads to no page; write an address with https, or a page's path"
    assert f"{scheme}: {ends}" in told(f"[a word]({target})")


@pytest.mark.parametrize(
    "typed, name",
    [
        ('{ onclick="x" }', "onclick"),
        ("{: style=a }", "style"),
        ("{ #a target=_blank }", "target"),
        ("{ .red }", ".red"),
    ],
)
def test_an_attribute_is_told(told, typed, name):
    says = f"attribute {name!r}; delete it, a page has ids and links alone"
    assert says in told(f"[the start](../index.md){typed}")


def test_the_classes_that_pages_use_are_right(example):
    button = "{ .md-button .md-button--primary }"
    example.edit(KO, "[처음](../index.md#home)", f"[처음](../index.md#home){button}")
    example.edit(EN, "[the start](../index.md#home)", f"[the start](../index.md#home){button}")
    example.follow()
    assert example.problems() == []


def test_a_target_apart_from_its_link_is_told(told):
    apart = "the target of a link, apart from its text; write [text](target)"
    assert told("[1]: https://example.com") == [apart]


@pytest.mark.parametrize("description", ["A <b>", "'A \"b\"'"])
def test_html_in_a_description_is_told(example, description):
    example.edit(EN, "A description.", description)
    sign = "<" if "<" in description else '"'
    says = f"{sign} in the description, which is HTML; write it without"
    assert example.problems() == [f"{EN}:2: {says}"]


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
        ("Two words", "'Two words' is not translated; translate it"),
        ("## Heading { #heading }", "'Heading' is not translated; translate it"),
        ("| Name |\n| --- |", "'Name' is not translated; translate it"),
        ('!!! note "Note"\n\n    글입니다.', "'Note' is not translated; translate it"),
        (
            "![A figure.](../assets/figures/one.svg)",
            "'A figure.' is not translated; translate it",
        ),
        ("글입니다. Words of `code`. 글입니다.", "'Words of ….' is not translated; translate it"),
        ("글과 [two words](#part)입니다.", "'two words' is not translated; translate it"),
        ("물론입니다! 시작합니다.", f"'물론입니다!' is {ASSISTANT}"),
        ("아래는 번역문입니다.", f"'아래는 번역' is {ASSISTANT}"),
        ("요청하신 문서입니다.", f"'요청하신' is {ASSISTANT}"),
    ],
)
def test_what_is_left_over_is_told_on_a_korean_page(told, text, message):
    assert [each for each in told(text, KO) if "make translated" not in each] == [message]


@pytest.mark.parametrize(
    "text", ["macOS", "글에 scikit-learn, Matplotlib만", "『A Book of It』입니다."]
)
def test_a_name_and_what_is_quoted_stay_as_they_are(told, text):
    assert told(text, KO) == []


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
        ("It costs $5-$6.", "$5-$ is read as a formula; write \\$ for a dollar"),
        ("It costs $5 and$ more.", "$5 and$ is read as a formula; write \\$ for a dollar"),
        ("It is $길이$.", "'길이' in a formula; write \\text{길이}"),
    ],
)
def test_what_is_no_formula_is_told(told, text, message):
    assert message in told(text)


@pytest.mark.parametrize("text", ["here", "click here", "This", "link", "read more"])
def test_a_link_whose_text_says_nothing_is_told(told, text):
    says = f"link text {text!r}; say where it leads, for it is read out alone"
    assert says in told(f"[{text}](../index.md)")


def test_a_bold_link_whose_text_says_nothing_is_told(told):
    says = "link text 'here'; say where it leads, for it is read out alone"
    assert told("See [**here**](#part).") == [says]


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


def test_a_fence_without_an_empty_line_above_is_told(example):
    example.page("\n\n```console", "\n```console")
    example.follow()
    says = "no empty line above this fence; add one"
    assert example.problems() == [f"{EN}:39: {says}", f"{KO}:38: {says}"]


@pytest.mark.parametrize("code", ["`‘a’`", "`“a”`"])
def test_a_curly_quotation_mark_in_code_is_told(example, code):
    example.page("`a` |", f"{code} |")
    example.follow()
    says = f"quotation mark {code[1]} in code; write ' or \""
    assert example.problems() == [f"{EN}:26: {says}", f"{KO}:25: {says}"]


@pytest.mark.parametrize("quoted", ["'call'", "“call”", "‘call()’", '"call"'])
def test_a_word_in_quotation_marks_instead_of_backticks_is_told(told, quoted):
    mend = f"write `{quoted[1:-1]}` if it is code, else no quotation marks"
    assert told(f"It is {quoted}.") == [f"{quoted}; {mend}"]


def test_lines_that_no_part_of_an_output_shows_are_told_in_the_part_that_should(example):
    out = "chapter/one/one.out"
    example.write(f"snippets/{out}", "1\n2\n3\n")
    example.page(f'"{out}"', f'"{out}:1:2"')
    example.page(f'"{out}"', f'"{out}:3:"')
    example.follow()
    assert example.problems() == []
    example.edit(EN, f"{out}:1:2", f"{out}:1:1")
    says = f"no block shows line 2 of snippets/{out}; show every line of it"
    assert example.problems() == [f"{EN}:16: {says}"]
    example.edit(KO, f"{out}:1:2", f"{out}:1:1")
    example.follow()
    found = [each for each in example.problems() if says in each]
    assert found == example.problems() == [f"{EN}:57: {says}", f"{KO}:56: {says}"]


def test_where_the_last_part_of_an_output_ends_is_the_choice_of_the_page(example):
    out = "chapter/one/one.out"
    example.write(f"snippets/{out}", "1\n2\n3\n")
    for _ in range(2):
        example.page(f'"{out}"', f'"{out}:1:2"')
    example.follow()
    assert example.problems() == []


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
