"""MkDocs hooks: every page knows its other languages, is served in every one of them, and says when it is missing or stale."""

import logging
import posixpath
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import check
import languages
import translations
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parent.parent
log = logging.getLogger("mkdocs.hooks.book")
STATUS = "<!-- generated: status -->"


def on_config(config):
    folder = Path(config.config_file_path).parent
    config.extra["root_url"] = config.site_url if folder == ROOT else urljoin(config.site_url, "../")
    config.extra["languages"] = languages.read(ROOT)
    [config.extra["language"]] = [each for each in config.extra["languages"] if each.docs == Path(config.docs_dir).resolve()]
    config.extra["translations"] = translations.read(ROOT, check.read_book(ROOT))


def _of(config, slug, code):
    """The translation of a page, if that language has not written it first."""
    return next((each for each in config.extra["translations"] if (each.slug, each.language.code) == (slug, code)), None)


def _shown(config, translation):
    """The language that a reader sees where a page is missing: the source's, or English, if neither is the reader's."""
    english = _of(config, translation.slug, "en")
    if english and english.served and translation.language.code != "en":
        return english.language
    return translation.source_language


def on_files(files, config):
    for translation in config.extra["translations"]:
        if translation.language.code == config.extra["language"].code and not translation.served:
            uri = translation.path.split("/", 2)[2]
            if draft := files.get_file_from_path(uri):
                files.remove(draft)
            files.append(File(uri, str(_shown(config, translation).docs), config.site_dir, config.use_directory_urls))


def on_nav(nav, config, files):
    for section in nav.items:
        if section.is_section:
            if section.title not in config.extra["sections"]:
                raise PluginError(f"{config.config_file_path}: extra.sections has no title for {section.title!r}; add one")
            section.title = config.extra["sections"][section.title]
    return nav


def _languages(config, url, slug):
    """The page in every language: name, code, full address, link from this page, and whether it is translated."""
    here = urlsplit(config.site_url).path + url
    for language in config.extra["languages"]:
        translation = _of(config, slug, language.code)
        address = urljoin(config.extra["root_url"], language.folder + url)
        yield {
            "name": language.name,
            "code": language.code,
            "address": address,
            "link": posixpath.relpath(urlsplit(address).path, here) + "/",
            "translated": not translation or translation.served,
        }


def on_pre_page(page, config, files):
    page.slug = page.file.src_uri.rpartition(".")[0]
    translation = _of(config, page.slug, config.extra["language"].code)
    page.notice = translation and _notice(config, page, translation)
    for problem in translation.problems if translation else []:
        log.warning(problem)
    return page


def on_page_context(context, page, config, nav):
    context["languages"] = list(_languages(config, page.url, page.slug))
    if config.repo_url:  # also a page that is shown in another language is edited where it is written
        path = Path(page.file.abs_src_path).resolve().relative_to(ROOT).as_posix()
        page.edit_url = f"{config.repo_url.rstrip('/')}/edit/main/{path}"
    if STATUS in page.content:
        pages = {each.file.src_uri.rpartition(".")[0]: each for each in nav.pages}
        found = {"translations": config.extra["translations"], "pages": pages, "known": config.extra["languages"]}
        table = config.theme.get_env().get_template("partials/status.html").render({**context, "page": page, **found})
        page.content = page.content.replace(STATUS, table)
    return context


def on_template_context(context, template_name, config):
    # 404.html is served at any depth: its links start at the root of the host.
    context["languages"] = [{**each, "link": urlsplit(each["address"]).path} for each in _languages(config, "", "index")]


def _notice(config, page, translation):
    """What partials/notice.html tells the reader, if anything."""
    if not translation.served:
        language = _shown(config, translation)
        return {"kind": "missing", "language": language}
    if translation.state == "stale":
        address = urljoin(config.extra["root_url"], translation.source_language.folder + page.url)
        return {
            "kind": "stale",
            "language": translation.source_language,
            "source": posixpath.relpath(urlsplit(address).path, urlsplit(config.site_url).path + page.url) + "/",
            "changes": translation.changes,
            "since": translation.since,
        }


def on_post_page(output, page, config):
    """A page says to screen readers and browsers which language it is in, and which one it is shown in."""
    output = re.sub('<html lang="[^"]*"', f'<html lang="{config.extra["language"].code}"', output, count=1)
    if page.notice and page.notice["kind"] == "missing":
        language = page.notice["language"]
        words = config.theme.get_env().get_template(f"partials/languages/{language.settings['theme']['language']}.html").module
        output = output.replace("<article ", f'<article lang="{language.code}" dir="{words.t("direction") or "ltr"}" ', 1)
    return output
