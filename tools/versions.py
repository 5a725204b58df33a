"""A version of a page: its git blob, and its prose by section, sentence by sentence."""

import hashlib
import re
import subprocess
from functools import lru_cache

import fences
import texts


class Unreadable(Exception):
    """A version of a page that this clone does not have; the message says why and what to do."""


def blob(file):
    """The id that git gives to the content of a file: `git hash-object`."""
    data = file.read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


@lru_cache(maxsize=None)
def recall(root, id):
    """The content of a blob. Raises Unreadable."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True)

    content = git("cat-file", "blob", id)
    if content.returncode == 0:
        return content.stdout
    history = git("rev-parse", "--is-shallow-repository")
    if history.returncode:
        raise Unreadable("cannot be looked up, because this folder is no git repository; clone the project with git")
    if history.stdout.strip() == b"true":
        raise Unreadable("is not in this clone, which is shallow; run `git fetch --unshallow`")
    raise Unreadable("is in no commit of this repository")


def history(root, path):
    """The commits that changed a file, as (id, subject, blob), the newest first; not those that deleted it."""
    log = ["git", "log", "--format=%H %s", "--raw", "--no-abbrev", "--no-renames", "--diff-filter=d", "--", path]
    printed = subprocess.run(log, cwd=root, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    for commit, subject, id in re.findall(r"^(\w+) (.*)\n\n:\S+ \S+ \w+ (\w+)", printed, re.MULTILINE):
        yield commit[:7], subject, id


def sections(data):
    """The prose of a text, as {heading id: (line, title, sentences)}; the part above the first heading has the id ''."""
    text = texts.read(data, lambda line, message: None)
    _, headings, prose = fences.find(text.lines, lambda line, message: None)
    lines = prose.split("\n")
    starts = [(1, "", ""), *((line, lines[line - 1].strip("# ").split(" {")[0], id) for line, _, id in headings)]
    ends = [line - 1 for line, _, _ in starts[1:]] + [len(lines)]
    found = {}
    for (line, title, id), end in zip(starts, ends):
        part = "\n".join(lines[line - 1 : end])
        found[id] = line, title, list(_sentences(part))
    found[""][2][:0] = _sentences(text.meta.get("description", ""))
    return found


def prose(data):
    """{heading id: sentences}: what a translation follows."""
    return {id: sentences for id, (_, _, sentences) in sections(data).items()}


def _sentences(text):
    """The sentences of a text; how its lines were broken makes no difference."""
    for paragraph in re.split(r"\n\s*\n", text):
        yield from re.split(r"(?<=[.?!]) +(?=\S)", " ".join(paragraph.split())) if paragraph.strip() else []
