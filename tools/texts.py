"""The text of a page: its front matter, and its Markdown with every line where the file has it."""

import re
from dataclasses import dataclass, field

import yaml

KEYS = {
    "description": "one sentence for search engines",
    "source": "the text that this translation follows, written by `make translated`",
    "original": "true on a page that was first written in this language",
}
FRONT = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)---[ \t]*(?:\n|$)")
NEARLY = re.compile(r"\s*[-—–―]+[ \t]*\n(?:.*\n)*?[-—–―]+[ \t]*(?:\n|$)")
BLOB = re.compile(r"[0-9a-f]{40}")


@dataclass
class Text:
    """`lines` are those of the file, empty where they are front matter."""

    meta: dict = field(default_factory=dict)
    lines: list = field(default_factory=list)
    source_line: int = 1  # where the front matter names the source


def read(data, problem):
    """Read the bytes of a page; calls problem(line, message) for what its author must mend."""
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

    front = FRONT.match(text)
    if front:
        result.meta = _meta(front, tell)
        for number in range(front[0].count("\n")):
            result.source_line = number + 1 if result.lines[number].startswith("source:") else result.source_line
            result.lines[number] = ""
    elif text.startswith("---\n"):
        tell(1, "the front matter is not closed; end it with ---")
    elif nearly := NEARLY.match(text):
        tell(1, "the front matter is not seen; the file begins with a line of ---, and another one ends the front matter")
        for number in range(nearly[0].count("\n")):
            result.lines[number] = ""
    if "description" not in result.meta and not told:
        problem(1, f"front matter has no description; write, between two lines of ---, `description:` and {KEYS['description']}")
    return result


def _meta(front, problem):
    for number, line in enumerate(front["yaml"].splitlines(), 2):
        if name := re.match(r"(\w+)(?:：|:(?=\S))", line):
            problem(number, f"after {name[1]!r} write : and a space")
            return {}
    try:
        meta = yaml.safe_load(front["yaml"]) or {}
    except yaml.YAMLError as error:
        line = error.problem_mark.line if getattr(error, "problem_mark", None) else 0
        problem(2 + line, f"front matter is not YAML: {error.problem}; a value with `: ` in it needs quotes around it")
        return {}
    if not isinstance(meta, dict):
        problem(2, "front matter is not `name: value`, line by line; write `description: ...`")
        return {}
    for number, line in enumerate(front["yaml"].splitlines(), 2):
        key = re.match(r"([^\s:#]+):", line)
        if key and key[1] in meta and key[1] not in KEYS:
            problem(number, f"front matter has {key[1]!r}; it may have " + ", ".join(f"{name} ({what})" for name, what in KEYS.items()))
        elif key and key[1] == "source" and meta["source"] != "draft" and not BLOB.fullmatch(str(meta["source"])):
            problem(number, f"source {str(meta['source'])!r} is no version of a page; let `make translated` write it")
        elif key and key[1] == "original" and meta["original"] is not True:
            problem(number, "original is `true`, or is not there")
        elif key and key[1] == "description" and not isinstance(meta["description"], str):
            problem(number, "description is empty; write " + KEYS["description"])
    return meta
