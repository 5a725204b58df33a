"""Another language is begun in one command: all that its site needs, and nothing is translated."""

import shutil

import pytest
import yaml

from book.commands import language, status
from book.sources import Book
from book.translate import begin, translations


@pytest.fixture
def root(real, tmp_path):
    """A copy of this book's pages and settings."""
    return shutil.copytree(real.root, tmp_path / "book", ignore=shutil.ignore_patterns(".git"))


def files(root):
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "code, name, own",
    [("ja", "日本語", []), ("xx", "Éñglíísh", ["theme/partials/languages/xx.html"])],
)
def test_what_a_language_needs_is_written_and_told(root, capsys, code, name, own):
    before = files(root)
    language.main(root, code, name)
    written = [f"languages/{code}/mkdocs.yml", f"docs/{code}/index.md", *own, "glossary.yml"]
    assert capsys.readouterr().out.splitlines() == [
        *(f"wrote {path}" for path in written),
        f"Next: translate docs/{code}/index.md, then run `make translated PAGE=index LANG={code}`.",
    ]
    after = files(root)
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {root / path for path in written}


def test_the_new_language_is_one_of_the_book_and_its_pages_are_missing(root, capsys):
    language.main(root, "ja", "日本語")
    book = Book.read(root)
    assert [(each.code, each.name) for each in book.languages][-1] == ("ja", "日本語")
    found = [each for each in translations.read(book) if each.language.code == "ja"]
    assert {each.slug: each.state for each in found} == {
        slug: "draft" if slug == "index" else "missing" for slug in book.slugs
    }
    assert status.main(root, language="ja") == 0
    share = f"日本語: 0 of {len(book.slugs)} pages translated (0 %), 0 stale"
    assert capsys.readouterr().out.splitlines()[-1] == share


def test_every_term_has_room_for_a_word_of_the_new_language_and_keeps_the_others(root):
    before = yaml.safe_load((root / "glossary.yml").read_text(encoding="utf-8"))
    language.main(root, "ja", "日本語")
    after = yaml.safe_load((root / "glossary.yml").read_text(encoding="utf-8"))
    room = {"ja": {"word": None, "meaning": None}}
    assert after == {name: {**term, **room} for name, term in before.items()}


@pytest.mark.parametrize("code, searched", [("ja", "ja"), ("pt-BR", "pt"), ("pl", "en")])
def test_a_language_is_searched_with_rules_of_its_own_if_there_are_any(root, code, searched):
    settings = yaml.safe_load(begin.settings(root, code, "Name"))
    assert settings["plugins"]["search"]["lang"] == searched
    assert (settings["theme"]["language"], settings["docs_dir"]) == (code, f"../../docs/{code}")


@pytest.mark.parametrize(
    "code, name, message",
    [
        (
            code,
            name,
            "Which language? Its code as in HTML's lang, and its own name: "
            "make language LANG=ja NAME=日本語",
        )
        for code, name in [
            ("", "日本語"),
            ("japanese", "日本語"),
            ("ja", " "),
            ("ja", None),
            ("ja", 'a"'),
        ]
    ]
    + [("en", "English", "LANG=en is there already; the languages are ko, en.")],
)
def test_what_is_no_new_language_is_answered_and_nothing_is_written(root, code, name, message):
    before = files(root)
    with pytest.raises(SystemExit) as exit:
        language.main(root, code, name)
    assert exit.value.code == message
    assert files(root) == before


def test_settings_that_are_not_as_expected_are_answered_and_nothing_is_written(root):
    settings = root / "languages/en/mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("  language_name: English\n", ""), encoding="utf-8")
    before = files(root)
    with pytest.raises(SystemExit) as exit:
        language.main(root, "ja", "日本語")
    assert exit.value.code == (
        "languages/en/mkdocs.yml has 0 lines like '^  language_name: .*', not one; "
        "this command copies that file, mend it first"
    )
    assert files(root) == before


@pytest.mark.parametrize("path", ["glossary.yml", "docs/en/index.md"])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data + "끝\n".encode("cp949"),
    ],
    ids=["byte-order-mark", "CRLF", "EUC-KR"],
)
def test_a_file_that_cannot_be_read_is_told_and_nothing_is_written(root, path, spoil):
    (root / path).write_bytes(spoil((root / path).read_bytes()))
    before = files(root)
    with pytest.raises(SystemExit) as exit:
        language.main(root, "ja", "日本語")
    assert exit.value.code == (
        f"{path}:1: this command cannot copy it; "
        "save the file as UTF-8 without BOM, with LF line ends"
    )
    assert files(root) == before
