"""Where links and images lead: to a page of the same language, to a heading that is there, to a file that is there."""

import difflib
import posixpath
import re
from urllib.parse import unquote, urlsplit

import tree


def check(root, book, known):
    """Add to every page of the book, which is {language: {slug: Page}}, what is wrong with its links."""
    # the source comes last: its ids are those of every language
    slugs = {slug: page for pages in reversed(book.values()) for slug, page in pages.items()}
    for language in known:
        for page in book[language.code].values():
            links = _Links(root, known, slugs, language, page)
            for item in [] if page.problems else tree.read(page.text.lines):
                if item.kind in ("link", "image") and (problem := links.problem(item.value.split(" ")[0])):
                    page.problem(item.line, problem)


class _Links:
    """The links of one page."""

    def __init__(self, root, known, slugs, language, page):
        self.root, self.known, self.slugs, self.language, self.page = root, known, slugs, language, page
        self.docs = f"docs/{language.code}/"

    def problem(self, target):
        """What is wrong with a link's target, or None."""
        url = urlsplit(target)
        if url.scheme or url.netloc:
            slug = self.published(url)
            written = slug and self.to(slug) + (url.fragment and f"#{url.fragment}")
            return slug and f"a link to this book by its address, which changes; write {written}"
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.page.path), unquote(url.path))) if url.path else self.page.path
        slug, extension = posixpath.splitext(path.removeprefix(self.docs))
        if target.startswith("/"):
            return f"{target} begins at the root of the host; write the path from this page, such as {self.to(self.near(slug) or 'index')}"
        for other in self.known:
            if other is not self.language and path.startswith((f"docs/{other.code}/", f"{self.docs}{other.code}/")):
                return f"{target} leads to {other.name}; link to this language's page, {self.advice(slug)}"
        if extension == ".md":
            return self.heading(slug, unquote(url.fragment)) if slug in self.slugs else f"{target}: no such page; {self.advice(slug)}"
        if extension in ("", ".html"):
            return f"{target}: links lead to files; {self.advice(slug)}"
        files = ((self.root / folder / slug).with_suffix(extension) for folder in ("theme", "", self.docs))
        if extension == ".ipynb" or any(file.is_file() for file in files):
            return None
        return f"{target}: no such file; correct the path, it is the same in every language"

    def published(self, url):
        """The page that an address of the published site leads to, as far as it can be told from the address."""
        hosts = {"127.0.0.1", "localhost", urlsplit(self.known[0].settings.get("site_url", "")).hostname} - {None}
        for language in self.known:
            for slug in self.slugs:
                ours = url.hostname in hosts or (language.folder and "/" in slug)
                if ours and f"/{url.path.strip('/')}/".endswith(f"/{language.address(slug)}"):
                    return slug
        return None

    def heading(self, slug, id):
        page = self.slugs[slug]
        ids = [known for _, _, known in page.headings]
        if not id or id in ids or page.problems or "<!-- generated" in page.prose:
            return None
        near = difflib.get_close_matches(id, ids, n=1)
        return f"{page.path} has no heading #{id}; " + (f"did you mean #{near[0]}?" if near else "correct it")

    def near(self, slug):
        """The page that was perhaps meant."""
        bare = slug if slug in self.slugs else re.sub(r"^(docs/)?[\w-]+/(?=.*/)|/$", "", slug)
        return next(iter(difflib.get_close_matches(bare, self.slugs, n=1, cutoff=0.5)), None)

    def advice(self, slug):
        near = self.near(slug)
        return f"did you mean {self.to(near)}?" if near else "correct the path"

    def to(self, slug):
        """How this page links to another one."""
        here = posixpath.dirname(self.page.path.removeprefix(self.docs))
        return posixpath.relpath(self.slugs[slug].path.split("/", 2)[2], here or ".")
