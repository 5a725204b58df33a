"""The plugin of MkDocs: what the site adds to Material's own rendering.

It reads the book once per build, in on_config; everything else is asked of that.
"""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File

from ..sources import Book
from ..sources.page import snippet_options
from . import code, glossary, labs, notebooks
from .additions import Additions
from .edits import replaced
from .languages import Languages

STATUS = "<!-- generated: status -->"
WORKER = re.compile(r"assets/javascripts/workers/search\.\w+\.min\.js")
log = logging.getLogger("mkdocs.plugins.book")


class Options(Config):
    labs = Type(bool, default=True)  # execute the labs, or show what is recorded of them
    check = Type(bool, default=True)  # tell the problems of the pages


class SitePlugin(BasePlugin[Options]):
    def problems(self, book):
        """What contributors must mend."""
        return ()

    def on_startup(self, command, dirty):
        """That it is here lets MkDocs keep the plugin while it serves."""

    def on_config(self, config):
        folder = Path(config.config_file_path).parent
        root = folder.parent.parent if folder.parent.name == "languages" else folder
        root = root if (root / "mkdocs.yml").exists() else folder
        self.book = Book.read(root)
        docs = Path(config.docs_dir).resolve()
        self.language = next(each for each in self.book.languages if each.docs == docs)
        self.languages = Languages(self.book, self.language, config.site_url)
        self.additions = Additions(self.book)
        config.markdown_extensions.append(self.additions)
        config.mdx_configs["pymdownx.snippets"] = snippet_options(root)
        config.mdx_configs["pymdownx.highlight"]["extend_pygments_lang"] = code.HIGHLIGHT
        for problem in self.problems(self.book) if self.config.check else ():
            place = problem.path.split("/")
            if (place[1] if place[0] == "docs" else self.book.source.code) == self.language.code:
                log.warning(problem)

    @event_priority(50)  # before the other languages are built
    def on_pre_build(self, config):
        builder = config.plugins["material/projects"].builder  # only the root has one
        self.others, self.outputs = None, labs.Outputs()
        if self.config.labs:
            self.outputs = labs.outputs(self.book, execute=bool(builder))

        def beside(*arguments):
            pool = ThreadPoolExecutor(1)
            self.others = pool.submit(type(builder).build, builder, *arguments)
            pool.shutdown(wait=False)

        if builder:  # it would build the other languages first, and let this one begin then
            builder.build = beside

    @event_priority(50)
    def on_files(self, files, config):
        for slug, translation in self.languages.missing.items():
            if draft := files.get_file_from_path(f"{slug}.md"):
                files.remove(draft)
            docs = str(self.languages.shown(translation).docs)
            files.append(File(f"{slug}.md", docs, config.site_dir, config.use_directory_urls))
        for figure in sorted(self.book.root.glob("snippets/**/*.svg")):
            uri = figure.relative_to(self.book.root).as_posix()
            content = self.outputs.drawn.get(uri) or figure.read_text(encoding="utf-8")
            files.append(_generated(uri, content, config))
        for file in files.documentation_pages():
            page = self._page(file)
            if page.programs and page.slug != "index":
                notebook = notebooks.Notebook(page, file, files, config)
                files.append(_generated(notebooks.address(file), str(notebook), config))
        if self.language is self.book.source:  # the others take the theme's files from it
            self._replace_search_worker(files, config)

    def _page(self, file):
        """The page of the book that a file of MkDocs is."""
        code = Path(file.abs_src_path).resolve().relative_to(self.book.root).parts[1]
        return self.book.pages[code][file.src_uri.removesuffix(".md")]

    def _replace_search_worker(self, files, config):
        """Material has no hook for what a reader asks the search, so its worker gets ours."""
        workers = [file for file in files if WORKER.fullmatch(file.src_uri)]
        if len(workers) != 1:
            raise PluginError(f"the theme's search worker has another name now; correct {__file__}")
        content = glossary.search_worker(self.book, workers[0].content_string)
        files.remove(workers[0])
        files.append(_generated(workers[0].src_uri, content, config))

    def on_nav(self, nav, config, files):
        titles = config.extra["sections"]
        for section in (item for item in nav.items if item.is_section):
            if section.title not in titles:
                there = f"{config.config_file_path}: extra.sections"
                raise PluginError(f"{there} has no title for {section.title!r}; add one")
            section.title = titles[section.title]

    def on_page_markdown(self, markdown, page, config, files):
        source = self.additions.page = self._page(page.file)
        find = self.additions.find = files.get_file_from_path
        edits = list(self.outputs.edits(source))
        if source.markdown.headings and find(notebooks.address(page.file)):
            end = source.markdown.headings[0].span[1]
            links = notebooks.links(page.file, self.language.folder, config)
            edits.append(((end, end), f"\n\n{links}\n\n"))
        for marker in source.markdown.of("marker"):
            if marker.value == glossary.MARKER:
                listed = glossary.listed(self.book.terms, source.language, find)
                edits.append((marker.span, listed))
                page.meta["search"] = {"boost": 0.5}  # the page that teaches a word comes first
        return replaced(source.markdown.text, edits)

    def on_env(self, env, config, files):
        env.trim_blocks = env.lstrip_blocks = True  # no blank lines where the theme has its logic

    def on_page_context(self, context, page, config, nav):
        slug = page.file.src_uri.removesuffix(".md")
        context["language"] = self.language
        context["languages"] = list(self.languages.links(slug, page.url))
        context["notice"] = self.languages.notice(slug, page.url)
        if config.repo_url:  # also what is shown in another language is edited where it is written
            path = self._page(page.file).path
            page.edit_url = f"{config.repo_url.rstrip('/')}/edit/main/{path}"
        if STATUS in page.content:
            pages = {each.file.src_uri.removesuffix(".md"): each for each in nav.pages}
            known = {"known": self.book.languages, "translations": self.languages.translations}
            template = config.theme.get_env().get_template("partials/status.html")
            table = template.render({**context, **known, "page": page, "pages": pages})
            page.content = page.content.replace(STATUS, table)
        return context

    def on_template_context(self, context, template_name, config):
        # 404.html is served at any depth: its links start at the root of the host
        links = self.languages.links("index", "")
        context["languages"] = [{**each, "link": urlsplit(each["address"]).path} for each in links]
        context["language"] = self.language
        context["missing"] = {f"{slug}.md" for slug in self.languages.missing}
        return context

    def on_post_build(self, config):
        if self.others:
            self.others.result()


def _generated(uri, content, config):
    """A file of the site that is not on disk."""
    file = File.generated(config, uri, content=content)
    file.abs_src_path = ""  # material/projects asks each for its path
    return file
