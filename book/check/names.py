"""Whether the names that code in sentences mentions exist.

A name without a dot may be anything; it is told if it nearly is another one that pages mention,
or is no English.
"""

from ..sources import Problem, names, near

_WRITTEN = "`make outputs` writes it there if TensorFlow, Keras, NumPy or Python has it"


def problems(book, told):
    known = names.Names.of_book(book)
    found = [(page, *each) for page in book.all_pages for each in names.mentioned(page)]
    lost = {name for _, name, _ in found if known.unknown(name)}
    right = {name for _, name, _ in found} - lost
    among = {name: (right | known.dotted, 0.6) if "." in name else (right, 0.8) for name in lost}
    meant = {name: near(name, *among[name]) for name in lost}
    for page, name, line in found:
        if name in lost and (meant[name] or "." in name or not name.isascii()):
            mend = _WRITTEN if name.isascii() else "code is not translated"
            mend = f"did you mean {meant[name]}? {mend}" if meant[name] else mend
            message = f"{name} is in no program and not in {names.FILE}; {mend}"
            yield Problem(page.path, line, message)
