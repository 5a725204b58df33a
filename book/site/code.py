"""Blocks of code: whole programs to copy, a mark for what failed, and colours for little of it."""

import html

from pygments.filter import Filter
from pygments.token import Name, Number, Operator, Punctuation, String, Text, Whitespace
from pymdownx.superfences import highlight_validator

# names, numbers and signs have no colour, which saves most of a page's tags
PLAIN = {
    *(Name, Name.Namespace, Name.Builtin, Name.Builtin.Pseudo, Whitespace, Punctuation),
    *(Operator, Operator.Word, Number.Integer, Number.Float, String.Affix, String.Interpol),
}


class _Plain(Filter):
    def filter(self, lexer, stream):
        for kind, text in stream:
            yield Text if kind in PLAIN else kind, text


# what pymdownx.highlight is told
HIGHLIGHT = [
    {"name": language, "lang": language, "options": {"filters": [_Plain()]}}
    for language in ("python", "console")
]


def register(md, programs):
    """Let a block know what its reader copies; `programs` are (text shown, program), in order."""
    fences = md.preprocessors["fenced_code_block"]
    programs = iter(programs)

    def block(src, language, options, md, **more):
        copied, classes = "", []
        if language == "python":
            text, program = next(programs, ("", None))
            if program and text.strip() == src.strip():  # else the page has problems
                copied = program.code
        elif language == "console":
            lines = src.splitlines()
            copied = "\n".join(line[2:] for line in lines if line.startswith("$ "))
        elif "Traceback (most recent call last)" in src:
            classes = ["failure"]
        more |= {"classes": classes}
        more |= {"attrs": {"data-copy": html.escape(copied)} if copied else {}}
        return fences.highlight(src, language, options, md, **more)

    for language in ("python", "text", "console"):
        fences.extension.extend_super_fences(language, block, highlight_validator, None)
