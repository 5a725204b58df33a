"""The blocks of a page: what each fence includes, and whether it is written as it must be."""

import re
from dataclasses import dataclass

from fences import INCLUDE

LANGUAGES = {"python": "a program, which is run", "text": "what it prints", "console": "commands to type"}
SUFFIX = {"python": ".py", "text": ".out"}
EXEMPT = re.compile(r"""pytest\.mark\.skip\(reason=(["'])(?P<reason>.+)\1\)""")


@dataclass
class Block:
    """A fence of a page: what it includes, and the text that a reader sees."""

    line: int
    language: str
    options: str
    text: str
    include: str = ""
    exempt: str = ""  # the reason why it does not run
    output: "Block | None" = None

    @property
    def file(self):
        """The included file below snippets/, without the section."""
        return INCLUDE.fullmatch(self.include)["file"] if self.include else ""

    @property
    def shown(self):
        """What must be equal in all languages."""
        text = "" if self.include else self.text
        return f"```{self.language} {self.options} {self.include}{text}".strip()


def add(page, line, info, extracted, lines):
    """Add the fence at `line`, as pytest-codeblocks extracted it, to the page; or a problem."""
    language, _, options = info.partition(" ")
    block = Block(line, language, options.strip(), extracted.code)
    if language not in LANGUAGES:
        known = ", ".join(f"```{name} for {what}" for name, what in LANGUAGES.items())
        return page.problem(line, f"fence language {language!r}; write {known}")
    exempt = [EXEMPT.fullmatch(mark) for mark in extracted.marks]
    if exempt and not exempt[0]:
        return page.problem(line, f'{extracted.marks[0]}; only <!--pytest.mark.skip(reason="why")--> exempts a block')
    block.exempt = exempt[0]["reason"] if exempt else ""
    if suffix := SUFFIX.get(language):
        include = INCLUDE.fullmatch(lines[line].strip())
        if not include or not include["file"].endswith(suffix) or not lines[line + 1].strip().startswith("```"):
            return page.problem(line, f'{language} is never typed on a page; include it: --8<-- "chapter/page/program{suffix}"')
        block.include = include[0]
    if language == "python":
        _check_options(page, block)
    elif language == "text":
        above = page.programs[-1] if page.programs else None
        if page.problems:  # perhaps of the block above
            return None
        if not above or above.output or above.file.removesuffix(".py") != block.file.removesuffix(".out"):
            return page.problem(line, f"{block.file} is not what the Python block above prints; put it right below its program")
        above.output = block
    page.blocks.append(block)


def _check_options(page, block):
    title = re.search(r'title="([^"]*)"', block.options)
    if title and title[1] != f"snippets/{block.file}" and (page.root / "snippets" / block.file).is_file():
        page.problem(block.line, f'title {title[1]!r}; the code is from title="snippets/{block.file}"')
    highlighted = re.search(r'hl_lines="([^"]*)"', block.options)
    last = len(block.text.rstrip().splitlines())
    for number in re.findall(r"\d+", highlighted[1] if highlighted else ""):
        if not 1 <= int(number) <= last:
            page.problem(block.line, f"hl_lines names line {number} of {last}; correct the numbers")
