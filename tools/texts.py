"""The text of a page or a lab: its front matter, and its Markdown with every line where the file has it."""

import re
from dataclasses import dataclass, field

import yaml

KEYS = {
    "description": "one sentence for search engines",
    "source": "the text that this translation follows, written by `make translated`",
    "original": "true on a page that was first written in this language",
}
FRONT = {
    ".md": re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)---[ \t]*(?:\n|$)"),
    ".py": re.compile(r"# ---\n# jupyter:\n(?P<yaml>(?:#   .*\n)*?)# ---(?:\n|$)"),
}
NEARLY = re.compile(r"\s*[-—–―]+[ \t]*\n(?:.*\n)*?[-—–―]+[ \t]*(?:\n|$)")
BLOB = re.compile(r"[0-9a-f]{40}")


@dataclass
class Text:
    """`lines` are those of the file, empty where they are front matter or, in a lab, code."""

    meta: dict = field(default_factory=dict)
    lines: list = field(default_factory=list)
    source_line: int = 1  # where the front matter names the source
    cells: list = field(default_factory=list)  # (line, code) of a lab's cells, with their tags


def read(data, suffix, problem):
    """Read the bytes of a .md page or a .py lab; calls problem(line, message) for what its author must mend."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        problem(data.count(b"\n", 0, error.start) + 1, "not UTF-8; save the file as UTF-8")
        return None
    if text.startswith("\ufeff"):
        problem(1, "starts with a byte order mark, which hides the front matter; save as UTF-8 without BOM")
        text = text[1:]
    if "\r" in text:
        problem(text[: text.index("\r")].count("\n") + 1, "ends in a carriage return; save the file with LF line ends, not CRLF")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    result, told = Text(lines=text.split("\n")), []

    def tell(line, message):
        told.append(line)
        problem(line, message)

    front = FRONT[suffix].match(text)
    if front:
        result.meta = _meta(front, suffix, tell)
        for number in range(front[0].count("\n")):
            result.source_line = number + 1 if re.match(r"\W*source:", result.lines[number]) else result.source_line
            result.lines[number] = ""
    elif re.match(r"(# )?---\n", text):
        tell(1, "the front matter is not closed; end it with " + ("---" if suffix == ".md" else "# ---"))
    elif suffix == ".md" and (nearly := NEARLY.match(text)):
        tell(1, "the front matter is not seen; the file begins with a line of ---, and another one ends the front matter")
        for number in range(nearly[0].count("\n")):
            result.lines[number] = ""
    if suffix == ".py":
        result.cells = list(_code_cells(result.lines))
        result.lines = list(_markdown_cells(result.lines, problem))
    elif "description" not in result.meta and not told:
        problem(1, f"front matter has no description; write, between two lines of ---, `description:` and {KEYS['description']}")
    return result


def _meta(front, suffix, problem):
    first = 2 if suffix == ".md" else 3
    for number, line in enumerate(front["yaml"].splitlines(), first):
        if name := re.match(r"(?:#   )?(\w+)(?:：|:(?=\S))", line):
            problem(number, f"after {name[1]!r} write : and a space")
            return {}
    try:
        meta = yaml.safe_load(re.sub("^#   ", "", front["yaml"], flags=re.MULTILINE)) or {}
    except yaml.YAMLError as error:
        line = error.problem_mark.line if getattr(error, "problem_mark", None) else 0
        problem(first + line, f"front matter is not YAML: {error.problem}; a value with `: ` in it needs quotes around it")
        return {}
    if not isinstance(meta, dict):
        problem(first, "front matter is not `name: value`, line by line; write `description: ...`")
        return {}
    for number, line in enumerate(front["yaml"].splitlines(), first):
        key = re.match(r"(?:#   )?([^\s:#]+):", line)
        if key and key[1] in meta and key[1] not in KEYS:
            problem(number, f"front matter has {key[1]!r}; it may have " + ", ".join(f"{name} ({what})" for name, what in KEYS.items()))
        elif key and key[1] == "source" and meta["source"] != "draft" and not BLOB.fullmatch(str(meta["source"])):
            problem(number, f"source {str(meta['source'])!r} is no version of a page; let `make translated` write it")
        elif key and key[1] == "original" and meta["original"] is not True:
            problem(number, "original is `true`, or is not there")
        elif key and key[1] == "description" and not isinstance(meta["description"], str):
            problem(number, "description is empty; write " + KEYS["description"])
    return meta


def _markdown_cells(lines, problem):
    """The prose of a percent-format notebook, without its comment signs."""
    inside = False
    for number, line in enumerate(lines, 1):
        if line.startswith("# %%"):
            inside, line = "[markdown]" in line, ""
        elif inside and line and not line.startswith("#"):
            problem(number, "prose without `# ` before it; every line of a text cell starts with `# `")
        yield re.sub("^# ?", "", line) if inside else ""


def _code_cells(lines):
    starts = [number for number, line in enumerate(lines) if line.startswith("# %%")]
    for start, end in zip(starts, [*starts[1:], None]):
        if "[markdown]" not in lines[start]:
            told = " ".join(re.findall(r"tags=\S+|\balt(?==)", lines[start]))  # an alt text is translated
            yield start + 1, "\n".join([f"# %% {told}".rstrip(), *lines[start + 1 : end]]).rstrip()
