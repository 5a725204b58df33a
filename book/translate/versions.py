"""The versions of a page that git remembers, each by the id of its blob."""

import hashlib
import re
import subprocess
from functools import cache


class Unreadable(Exception):
    """A version that this clone does not have; the message says why and what to do."""


def blob(data):
    """The id that git gives to a content: `git hash-object`."""
    data = data.replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


@cache
def recall(root, id):
    """The content of a blob. Raises Unreadable."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True)

    content = git("cat-file", "blob", id)
    if content.returncode == 0:
        return content.stdout
    shallow = git("rev-parse", "--is-shallow-repository")
    if shallow.returncode:
        why = "cannot be looked up, because this folder is no git repository"
        raise Unreadable(f"{why}; clone the project with git")
    if shallow.stdout.strip() == b"true":
        raise Unreadable("is not in this clone, which is shallow; run `git fetch --unshallow`")
    raise Unreadable("is in no commit of this repository")


def history(root, path):
    """The commits that changed a file and kept it, as (id, subject, blob), the newest first."""
    log = ["git", "log", "--format=%H %s", "--raw", "--no-abbrev", "--no-renames"]
    command = [*log, "--diff-filter=d", "--", path]
    run = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=True)
    pattern = r"^(\w+) (.*)\n\n:\S+ \S+ \w+ (\w+)"
    for commit, subject, id in re.findall(pattern, run.stdout, re.MULTILINE):
        yield commit[:7], subject, id
