"""The plugin that mkdocs.yml names: the site, which tells what `make check` would."""

from .. import check
from ..site.plugin import SitePlugin


class Plugin(SitePlugin):
    def problems(self, book):
        return check.problems(book)
