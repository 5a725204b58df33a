"""The pages in all their languages, as the site of one of them shows and links them."""

import posixpath
from urllib.parse import urljoin, urlsplit

from ..translate import translations


class Languages:
    """`language` is the one of this site, `site_url` its address."""

    def __init__(self, book, language, site_url):
        self.known, self.language, self.site_url = book.languages, language, site_url
        self.root_url = urljoin(site_url, "../") if language.folder else site_url
        self.translations = translations.read(book)

    def of(self, slug, code):
        """The translation of a page, if that language has not written it first."""
        same = (
            each for each in self.translations if (each.slug, each.language.code) == (slug, code)
        )
        return next(same, None)

    @property
    def missing(self):
        """The translations that readers of this language do not see, by slug."""
        own = (each for each in self.translations if each.language is self.language)
        return {each.slug: each for each in own if not each.served}

    def shown(self, translation):
        """The language of a page that is missing: the source's, or English, if neither is ours."""
        english = self.of(translation.slug, "en")
        if english and english.served and translation.language.code != "en":
            return english.language
        return translation.source_language

    def links(self, slug, url):
        """The page in every language: name, code, address, link from here, whether translated."""
        for language in self.known:
            translation = self.of(slug, language.code)
            address = urljoin(self.root_url, language.folder + url)
            yield {
                "name": language.name,
                "code": language.code,
                "address": address,
                "link": self._relative(address, url),
                "translated": not translation or translation.served,
            }

    def notice(self, slug, url):
        """What partials/notice.html tells the reader, if anything."""
        translation = self.of(slug, self.language.code)
        if translation and not translation.served:
            return {"kind": "missing", "language": self.shown(translation)}
        if translation and translation.state == "stale":
            source = urljoin(self.root_url, translation.source_language.folder + url)
            return {
                "kind": "stale",
                "language": translation.source_language,
                "source": self._relative(source, url),
                "changes": translation.changes,
                "since": translation.since,
            }
        return None

    def _relative(self, address, url):
        here = urlsplit(self.site_url).path + url
        return posixpath.relpath(urlsplit(address).path, here) + "/"
