"""What the book adds to Markdown: code to copy, figures, formulas, and the meanings of words."""

from markdown.extensions import Extension

from . import code, glossary
from .figures import Images
from .formulas import Formulas
from .tooltips import Tooltips


class Additions(Extension):
    """`page` and `find`, which finds a file of the site, are set before each page is rendered."""

    def __init__(self, book):
        super().__init__()
        self.book, self.page, self.find = book, None, None

    def extendMarkdown(self, md):
        page, programs = self.page, self.book.programs
        code.register(md, [(block.text or "", programs.get(block.file)) for block in page.programs])
        images = Images(md, f"{page.slug}.md", self.find)
        md.inlinePatterns.register(images, "image_link", 150)
        tooltips = Tooltips(md, page.language, glossary.meanings(self.book, page))
        # after the inline patterns (20), before the text is put together
        md.treeprocessors.register(Formulas(md), "formulas", 6)
        md.treeprocessors.register(tooltips, "tooltips", 5)
