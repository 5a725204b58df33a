"""One book in all languages: what is missing is served in another one, what is stale says so."""

import re
import subprocess
from urllib.parse import urljoin

import pytest

from book.translate import begin

ENGLISH = "---\ndescription: A page.\noriginal: true\n---\n\n# Extra { #extra }\n\nText.\n"
STATUS = "---\ndescription: 표입니다.\n---\n# 현황 { #status }\n\n<!-- generated: status -->\n"


def _git(folder, *arguments):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    command = ["git", *identity, *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()


def _commit(folder, message):
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", message)


@pytest.fixture(scope="module")
def told(new_site):
    """A site with a stale page, and a page that was first written in English."""
    small = new_site()
    small.edit("mkdocs.yml", "chapter/one.md]", "chapter/one.md, status.md, extra.md]")
    small.write("docs/en/extra.md", ENGLISH)
    for language in ("ko", "en"):
        small.write(f"docs/{language}/status.md", STATUS)
    _git(small.root, "init", "--quiet")
    _commit(small.root, "Begin")
    small.edit("docs/ko/chapter/one.md", "## 절 {", "## 한 절 {")
    _commit(small.root, "Say which part")
    code, said = small.build()
    assert code == 0, said
    return small


def test_a_stale_page_says_since_what_change_and_links_to_the_sections_of_its_source(told):
    page = told.page("en/chapter/one")
    notice = page.select_one("article aside.notice")
    commit = _git(told.root, "rev-parse", "HEAD")[:7]
    said = " ".join(notice.get_text().split())
    assert notice["lang"] == "en" and f"First change not followed: {commit} Say which part." in said
    links = {link.get_text(): link["href"] for link in notice.select("a")}
    assert links == {
        "한 절": "../../../chapter/one/#part",
        "Read the original (한국어)": "../../../chapter/one/",
        "Help translate": "../../guide/#translate",
    }
    assert notice.select_one("a[href$=part]")["lang"] == "ko"
    assert not page.select("meta[name=robots]") and not page.article.get("lang")
    assert not told.page("chapter/one").select(".notice")


def test_a_page_first_written_in_another_language_is_served_to_readers_of_the_source(told):
    page = told.page("extra")
    notice = page.select_one("article aside.notice")
    assert (page.html["lang"], page.article["lang"], notice["lang"]) == ("ko", "en", "ko")
    assert page.article["dir"] == notice["dir"] == "ltr"
    assert page.h1["id"] == "extra" and "번역하지 않은 페이지" in notice.get_text()
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    links = page.select('head link[rel~="alternate"]')
    assert [link["hreflang"] for link in links] == ["en"]
    sitemaps = [told.root / "site" / folder / "sitemap.xml" for folder in ("", "en")]
    assert ["extra/" in file.read_text(encoding="utf-8") for file in sitemaps] == [False, True]
    assert not told.page("en/extra").select(".notice, meta[name=robots]")


def test_the_status_page_tells_the_state_of_every_page_in_every_language(told):
    expected = {
        "index": ("original", "current"),
        "chapter/one": ("original", "stale"),
        "status": ("original", "unknown"),
        "extra": ("missing", "original"),
    }
    shares = {"": [["4", "3", "75", "0"], ["4", "4", "100", "1"]]}
    shares["en/"] = [["3", "4", "75", "0"], ["4", "4", "100", "1"]]
    ko = {"original": "원문", "current": "최신", "stale": "원문이 바뀜", "missing": "없음"}
    en = {"original": "original", "current": "current", "stale": "original changed"}
    ko["unknown"], en["unknown"], en["missing"] = "알 수 없음", "unknown", "missing"
    for folder, words in (("", ko), ("en/", en)):
        page = told.page(f"{folder}status")
        names = [cell.get_text() for cell in page.select("article th")]
        assert names[1:] == ["한국어", "English"]
        seen = {}
        for row in page.select("article tbody tr"):
            link, *states = row.select("td")
            url = urljoin("https://host/status/", link.a["href"])
            slug = url.removeprefix("https://host/").rstrip("/") or "index"
            seen[slug] = tuple(state.get_text() for state in states)
        assert seen == {
            slug: tuple(words[state] for state in states) for slug, states in expected.items()
        }
        items = [item.get_text() for item in page.select("article ul > li")]
        assert [re.findall(r"\d+", item) for item in items] == shares[folder]


def test_a_draft_is_not_served(small):
    text = small.read("docs/en/chapter/one.md")
    small.write("docs/en/chapter/one.md", re.sub("source: .*", "source: draft", text, count=1))
    assert small.build()[0] == 0
    page = small.page("en/chapter/one")
    assert (page.html["lang"], page.article["lang"], page.h1.get_text()) == ("en", "ko", "제목¶")


def test_a_page_in_another_language_keeps_its_direction_and_says_in_which_it_is(small):
    for code, name in (("ar", "العربية"), ("pt-BR", "Português")):
        for path, text in begin.made(small.root, code, name).items():
            small.write(path, text)
    small.edit("mkdocs.yml", "chapter/one.md]", "chapter/one.md, extra.md]")
    small.write("docs/ar/extra.md", ENGLISH)
    assert small.build()[0] == 0
    english, arabic = small.page("ar/chapter/one"), small.page("extra")
    assert (english.html["lang"], english.body["dir"]) == ("ar", "rtl")
    assert (english.article["lang"], english.article["dir"]) == ("en", "ltr")
    assert (arabic.html["lang"], arabic.body["dir"]) == ("ko", "ltr")
    assert (arabic.article["lang"], arabic.article["dir"]) == ("ar", "rtl")
    # the theme takes it for pt
    assert small.page("pt-BR/chapter/one").html["lang"] == "pt-BR"


def test_a_section_that_the_source_has_no_more_is_named_and_leads_to_the_page(small):
    _git(small.root, "init", "--quiet")
    _commit(small.root, "Begin")
    small.edit("docs/ko/chapter/one.md", "## 연습 문제 { #exercise }\n", "")
    assert small.build()[0] == 0
    links = small.page("en/chapter/one").select(".notice a")
    links = {link.get_text(): link["href"] for link in links}
    assert links["연습 문제"] == "../../../chapter/one/"
