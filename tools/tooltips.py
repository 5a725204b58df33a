"""The first use of each term on a page shows the term's meaning; an extension of Python-Markdown."""

from xml.etree.ElementTree import Element

import words
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

# where a word is a name, an example, or already a thing to press
NOT_IN = {"h1", "h2", "h3", "h4", "h5", "h6", "a", "abbr", "code", "pre", "kbd", "math", "svg", "summary", "table", "dl", "button", "label"}
NOT_OF_CLASS = {"admonition-title", "arithmatex", "md-button", "notebook"}


class Tooltips(Extension):
    """`meanings` is set for each page: {word: meaning}; `language` is what they are written in."""

    language, meanings = "", {}

    def extendMarkdown(self, md):
        # after the inline patterns (20), before the text is put together
        md.treeprocessors.register(_Processor(md, self), "tooltips", 5)


class _Processor(Treeprocessor):
    def __init__(self, md, extension):
        super().__init__(md)
        self.extension = extension

    def run(self, root):
        self.left = dict(self.extension.meanings)
        if self.left:
            self.pattern = words.pattern(self.extension.language, tuple(self.left))
            self._walk(root)

    def _walk(self, element):
        if element.tag in NOT_IN or NOT_OF_CLASS & set(element.get("class", "").split()):
            return
        children = list(element)
        element.text, made = self._split(element.text)
        element[:] = made
        for child in children:
            self._walk(child)
            child.tail, made = self._split(child.tail)
            element.extend([child, *made])

    def _split(self, text):
        """The text before the first term, and an element for each first use, with the text after it as its tail."""
        if not text:
            return text, []
        before, made, end = None, [], 0
        for match in self.pattern.finditer(text):
            word = next((word for word in self.left if word.casefold() == " ".join(match["word"].casefold().split())), None)
            if word is None:
                continue
            between = text[end : match.start()]
            if made:
                made[-1].tail = between
            else:
                before = between
            made.append(Element("abbr", {"title": self.left.pop(word), "tabindex": "0"}))
            made[-1].text = match["word"]
            end = match.end()
        if not made:
            return text, []
        made[-1].tail = text[end:]
        return before, made
