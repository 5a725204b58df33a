"""Current, stale or missing is told from what the pages say; where it cannot be told, why."""

import re

import pytest

from book.commands import status
from book.translate import translations, versions

KO, EN = "docs/ko/chapter/one.md", "docs/en/chapter/one.md"
NEW = "\n## New { #new }\n\nMore.\n"


def source_of(text):
    return re.search(r"^source: (\w+)$", text, re.MULTILINE)[1]


def test_the_source_is_named_by_the_blob_id_that_git_gives_it(repository):
    assert source_of(repository.read(EN)) == repository.git("hash-object", KO)
    assert repository.translation().state == "current"


def test_a_checkout_with_windows_line_ends_has_the_same_blob_id(example):
    data = example.read(KO).encode()
    assert versions.blob(data.replace(b"\n", b"\r\n")) == versions.blob(data)


def test_a_changed_sentence_is_shown_as_it_is_typed_with_both_files_and_lines(repository):
    repository.edit(KO, "[처음](../index.md#home)과", "먼저 [처음](../index.md#home)과")
    assert repository.translation().state == "stale"
    assert repository.told() == [
        f"{EN}:5: follow {KO}:4 제목",
        "    # 제목 { #title }",
        "  - [처음](../index.md#home)과 [절](#part)을 보세요.",
        "  + 먼저 [처음](../index.md#home)과 [절](#part)을 보세요.",
        "    $x$는 수입니다.",
        "",
        f"When {EN} says the same, run `make translated PAGE=chapter/one LANG=en`.",
    ]
    repository.translated()
    assert repository.told() == [f"{EN} says what {KO} says."]


@pytest.mark.parametrize(
    "old, new",
    [
        ("다른 문장입니다.", "또 다른 문장입니다."),
        ("| `a` | 하나 |", "| `a` | 열하나 |"),
        ("| `b` | 둘 |\n", "| `b` | 둘 |\n| `c` | 셋 |\n"),
        ("## 절 {", "## 새 절 {"),
        ("그림입니다.]", "새 그림입니다.]"),
        ("[처음]", "[맨 처음]"),
        ('"풀이"', '"정답"'),
        ("설명입니다.", "새 설명입니다."),
        ("    - 글\n", "    - 글\n    - 글\n"),
        ("푸세요.", "푸세요. <b>굵게</b>"),
        ("푸세요.", "푸세요.\n\n<div>\n굵게\n</div>"),
    ],
)
def test_a_change_of_what_is_read_makes_the_translation_stale(repository, old, new):
    repository.edit(KO, old, new)
    assert repository.translation().state == "stale"
    assert repository.translation().changes[0].diff != []


@pytest.mark.parametrize(
    "path, old, new",
    [
        ("snippets/chapter/one/one.py", "print(1)", "print(2 - 1)"),
        ("snippets/chapter/one/one.out", "1", "2"),
        (KO, "one.py:one", "one.py"),
        (KO, ' hl_lines="1"', ""),
        (KO, '```text\n--8<-- "chapter/one/one.out"\n```\n\n', ""),
        (KO, "{ #part }", "{ #section }"),
        (KO, " { #part }", ""),
        (KO, "{ #part }", "{ #exercise }"),
        (KO, "## 절", "### 절"),
        (KO, "../index.md#home", "../index.md"),
        (KO, "[처음](../index.md#home)", "처음"),
        (KO, "(#part)", "(#part){ .md-button }"),
        (KO, "figures/one.svg", "figures/two.svg"),
        (KO, "$x$", "$y + 1$"),
        (KO, "$x$", ""),
        (KO, "x^2", "x^3"),
        (KO, "푸세요.", "푸세요.\n\n$$\nz\n$$\n\n$z$"),
        (KO, "`a`입니다.", "`b`입니다."),
        (KO, "??? success", "!!! note"),
        (KO, "**굵은**", "굵은"),
        (KO, "푸세요.", "푸세요. <!-- 나중에 -->"),
        (KO, "문단의\n다른", "문단의 다른"),
        (KO, "\n\n## 절", "\n\n\n## 절"),
        (KO, "| --- | --- |", "|:---|---:|"),
    ],
)
def test_a_change_of_anything_else_makes_nothing_stale(repository, path, old, new):
    repository.edit(path, old, new)
    translation = repository.translation()
    assert (versions.blob(translation.source.data) == source_of(repository.read(EN))) == (
        path != KO
    )
    assert (translation.state, translation.changes) == ("current", [])


@pytest.mark.parametrize(
    "old, new, changed",
    [
        ("설명입니다.", "새 설명입니다.", [("", "")]),
        ("# 제목", "# 이름", [("이름", "title")]),
        ("한 문단의\n다른", "한 문단의\n또 다른", [("절", "part")]),
        ("푸세요.\n", f"푸세요.\n{NEW}", [("연습 문제", "exercise"), ("New", "new")]),
        ("## 연습 문제 { #exercise }\n", "", [("절", "part"), ("연습 문제", "exercise")]),
        ("문제 { #exercise }\n\n", "문제 { #practice }\n\n잘 ", [("연습 문제", "practice")]),
        ("# 제목 { #title }", "# 이름 { #name }", [("이름", "name"), ("제목", "title")]),
    ],
)
def test_what_changed_is_named_by_its_section(repository, old, new, changed):
    repository.edit(KO, old, new)
    changes = repository.translation().changes
    assert [(change.title, change.id) for change in changes] == changed


def test_a_section_that_is_gone_is_named_by_what_it_was(repository):
    repository.edit(KO, "## 절 { #part }\n\n문장입니다. 한 문단의\n다른 문장입니다.\n", "")
    _, gone = repository.translation().changes
    assert (gone.line, gone.title, gone.id, gone.after) == (1, "절", "part", None)
    assert gone.diff == [
        "- ## 절 { #part }",
        "- 문장입니다.",
        "- 한 문단의 다른 문장입니다.",
        "- | 이름 | 뜻 |",
        "- | `a` | 하나 |",
        "- | `b` | 둘 |",
        '- !!! note "알림"',
        "- **굵은** 글입니다.",
        "- - 글",
        "- - 글",
    ]


def test_a_new_section_is_shown_as_a_whole(repository):
    repository.edit(KO, "## 연습 문제", f"{NEW}\n## 연습 문제".lstrip("\n"))
    [new] = repository.translation().changes
    assert (new.line, new.title, new.id, new.before) == (43, "New", "new", None)
    assert new.diff == ["+ ## New { #new }", "+ More."]


def test_in_a_changed_section_what_is_no_prose_is_not_shown_as_changed(repository):
    repository.edit(KO, "$x$는 수입니다.", "$y$는 수입니다.")
    repository.edit(KO, "그림입니다.", "새 그림입니다.")
    [change] = repository.translation().changes
    assert change.diff == [
        "  $y$는 수입니다.",
        "- ![그림입니다.](../assets/figures/one.svg)",
        "+ ![새 그림입니다.](../assets/figures/one.svg)",
    ]


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("하나. 둘? 셋!", ["하나.", "둘?", "셋!"]),
        ("`a. b`는 [하나. 둘](x.md). 셋", ["`a. b`는 [하나. 둘](x.md).", "셋"]),
        ("$a. b$, ![하나.\n둘](x.svg)", ["$a. b$, ![하나. 둘](x.svg)"]),
        ('??? note "하나. 둘"\n\n    셋.', ['??? note "하나.', '둘"', "셋."]),
        (
            '??? note "하나"\n\n    ??? tip "둘"\n\n        ??? tip "셋"\n\n            넷',
            ['??? note "하나"', '??? tip "둘"', '??? tip "셋"', "넷"],
        ),
        ("| 하나. 둘 |\n| --- |\n| 셋? 넷 |", ["| 하나. 둘 |", "| 셋? 넷 |"]),
        ("하나.\n<!-- 둘.\n\n셋. -->\n넷.", ["하나.", "넷."]),
    ],
)
def test_a_sentence_ends_neither_in_code_nor_in_a_link_a_formula_or_a_table(
    repository, text, sentences
):
    repository.edit(KO, "푸세요.", text)
    [change] = repository.translation().changes
    shown = [line[2:] for line in change.diff if line[0] == "+"]
    assert shown == sentences


def test_a_stale_page_may_lack_what_its_source_has_got_until_it_is_said_to_follow(repository):
    repository.edit(KO, "푸세요.\n", "푸세요.\n\n## 새 절 { #new }\n\n더 있습니다.\n")
    assert repository.problems() == []
    repository.translated()
    assert repository.problems() == [
        f"{EN}:44: below this line, heading `## #new` of {KO}:47 is missing; copy it from there"
    ]


def test_the_first_commit_that_is_not_followed_is_one_that_changed_prose(repository):
    repository.commit("Begin")
    repository.edit(KO, "설명입니다.", "새 설명입니다.")
    repository.translated()
    repository.commit("Say it better, in both languages")
    repository.edit(KO, "one.py:one", "one.py")
    repository.edit(KO, "{ #part }", "{ #section }")
    repository.commit("Show all of the program")
    repository.edit(KO, "푸세요.", "잘 푸세요.")
    first = repository.commit("Say how")
    page = repository.read(KO)
    (repository.root / KO).unlink()
    repository.commit("Delete the page")
    repository.write(KO, page)
    repository.edit(KO, "문장입니다.", "새 문장입니다.")
    repository.commit("Say more")
    assert repository.translation().since == (first, "Say how")


def test_a_change_that_is_not_committed_has_no_commit(repository):
    repository.commit("Begin")
    repository.edit(KO, "푸세요.", "잘 푸세요.")
    assert repository.translation().since is None


def test_a_missing_page_is_told_with_where_it_belongs(repository):
    (repository.root / EN).unlink()
    assert repository.translation().state == "missing"
    assert repository.told() == [
        f"{EN} is not there. Copy {KO}, or another language's page, to it, translate it, "
        "and run `make translated PAGE=chapter/one LANG=en`."
    ]


def test_a_draft_is_not_served_and_its_headings_are_not_compared(repository):
    repository.edit(EN, source_of(repository.read(EN)), "draft")
    repository.edit(EN, "## Section { #part }\n", "")
    translation = repository.translation()
    assert (translation.state, translation.served) == ("draft", False)
    assert repository.told() == [
        f"{EN} is a draft, which readers do not see. When it is translated, "
        "run `make translated PAGE=chapter/one LANG=en`."
    ]
    assert repository.problems() == []


def test_a_shallow_clone_gets_a_clear_message_and_no_wrong_answer(
    repository, git, tmp_path_factory
):
    repository.commit("Begin")
    repository.edit(KO, "푸세요.", "잘 푸세요.")
    repository.commit("Say how")
    named = source_of(repository.read(EN))[:7]
    folder = tmp_path_factory.mktemp("shallow")
    git(folder, "clone", "--quiet", "--depth", "1", f"file://{repository.root}", "book")
    repository.example.root = folder / "book"
    answer = (
        f"{EN}:3: source {named} is not in this clone, which is shallow; "
        f"run `git fetch --unshallow`; if the page says what {KO} says today, "
        "`make translated PAGE=chapter/one LANG=en`"
    )
    assert repository.translation().state == "unknown"
    assert repository.problems() == repository.told() == [answer]
    repository.git("fetch", "--quiet", "--unshallow")
    assert repository.translation().state == "stale"


@pytest.mark.parametrize(
    "git, why",
    [
        (True, "is in no commit of this repository"),
        (
            False,
            "cannot be looked up, because this folder is no git repository; "
            "clone the project with git",
        ),
    ],
)
def test_a_source_that_is_not_found_is_answered_with_why_and_what_to_do(example, request, git, why):
    if git:
        request.getfixturevalue("repository")
    example.edit(EN, source_of(example.read(EN)), "0123456789" * 4)
    assert example.problems() == [
        f"{EN}:3: source 0123456 {why}; if the page says what {KO} says today, "
        "`make translated PAGE=chapter/one LANG=en`"
    ]


def test_a_source_copied_from_another_page_is_found(repository):
    other = versions.blob(repository.read("docs/ko/index.md").encode())
    repository.edit(EN, source_of(repository.read(EN)), other)
    assert repository.problems() == [
        f"{EN}:3: source names docs/ko/index.md, not {KO}; "
        "when the page is translated, `make translated PAGE=chapter/one LANG=en`"
    ]


def test_a_page_may_be_written_in_another_language_first(repository):
    page = repository.read(EN)
    korean = repository.read(KO)
    repository.write("docs/en/chapter/two.md", re.sub("source: .*", "original: true", page))
    two = repository.translation("chapter/two")
    assert (two.language.code, two.source_language.code, two.state) == ("ko", "en", "missing")
    repository.write("docs/ko/chapter/two.md", korean)
    repository.translated("chapter/two", "ko")
    assert repository.translation("chapter/two").state == "current"
    assert repository.problems() == []
    repository.commit("Write a page in English first")
    repository.edit("docs/en/chapter/two.md", "Solve it.", "Solve it well.")
    two = repository.translation("chapter/two")
    assert (two.state, two.path) == ("stale", "docs/ko/chapter/two.md")


def test_two_languages_cannot_both_be_first(repository):
    for path in (KO, EN):
        repository.edit(path, "description: ", "original: true\ndescription: ")
    repository.edit(EN, f"source: {source_of(repository.read(EN))}\n", "")
    assert repository.problems() == [
        f"{EN}:1: two languages say that they wrote chapter/one first; "
        f"keep `original: true` in {KO} alone"
    ]


@pytest.mark.parametrize(
    "name, advice", [("chapter/onne", "did you mean chapter/one? If"), ("eins", "if")]
)
def test_a_page_that_translates_nothing_is_told_with_the_page_that_was_perhaps_meant(
    example, name, advice
):
    example.write(f"docs/en/{name}.md", example.read(EN))
    assert [str(problem) for problem in translations.strays(example.book)] == [
        f"docs/en/{name}.md:1: docs/ko/ has no such page; {advice} "
        "this one was written first, its front matter says `original: true`"
    ]


def test_a_copy_is_called_current_by_no_command(repository):
    """`make status` looked at the source id first, and called a page current that is a copy."""
    named = source_of(repository.read(EN))
    copy = repository.read(KO).replace("설명입니다.\n", f"설명입니다.\nsource: {named}\n")
    repository.write(EN, copy)
    answer = (
        f"{EN}:1: says word for word what {KO} says; "
        "translate it, or write `source: draft` until it is"
    )
    assert repository.translation().state == "unknown"
    assert repository.problems() == repository.told() == [answer]


@pytest.mark.parametrize(
    "path, old, new, answer",
    [
        (
            EN,
            "$ make check\n```",
            "$ make check",
            "40: this fence is never closed; end it with ```",
        ),
        (
            KO,
            "$ make check\n```",
            "$ make check",
            "39: this fence is never closed; end it with ```",
        ),
        (EN, "description: ", "description:", "2: after 'description' write : and a space"),
        (
            EN,
            "source: ",
            "source: a",
            "3: source 'a{}' is no version of a page; let `make translated` write it",
        ),
    ],
)
def test_a_page_is_not_called_current_while_it_or_its_source_cannot_be_read(
    repository, path, old, new, answer
):
    named = source_of(repository.read(EN))
    repository.edit(path, old, new)
    assert repository.translation().state == "unknown"
    assert repository.problems() == repository.told() == [f"{path}:{answer.format(named)}"]


@pytest.mark.parametrize(
    "slug, language, message",
    [
        (
            "chapter/oen",
            "",
            "PAGE=chapter/oen: no such page to translate; did you mean PAGE=chapter/one?",
        ),
        ("한국", "", "PAGE=한국: no such page to translate; did you mean PAGE=index?"),
        (
            "",
            "fr",
            "LANG=fr: no such language; there is en. `make language LANG=fr NAME=...` begins one.",
        ),
        (
            "",
            "ko",
            "LANG=ko: the other languages follow this one; there is nothing to translate into it.",
        ),
    ],
)
def test_a_page_or_language_that_is_not_there_is_answered_with_one_that_is(
    example, slug, language, message
):
    with pytest.raises(SystemExit) as exit:
        status.main(example.root, slug, language)
    assert exit.value.code == message


def test_the_overview_counts_pages_and_shares_and_what_asks_for_work_stands_last(
    repository, capsys
):
    for name in ("two", "three"):
        repository.write(f"docs/ko/chapter/{name}.md", repository.read(KO) + name)
    repository.edit(KO, "푸세요.", "잘 푸세요.")
    assert status.main(repository.root) == 0
    assert capsys.readouterr().out.splitlines() == [
        "en  current  index",
        "en  missing  chapter/three",
        "en  missing  chapter/two",
        "en  stale    chapter/one",
        "English: 2 of 4 pages translated (50 %), 1 stale",
    ]


def test_the_overview_says_why_a_state_is_unknown(repository, capsys):
    named = source_of(repository.read(EN))
    repository.edit(EN, f"source: {named}\n", "")
    repository.edit("docs/en/index.md", "description: ", "description:")
    assert status.main(repository.root) == 1
    assert capsys.readouterr().out.splitlines() == [
        "en  unknown  index",
        "en  unknown  chapter/one",
        "English: 2 of 2 pages translated (100 %), 0 stale",
        "docs/en/index.md:2: after 'description' write : and a space",
        f"{EN}:1: front matter names no source; when the page says what {KO} says, "
        "`make translated PAGE=chapter/one LANG=en`",
    ]
