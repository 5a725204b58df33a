"""Whether links and images lead to a page of the same language, a heading or a file."""

import posixpath
import re
from urllib.parse import unquote, urlsplit

from ..sources import Problem, near


def problems(book, told):
    # the source comes last: its ids are those of every language
    pages = {slug: page for own in reversed(book.pages.values()) for slug, page in own.items()}
    for page in book.all_pages:
        links = _Links(book, pages, page, told)
        for item in page.markdown.of("link", "image"):
            if message := links.problem(item.target):
                yield Problem(page.path, item.line, message)


class _Links:
    """The links of one page."""

    def __init__(self, book, pages, page, told):
        self.book, self.pages, self.page, self.told = book, pages, page, told
        self.docs = f"docs/{page.language}/"

    def problem(self, target):
        """What is wrong with a link's target, or None."""
        try:
            url = urlsplit(target)
        except ValueError as error:
            return f"{target} is no address ({error}); correct it"
        if url.scheme not in ("", "https", "http", "mailto"):
            return f"{url.scheme}: leads to no page; write an address with https, or a page's path"
        if re.search(r"/(?:blob|tree|edit)/.*\bdocs/", url.path):
            return f"{target} shows the file; link to the page, such as {self.to('index')}"
        if url.scheme or url.netloc:
            slug = self.published(url)
            written = slug and self.to(slug) + (url.fragment and f"#{url.fragment}")
            return slug and f"a link to this book by its address, which changes; write {written}"
        folder = posixpath.dirname(self.page.path)
        path = posixpath.normpath(posixpath.join(folder, unquote(url.path)))
        path = path if url.path else self.page.path
        slug, extension = posixpath.splitext(path.removeprefix(self.docs))
        if target.startswith("/"):
            right = f"write the path from this page, such as {self.to(self.near(slug) or 'index')}"
            return f"{target} begins at the root of the host; {right}"
        for language in self.book.languages:
            folders = f"docs/{language.code}/", f"{self.docs}{language.code}/"
            if language.code != self.page.language and path.startswith(folders):
                own = f"link to this language's page, {self.advice(slug)}"
                return f"{target} leads to {language.name}; {own}"
        if extension == ".md" and slug in self.pages:
            return self.heading(self.pages[slug], unquote(url.fragment))
        if extension in (".md", ".py", ".ipynb"):
            return f"{target}: no such page; {self.advice(slug)}"
        if extension in ("", ".html"):
            return f"{target}: links lead to files; {self.advice(slug)}"
        folders = (self.book.root / each for each in ("theme", "", self.docs))
        if any((each / f"{slug}{extension}").is_file() for each in folders):
            return None
        return f"{target}: no such file; correct the path, it is the same in every language"

    def published(self, url):
        """The page that an address of the published site leads to, as far as it can be told."""
        first = urlsplit(self.book.source.settings.get("site_url", "")).hostname
        ours = url.hostname in {"127.0.0.1", "localhost", first} - {None}
        for language in self.book.languages:
            for slug in self.pages:
                if (ours or (language.folder and "/" in slug)) and (
                    f"/{url.path.strip('/')}/".endswith(f"/{language.address(slug)}")
                ):
                    return slug
        return None

    def heading(self, page, id):
        """What is wrong with a link to this heading of a page."""
        own = self.book.pages[self.page.language].get(page.slug, page)  # it may be stale
        ids = [heading.id for each in (page, own) for heading in each.markdown.headings]
        if not id or id in ids or page.markdown.of("marker") or self.told.hides(page, id):
            return None
        meant = near(id, ids)
        mend = f"did you mean #{meant}?" if meant else "correct it"
        return f"{page.path} has no heading #{id}; {mend}"

    def near(self, slug):
        """The page that was perhaps meant."""
        bare = slug if slug in self.pages else re.sub(r"^(docs/)?[\w-]+/(?=.*/)|/$", "", slug)
        return near(bare, self.pages, cutoff=0.5)

    def advice(self, slug):
        meant = self.near(slug)
        return f"did you mean {self.to(meant)}?" if meant else "correct the path"

    def to(self, slug):
        """How this page links to another one."""
        here = posixpath.dirname(self.page.path.removeprefix(self.docs))
        return posixpath.relpath(self.pages[slug].path.split("/", 2)[2], here or ".")
