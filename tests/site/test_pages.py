"""The built site: every block and copy is a program, every link leads somewhere."""

import json
import re
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup


def test_every_code_block_comes_from_a_fence_and_names_its_language(shown, html):
    blocks = [
        pre.find_parent("div", class_="highlight") for pre in html(shown).select("article pre")
    ]
    assert [block["class"][0] for block in blocks] == [
        f"language-{block.language}" for block in shown.blocks
    ]


def test_every_program_a_reader_sees_is_one_of_the_steps_that_the_tests_run(shown, html):
    seen = [block.get_text() for block in html(shown).select("article .language-python code")]
    assert [text.strip() for text in seen] == [code.strip() for _, code in shown.steps]


def test_every_output_a_reader_sees_is_the_recorded_one(shown, html, book):
    outputs = [block.output for block in shown.programs if block.output]
    seen = [block.get_text() for block in html(shown).select("article .language-text code")]
    assert [text.strip() for text in seen] == [output.text.strip() for output in outputs]
    for output in outputs:
        program = book.programs[output.file.replace(".out", ".py")]
        assert output.text.strip() in program.recorded


def test_failures_are_marked(shown, html):
    for block in html(shown).select("article .language-text"):
        fails = "Traceback (most recent call last)" in block.get_text()
        assert ("failure" in block["class"]) == fails


def test_the_copied_text_is_the_whole_program_as_the_tests_run_it(shown, html, book):
    copies = [block["data-copy"] for block in html(shown).select("article .language-python")]
    steps = [book.programs[block.file].steps for block in shown.programs]
    assert [((step[0][0], copy),) for step, copy in zip(steps, copies, strict=True)] == steps


def test_of_a_console_the_commands_alone_are_copied(shown, html):
    for block in html(shown).select("article .language-console"):
        lines = block.code.get_text().splitlines()
        commands = [line[2:] for line in lines if line.startswith("$ ")]
        assert block.get("data-copy", "").splitlines() == commands


def test_a_page_names_itself_in_every_language(base_url, shown, html, book, served_pages, address):
    written = [page.language for page in served_pages if page.slug == shown.slug]
    addresses = {each.code: base_url + each.address(shown.slug) for each in book.languages}
    page, here = html(shown), base_url + address(shown)
    links = {link["hreflang"]: link["href"] for link in page.select('head link[rel~="alternate"]')}
    assert links == {code: addresses[code] for code in written}
    assert page.select_one("link[rel=canonical]")["href"] == here
    switch = page.select("a.md-select__link")
    assert {link["hreflang"]: urljoin(here, link["href"]) for link in switch} == addresses
    assert page.html["lang"] == shown.language


def test_links_images_and_anchors_resolve(site, base_url, shown, html, parsed, address):
    here = base_url + address(shown)
    tags = html(shown).select("a[href], link[href], img[src], script[src]")
    assert len(tags) > 20
    for tag in tags:
        target = tag.get("href") or tag.get("src")
        url = urlsplit(urljoin(here, target))
        if not url.geturl().startswith(base_url):
            in_prose = tag.name == "a" and tag.find_parent("article")
            ours = "github.com/example/book" in target or tag.get("rel") == ["noopener"]
            assert in_prose or ours, target
            continue
        file = site / unquote(url.path.removeprefix("/book/"))
        file = file / "index.html" if file.is_dir() else file
        assert file.is_file(), target
        if url.fragment and file.suffix == ".html" and not url.fragment.startswith("__"):
            assert parsed(file).find(id=unquote(url.fragment)), target


def test_headings_have_the_ids_that_the_page_gives_them(shown, html):
    headings = html(shown).select("article :is(h1,h2,h3,h4,h5,h6)")
    assert [(int(each.name[1]), each["id"]) for each in headings] == [
        (each.level, each.id) for each in shown.markdown.headings
    ]


def test_headings_code_and_outputs_are_those_of_the_source(translation, html):
    def same(page):
        compared = "article :is(h1,h2,h3,h4,h5,h6,.language-python,.language-text)"
        shown = html(page).select(compared)
        return [each.get("id") or re.sub(r'"__\w+"', "", str(each)) for each in shown]

    assert same(translation.page) == same(translation.source)


def test_a_page_can_be_edited_where_it_is_written(shown, html):
    edit = html(shown).select_one("article a.md-content__button")
    assert edit["href"] == f"https://github.com/example/book/edit/main/{shown.path}"


def test_every_program_is_shown_in_every_language(html, book, served_pages):
    codes = {program.code for program in book.programs.values()}
    for language in book.languages:
        pages = [page for page in served_pages if page.language == language.code]
        blocks = [block for page in pages for block in html(page).select(".language-python")]
        assert {block["data-copy"] for block in blocks} == codes


def test_the_search_of_a_language_has_the_pages_of_that_language(site, book, served_pages):
    for language in book.languages:
        file = site / language.folder / "search/search_index.json"
        index = json.loads(file.read_text(encoding="utf-8"))
        assert index["config"]["lang"] == [language.settings["plugins"]["search"]["lang"]]
        titles = [entry["title"] for entry in index["docs"]]
        plain = {BeautifulSoup(title, "html.parser").get_text() for title in titles}
        pages = [page for page in served_pages if page.language == language.code]
        assert plain >= {page.markdown.headings[0].text.replace("`", "") for page in pages}


def test_the_dense_page_highlights_the_method_that_each_heading_names(served_pages):
    names = {
        "init": "__init__",
        "build": "build",
        "call": "call",
        "compute-output-shape": "compute_output_shape",
        "get-config": "get_config",
    }
    for page in (page for page in served_pages if page.slug == "layers/dense"):
        for heading in (each for each in page.markdown.headings if each.id in names):
            block = next(block for block in page.programs if block.line > heading.line)
            marked = re.search(r'hl_lines="(\d+)-(\d+)"', block.options)
            first, last = map(int, marked.groups())
            lines = block.text.splitlines()
            assert lines[first - 1].startswith(f"    def {names[heading.id]}(")
            methods = (n for n in range(first, len(lines)) if lines[n].startswith("    def "))
            whole = lines[first - 1 : next(methods, len(lines))]
            assert "\n".join(whole).rstrip() == "\n".join(lines[first - 1 : last])


def test_the_home_pages_name_the_versions_that_are_installed(pytestconfig, served_pages):
    locked = (pytestconfig.rootpath / "constraints.txt").read_text()
    # the last pin of a package is the one for newer Pythons
    newest = dict(re.findall(r"^(tensorflow|keras)==(\d+\.\d+)", locked, re.MULTILINE))
    for page in (page for page in served_pages if page.slug == "index"):
        said = re.findall(r"(?<!\d)\d+\.\d+", page.text)
        assert said[:2] == [newest["tensorflow"], newest["keras"]]


def test_each_site_tells_the_problems_of_its_language_unless_they_were_checked_before(small):
    small.write("docs/en/two.md", "---\ndescription: Two.\n---\n# Two { #two }\n")
    small.write("snippets/lost.out", "1\n")
    code, said = small.build(CHECK="true")
    assert code != 0 and said.count("docs/en/two.md:1: docs/ko/ has no such page; ") == 1
    assert said.count("snippets/lost.out:1: no program lost.py makes this; delete it") == 1
    (small.root / "docs/en/two.md").unlink()
    assert small.build(CHECK="false")[0] == 0


def test_a_section_of_the_menu_without_a_title_is_named(small):
    small.edit(
        "mkdocs.yml", "nav: [index.md, chapter/one.md]", "nav: [index.md, one: [chapter/one.md]]"
    )
    small.only_korean()
    code, said = small.build()
    assert code != 0 and "mkdocs.yml: extra.sections has no title for 'one'; add one" in said
