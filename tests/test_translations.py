"""What is current, stale or missing is told from the content of the pages, and a clear message comes where it cannot be told."""

import re
import subprocess
from urllib.parse import urljoin

import check
import languages
import pytest
import status
import translated
import translations
import versions
from bs4 import BeautifulSoup
from check import ROOT
from test_commands import copy, edit, make
from test_mistakes import Book

KO, EN = "docs/ko/chapter/one.md", "docs/en/chapter/one.md"
TEXT = """
A sentence. Another
sentence of one paragraph.

## Why { #why }

Because.
"""


def git(folder, *arguments):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder, message):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")[:7]


class Translated(Book):
    """A book in a git repository, whose English page follows the Korean one."""

    def __init__(self, root):
        super().__init__(root)
        for path in (KO, EN):
            self.write(path, (root / path).read_text(encoding="utf-8") + TEXT)
        git(root, "init", "--quiet")
        translated.main(root, "chapter/one", "en")
        commit(root, "Begin")

    @property
    def translation(self):
        [found] = translations.read(self.root, check.read_book(self.root))
        return found

    def told(self, page="chapter/one"):
        return [line for each in status.select(self.root, page) for line in status.details(each)]


@pytest.fixture
def book(tmp_path):
    return Translated(tmp_path)


def test_the_source_is_named_by_the_blob_id_that_git_gives_it(book):
    named = re.search(r"^source: (\w+)$", (book.root / EN).read_text(encoding="utf-8"), re.M)[1]
    assert named == git(book.root, "hash-object", KO)
    assert book.translation.state == "current" and list(check.problems(book.root)) == []


def test_a_checkout_with_windows_line_ends_has_the_same_blob_id(book):
    before = versions.blob(book.root / KO)
    book.write(KO, (book.root / KO).read_bytes().replace(b"\n", b"\r\n"))
    assert versions.blob(book.root / KO) == before


def test_a_changed_sentence_makes_the_translation_stale_and_is_shown_with_both_files_and_lines(book):
    book.edit(KO, "Because.", "Because it is.")
    assert book.translation.state == "stale"
    assert book.told() == [
        f"{EN}:18: follow {KO}:18 Why",
        "    ## Why { #why }",
        "  - Because.",
        "  + Because it is.",
        "",
        f"When {EN} says the same, run `make translated PAGE=chapter/one LANG=en`.",
    ]
    translated.main(book.root, "chapter/one", "en")
    assert book.translation.state == "current"


@pytest.mark.parametrize(
    "path, old, new",
    [
        ("snippets/chapter/one/one.py", "print(1)", "print(2 - 1)"),
        ("snippets/chapter/one/one.out", "1", "2"),
        (KO, "one.py:one", "one.py"),
        (KO, 'one.py"\n', 'one.py" hl_lines="1"\n'),
        (KO, "Another\nsentence", "Another sentence"),
        (KO, "\n\n## Why", "\n\n\n## Why"),
    ],
)
def test_a_change_of_code_includes_outputs_or_line_breaks_alone_makes_nothing_stale(book, path, old, new):
    book.edit(path, old, new)
    assert (versions.blob(book.root / KO) == book.translation.page.text.meta["source"]) == (path != KO)
    assert book.translation.state == "current"


@pytest.mark.parametrize(
    "old, new, title, id",
    [
        ("A page.", "Another page.", "", ""),
        ("# Title", "# Name", "Name", "title"),
        ("Another\nsentence", "A further\nsentence", "Title", "title"),
        ("Because.\n", "Because.\n\n## New { #new }\n\nMore.\n", "New", "new"),
        ("## Why { #why }\n\nBecause.\n", "", "Why", "why"),
    ],
)
def test_what_changed_is_named_by_its_section(book, old, new, title, id):
    book.edit(KO, old, new)
    assert [change[1:3] for change in book.translation.changes] == [(title, id)]


def test_a_stale_page_may_lack_what_its_source_has_got_since_but_not_once_it_is_said_to_follow(book):
    book.edit(KO, "Because.\n", "Because.\n\n## New { #new }\n\nMore.\n")
    assert list(check.problems(book.root)) == []
    translated.main(book.root, "chapter/one", "en")
    [answer] = check.problems(book.root)
    assert answer.startswith(f"{EN}:") and "heading `## #new`" in answer and f"{KO}:22" in answer


def test_the_first_commit_that_is_not_followed_is_one_that_changed_prose(book):
    book.edit(KO, "A page.", "One page.")
    translated.main(book.root, "chapter/one", "en")
    commit(book.root, "Say it better, in both languages")
    book.edit(KO, "one.py:one", "one.py")
    commit(book.root, "Show all of the program")
    book.edit(KO, "Because.", "Because it is.")
    first = commit(book.root, "Say why")
    book.edit(KO, "A sentence.", "Some sentence.")
    commit(book.root, "Say more")
    assert book.translation.since == (first, "Say why")


def test_a_change_that_is_not_committed_has_no_commit(book):
    book.edit(KO, "Because.", "Because it is.")
    assert book.translation.since is None


def test_a_missing_page_is_told_with_where_it_belongs(book):
    (book.root / EN).unlink()
    assert book.translation.state == "missing"
    assert book.told() == [
        f"{EN} is not there. Copy {KO}, or another language's page, to it, translate it, and run `make translated PAGE=chapter/one LANG=en`."
    ]
    assert list(check.problems(book.root)) == []


def test_a_draft_is_not_served_and_its_headings_are_not_compared(book):
    book.edit(EN, re.search("source: .*", (book.root / EN).read_text(encoding="utf-8"))[0], "source: draft")
    book.edit(EN, "## Why { #why }\n", "")
    assert (book.translation.state, book.translation.served) == ("draft", False)
    assert list(check.problems(book.root)) == []


def test_a_shallow_clone_gets_a_clear_message_and_no_wrong_answer(book, tmp_path_factory):
    book.edit(KO, "Because.", "Because it is.")
    commit(book.root, "Say why")
    folder = tmp_path_factory.mktemp("shallow")
    git(folder, "clone", "--quiet", "--depth", "1", f"file://{book.root}", "book")
    [answer] = check.problems(folder / "book")
    assert re.fullmatch(rf"{EN}:3: source \w{{7}} is not in this clone, which is shallow; run `git fetch --unshallow`; if .*", answer)
    book.root = folder / "book"
    assert book.translation.state == "unknown" and book.told() == [answer]
    git(book.root, "fetch", "--quiet", "--unshallow")
    assert book.translation.state == "stale"


def test_a_source_in_no_commit_gets_a_clear_message(book):
    named = book.translation.page.text.meta["source"]
    book.edit(EN, named, "0123456789" * 4)
    assert list(check.problems(book.root)) == [
        f"{EN}:3: source 0123456 is in no commit of this repository; "
        f"if the page says what {KO} says today, `make translated PAGE=chapter/one LANG=en`"
    ]


def test_a_folder_without_git_gets_a_clear_message(tmp_path):
    book = Book(tmp_path)
    book.edit(EN, "source: draft", "source: " + "0123456789" * 4)
    [answer] = check.problems(book.root)
    assert f"{EN}:3: source 0123456 cannot be looked up, because this folder is no git repository; clone the project with git; if " in answer


def test_a_source_copied_from_another_page_is_found(book):
    book.write("docs/ko/chapter/two.md", (book.root / KO).read_text(encoding="utf-8").replace("A sentence", "Some sentence"))
    other = versions.blob(book.root / "docs/ko/chapter/two.md")
    book.edit(EN, re.search("source: .*", (book.root / EN).read_text(encoding="utf-8"))[0], f"source: {other}")
    assert list(check.problems(book.root)) == [
        f"{EN}:3: source names docs/ko/chapter/two.md, not {KO}; when the page is translated, `make translated PAGE=chapter/one LANG=en`"
    ]


def test_a_page_may_be_written_in_another_language_first(book):
    page = (book.root / EN).read_text(encoding="utf-8")
    book.write("docs/en/chapter/two.md", re.sub("source: .*", "original: true", page))
    [two] = status.select(book.root, "chapter/two")
    assert (two.language.code, two.source_language.code, two.state) == ("ko", "en", "missing")
    book.write("docs/ko/chapter/two.md", page.replace("Because.", "그래서입니다."))
    translated.main(book.root, "chapter/two", "ko")
    [two] = status.select(book.root, "chapter/two")
    assert two.state == "current" and list(check.problems(book.root)) == []
    commit(book.root, "Write a page in English first")
    book.edit("docs/en/chapter/two.md", "Because.", "Because it is.")
    [two] = status.select(book.root, "chapter/two")
    assert (two.state, two.path) == ("stale", "docs/ko/chapter/two.md")


def test_two_languages_cannot_both_be_first(book):
    for path in (KO, EN):
        book.edit(path, "description: ", "original: true\ndescription: ")
    book.edit(EN, re.search("source: .*\n", (book.root / EN).read_text(encoding="utf-8"))[0], "")
    assert list(check.problems(book.root)) == [
        f"{EN}:1: two languages say that they wrote chapter/one first; keep `original: true` in {KO} alone"
    ]


@pytest.mark.parametrize("old", ["source: draft\n", "", None])
def test_to_record_a_source_changes_the_front_matter_alone(book, old):
    page = (book.root / EN).read_text(encoding="utf-8")
    line = re.search("source: .*\n", page)[0]
    without = page.partition("---\n# Title")[2] if old is None else page.replace(line, old)
    book.write(EN, without)
    translated.main(book.root, "chapter/one", "en")
    after = (book.root / EN).read_text(encoding="utf-8")
    assert after.replace(line, "") == without.replace("source: draft\n", "") if old is not None else after == f"---\n{line}---\n{without}"


def test_to_record_a_page_that_is_not_there_writes_nothing_and_says_what_to_do(book):
    (book.root / EN).unlink()
    with pytest.raises(SystemExit, match=f"{EN} is not there. Copy {KO}"):
        translated.main(book.root, "chapter/one", "en")
    assert not (book.root / EN).exists()


@pytest.mark.parametrize(
    "page, language, message",
    [
        ("chapter/oen", "", "PAGE=chapter/oen: no such page to translate; did you mean PAGE=chapter/one?"),
        ("", "fr", "LANG=fr: no such language; there is en. `make language LANG=fr NAME=...` begins one."),
        ("", "ko", "LANG=ko: the other languages follow this one; there is nothing to translate into it."),
    ],
)
def test_a_page_or_language_that_is_not_there_is_answered_with_one_that_is(book, page, language, message):
    with pytest.raises(SystemExit) as exit:
        status.main(book.root, page, language)
    assert exit.value.code == message


def test_the_overview_counts_pages_and_shares(book, capsys):
    for name in ("two", "three"):
        book.write(f"docs/ko/chapter/{name}.md", (book.root / KO).read_text(encoding="utf-8") + name)
    book.edit(KO, "Because.", "Because it is.")
    assert status.main(book.root, "", "") == 0
    assert capsys.readouterr().out.splitlines() == [
        "en  missing  chapter/three",
        "en  missing  chapter/two",
        "en  stale    chapter/one",
        "English: 1 of 3 pages translated (33 %), 1 stale",
    ]


@pytest.fixture(scope="module")
def told(copy):
    """The folder of a site with a stale home page, and a page that was first written in English."""
    edit(copy / "mkdocs.yml", "- status.md", "- status.md\n      - extra.md")
    (copy / "docs/en/extra.md").write_text("---\ndescription: A page.\noriginal: true\n---\n\n# Extra { #extra }\n\nText.\n", encoding="utf-8")
    git(copy, "init", "--quiet")
    commit(copy, "Begin")
    edit(copy / "docs/ko/index.md", "## 읽는 법 (.*)", r"## 이 책을 읽는 법 \1")
    commit(copy, "Say what is read")
    result = make("build", "LABS=false", f"SITE={copy}/told", cwd=copy)
    assert result.returncode == 0, result.stdout + result.stderr
    return copy / "told"


def html(file):
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def test_a_stale_page_says_since_what_change_and_links_to_the_sections_of_its_source(told, copy):
    page = html(told / "en/index.html")
    notice = page.select_one("article aside.notice")
    commit = git(copy, "rev-parse", "HEAD")[:7]
    assert notice["lang"] == "en" and f"First change not followed: {commit} Say what is read." in " ".join(notice.get_text().split())
    links = {link.get_text(): link["href"] for link in notice.select("a")}
    assert links == {"이 책을 읽는 법": "../#reading", "Read the original (한국어)": "../", "Help translate": "guide/#translate"}
    assert notice.select_one("a[href$=reading]")["lang"] == "ko"
    assert not page.select("meta[name=robots]") and not page.article.get("lang")
    assert not html(told / "index.html").select(".notice")


def test_a_page_first_written_in_another_language_is_served_to_readers_of_the_source(told):
    page = html(told / "extra/index.html")
    notice = page.select_one("article aside.notice")
    assert (page.html["lang"], page.article["lang"], notice["lang"]) == ("ko", "en", "ko")
    assert page.h1["id"] == "extra" and "번역하지 않은 페이지" in notice.get_text()
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert [link["hreflang"] for link in page.select('head link[rel~="alternate"]')] == ["en"]
    assert "extra/" not in (told / "sitemap.xml").read_text(encoding="utf-8")
    assert "extra/" in (told / "en/sitemap.xml").read_text(encoding="utf-8")
    assert not html(told / "en/extra/index.html").select(".notice, meta[name=robots]")


def test_the_status_page_tells_the_state_of_every_page_in_every_language(told):
    expected = {"index": ("original", "stale"), "guide": ("original", "current"), "glossary": ("original", "current"), "status": ("original", "current"), "extra": ("missing", "original")}
    shares_of = {"": [["5", "4", "80", "0"], ["5", "5", "100", "1"]], "en/": [["4", "5", "80", "0"], ["5", "5", "100", "1"]]}
    for folder, words in (
        ("", {"original": "원문", "current": "최신", "stale": "원문이 바뀜", "missing": "없음"}),
        ("en/", {"original": "original", "current": "current", "stale": "original changed", "missing": "missing"}),
    ):
        page = html(told / folder / "status/index.html")
        assert [cell.get_text() for cell in page.select("article th")][1:] == [language.name for language in languages.read(ROOT)]
        seen = {}
        for row in page.select("article tbody tr"):
            link, *states = row.select("td")
            slug = urljoin("https://host/status/", link.a["href"]).removeprefix("https://host/").rstrip("/") or "index"
            seen[slug] = tuple(state.get_text() for state in states[:2])  # Korean, English
        assert seen == {slug: tuple(words[state] for state in states) for slug, states in expected.items()}
        shares = [item.get_text() for item in page.select("article ul > li") if "%" in item.get_text()]
        assert [re.findall(r"\d+", share) for share in shares] [:2] == shares_of[folder]
