"""The names that the code of sentences mentions, and where each of them is known from.

A name is known that stands in a program of the book, in what one prints, or in names.txt. That file
holds what else TensorFlow, Keras, NumPy and Python have: `make outputs` writes it.
"""

import builtins
import keyword
import re
import sys
from dataclasses import dataclass, field

FILE = "names.txt"
_MODULES = {"tf": "tensorflow", "np": "numpy", "plt": "matplotlib.pyplot"}
_ROOTS = {*_MODULES, *_MODULES.values(), "keras", "sklearn", *sys.stdlib_module_names}
_WORD = r"[^\W\d]\w*"
_DOTTED = rf"{_WORD}(?:\.{_WORD})+"
_MENTIONED = re.compile(rf"(?<![\w./\\\"'-]){_DOTTED}")
_ALONE = re.compile(rf"({_WORD})(?:\(\))?")
_FOREIGN = re.compile(r"\w*[^\W\x00-\x7f]\w*")
_FILE = re.compile(r"\.(?:py|md|yml|txt|json|svg|out|h5|hdf5|keras|ckpt|org|ipynb)$")


def mentioned(page):
    """(name, line) of each name in the code of a page's sentences, if the page shows programs."""
    for item in page.markdown.of("inline code") if page.programs else ():
        names = _MENTIONED.findall(item.value)
        if alone := _ALONE.fullmatch(item.value):
            names.append(alone[1])
        names += [name for name in _FOREIGN.findall(item.value) if name not in " ".join(names)]
        yield from ((name, item.line) for name in names if not _FILE.search(name))


@dataclass
class Names:
    """What is known."""

    words: set = field(default_factory=lambda: {*keyword.kwlist, *dir(builtins)})
    attributes: set = field(default_factory=set)
    dotted: set = field(default_factory=set)

    @classmethod
    def of_programs(cls, book):
        names = cls()
        for program in book.programs.values():
            printed = program.out.read_bytes() if program.out.exists() else b""
            text = f"{program.code}\n{printed.decode('utf-8', 'replace')}"
            names.words.update(re.findall(_WORD, text))
            names.attributes.update(re.findall(r"(?:\.|def |class )(\w+)", text))
            for name in re.findall(_DOTTED, text):
                parts = name.split(".")
                names.dotted.update(".".join(parts[:end]) for end in range(2, len(parts) + 1))
        return names

    @classmethod
    def of_book(cls, book):
        """All that is known, with what names.txt holds."""
        names, file = cls.of_programs(book), book.root / FILE
        for entry in file.read_text(encoding="utf-8").split() if file.exists() else ():
            last = re.findall(r"\w+", entry)[-1]
            names.words.add(last)
            names.attributes.add(last)
            names.dotted.add(entry)
        return names

    def unknown(self, name):
        """The parts of a name that are not known: of one in a module it is the whole, in full."""
        root, *attributes = name.split(".")
        full = ".".join([_MODULES.get(root, root), *attributes])
        if not attributes:
            return [] if root in self.words else [root]
        if root in _ROOTS and root not in self.words - _ROOTS:
            return [] if {name, full} & self.dotted else [full]
        lost = [each for each in attributes if each not in self.attributes]
        return lost if root in self.words else [root, *lost]
