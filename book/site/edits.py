"""A text with some of its parts replaced."""


def replaced(text, edits):
    """The text with each ((start, end), new) of the edits, which do not overlap."""
    for (start, end), new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text
