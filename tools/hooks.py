"""MkDocs hooks: what the site adds to Material's own rendering.

A contributor's mistake becomes a warning with file and line, every Python block
carries its whole program for the copy button, and figures follow the palette.
"""

import html
import logging
import re
from pathlib import Path

import figures
import formulas
import pages
from mkdocs.structure.files import File
from programs import Program

ROOT = Path(__file__).resolve().parent.parent
# Code in few colours: names, numbers and signs have none, which saves most of a page's tags.
PLAIN = re.compile(r'<span class="(?:n|nn|bp|w|p|o|ow|nb|sa|si|mi|mf)">([^<]*)</span>')
log = logging.getLogger("mkdocs.hooks.book")


def on_config(config):
    config.mdx_configs["pymdownx.snippets"] = pages.snippet_options(ROOT)


def on_files(files, config):
    for figure in sorted(ROOT.glob("snippets/**/*.svg")):
        files.append(File.generated(config, figure.relative_to(ROOT).as_posix(), abs_src_path=str(figure)))


def on_page_markdown(markdown, page, config, files):
    page.programs = []
    path = Path(page.file.abs_src_path).resolve()
    page.chapter = pages.read(ROOT, path)
    for problem in page.chapter.problems:
        log.warning(problem)
    if not page.chapter.problems:
        page.programs = page.chapter.programs


def on_page_content(content, page, config, files):
    blocks = iter(page.programs)

    def with_program(match):
        block = next(blocks, None)
        if not block:  # a page with problems, in `make serve`
            return match[0]
        program = Program(ROOT, block.file)
        return f'<div data-copy="{html.escape(program.code)}" {match[1]}'

    def inline(match):
        if match["file"].startswith("snippets/"):
            return figures.plot(Path(ROOT, match["file"]).read_text(encoding="utf-8"), match["alt"])
        return figures.inline(Path(ROOT, "theme", match["file"]).read_text(encoding="utf-8"), match["alt"])

    def with_fate(match):
        failed = "Traceback (most recent call last)" in match[0]
        return match[0].replace("language-text", "language-text failure", 1) if failed else match[0]

    def with_commands(match):
        commands = re.findall(r"^\$ (.*)", html.unescape(re.sub("<[^>]+>", "", match["code"])), re.MULTILINE)
        return f'<div data-copy="{html.escape(chr(10).join(commands))}" {match[1]}' if commands else match[0]

    content = PLAIN.sub(r"\1", content)
    content = re.sub(r'<div (class="language-python )', with_program, content)
    content = re.sub(r'<div (class="language-console [^>]*>(?P<code>.*?)</div>)', with_commands, content, flags=re.DOTALL)
    content = re.sub(r'<div class="language-text .*?</div>', with_fate, content, flags=re.DOTALL)
    content = re.sub(r'<img alt="(?P<alt>[^"]*)" src="(?:\.\./)*(?P<file>(?:assets/figures|snippets)/[^"]*\.svg)"[^>]*>', inline, content)
    return formulas.render(content) if "arithmatex" in content else content


def on_post_page(output, page, config):
    """The theme's own part of a page, without the blank lines of its templates."""
    before, article, after = output.partition("<article")
    text, end, after = after.partition("</article>")
    before, after = (re.sub(r"\s*\n\s*", "\n", part) for part in (before, after))
    return before + article + text + end + after
