"""The first use of each term on a page shows the term's meaning."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from ..sources import endings

# where a word is a name, an example, or already a thing to press
NOT_IN = set("h1 h2 h3 h4 h5 h6 a abbr code pre kbd svg summary table dl button label".split())
NOT_OF_CLASS = {"admonition-title", "formula", "md-button"}


class Tooltips(Treeprocessor):
    """`meanings` is {word: meaning}, in one language."""

    def __init__(self, md, language, meanings):
        super().__init__(md)
        self.left = {endings.normal(word): meaning for word, meaning in meanings.items()}
        self.pattern = endings.pattern(language, tuple(self.left))

    def run(self, root):
        if self.left:
            self._walk(root)

    def _walk(self, element):
        classes = set(element.get("class", "").split())
        if element.tag in NOT_IN or NOT_OF_CLASS & classes:
            return
        children = list(element)
        element.text, made = self._split(element.text)
        element[:] = made
        for child in children:
            self._walk(child)
            child.tail, made = self._split(child.tail)
            element.extend([child, *made])

    def _split(self, text):
        """The text before the first term; an element for each first use, with what follows it."""
        before, made, end = text, [], 0
        for match in self.pattern.finditer(text or ""):
            meaning = self.left.pop(endings.normal(match["word"]), None)
            if meaning is None:
                continue
            if made:
                made[-1].tail = text[end : match.start()]
            else:
                before = text[: match.start()]
            made.append(Element("abbr", {"title": meaning, "tabindex": "0"}))
            made[-1].text, end = match["word"], match.end()
        if made:
            made[-1].tail = text[end:]
        return before, made
