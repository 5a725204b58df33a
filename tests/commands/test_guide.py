"""The guide's commands, typed one after the other in a clone, print what the guide shows.

Between them the reader writes in an editor and decides on the web. What the reader has
written is what `cat`, `head` and `git diff` show next, so the test reads it there.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from book.sources import Page

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = "docs/ko/guide.md"
UPSTREAM = "https://git.example/you/book"
NOT_SHOWN = r"(?s:.*?)"
LEFT_BEHIND = (".git", ".venv", ".cache", ".pytest_cache", "__pycache__", "test-results")
SETTINGS = """[user]
name = Reader
email = reader@example.com
[url "{web}"]
insteadOf = {upstream}
[core]
pager = cat
[safe]
directory = *
"""  # safe: also where the checkout is another user's


def commands():
    """(line of the block, command, what is printed) for each command of the guide."""
    for block in Page(ROOT, GUIDE, (ROOT / GUIDE).read_bytes()).blocks:
        text = block.text.replace("# ;--8<--", "# --8<--")
        for command in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            typed, _, printed = command.partition("\n")
            yield block.line, typed, printed


def agrees(shown, printed):
    """Whether the text is the one shown; `...` is any text, on a line of its own also none."""
    pattern = re.escape(shown).replace(r"\.\.\.", NOT_SHOWN)
    return bool(re.fullmatch(pattern.replace(f"{NOT_SHOWN}\\\n", r"(?s:.*\n)?"), printed))


class Reader:
    """Someone with a clone, and the repository on the web that it was made from."""

    def __init__(self, folder):
        self.folder, self.web, self.book = folder, folder / "web", folder / "book"
        settings = folder / "gitconfig"
        settings.write_text(SETTINGS.format(web=self.web, upstream=UPSTREAM))
        # a make inside `make test` must not share its job server
        others = ("MAKE", "GIT_", "PYTEST_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
        git = {"GIT_CONFIG_GLOBAL": str(settings), "GIT_CONFIG_NOSYSTEM": "1"}
        self.environment = {**kept, **git, "LC_ALL": "C.UTF-8"}

    def start(self, command, folder):
        return subprocess.Popen(
            command,
            shell=True,
            cwd=folder,
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def run(self, command, folder, check=False):
        """What is printed."""
        process = self.start(command, folder)
        printed, _ = process.communicate()
        assert not check or process.returncode == 0, printed
        return printed

    def publish(self):
        """The repository on the web is this one, with what is not committed yet."""
        clone = f"git clone --quiet --no-checkout '{ROOT}' web"
        branch = "git -C web switch --quiet --force-create main"
        self.run(f"{clone} && {branch}", self.folder, check=True)
        left = shutil.ignore_patterns(*LEFT_BEHIND)

        def ignored(directory, names):
            built = {"site"} if Path(directory) == ROOT else set()  # book/site is no built site
            return left(directory, names) | built

        shutil.copytree(ROOT, self.web, ignore=ignored, dirs_exist_ok=True)
        self.forget_japanese()
        self.run("git add --all && git commit --quiet --allow-empty -m now", self.web, check=True)

    def forget_japanese(self):
        """The guide begins Japanese; a book that has it has to forget it."""
        for folder in ("languages/ja", "docs/ja"):
            shutil.rmtree(self.web / folder, ignore_errors=True)
        glossary = self.web / "glossary.yml"
        words = glossary.read_text(encoding="utf-8")
        without = re.sub(r"^  ja:\n(    .*\n)+", "", words, flags=re.MULTILINE)
        glossary.write_text(without, encoding="utf-8")

    def type(self, command, shown):
        """What is printed; first what only a person does is done."""
        words = command.split()
        if command == "git pull":  # the two requests were accepted on the web
            merge = "git merge --quiet second-call && git merge --quiet --no-edit japanese"
            self.run(merge, self.web, check=True)
        if words[0] in ("cat", "head") or words[:2] == ["git", "diff"]:
            self.write(words, shown)
        if words[:2] == ["make", "serve"]:
            return self.serve(command, shown.count("\n") - 1)
        printed = self.run(command, self.book if self.book.exists() else self.folder)
        if words[:2] == ["git", "clone"]:
            self.share_packages()
        return printed

    def share_packages(self):
        """Use the installed packages, and let make see that they are there."""
        (self.book / ".venv").symlink_to(ROOT / ".venv")
        for file in [*self.book.glob("*.txt"), self.book / "pyproject.toml"]:
            os.utime(file, (0, 0))

    def serve(self, command, count):
        """The first lines; then Ctrl+C."""
        server = self.start(command, self.book)
        try:
            return "".join(server.stdout.readline() for _ in range(count))
        finally:
            os.killpg(server.pid, 15)
            server.communicate()

    def write(self, words, shown):
        """Write in an editor what the command shows next."""
        file = self.book / words[-1]
        if words[0] == "cat":
            file.parent.mkdir(parents=True, exist_ok=True)
            new = shown
        elif words[0] == "head":
            text = file.read_text(encoding="utf-8")
            rest = "".join(text.splitlines(keepends=True)[int(words[1][1:]) :])
            new = shown + re.sub("[가-힣]", "あ", rest)  # a translation leaves no Korean
        else:
            text = file.read_text(encoding="utf-8")
            changed = [line for line in shown.splitlines(keepends=True) if line != "...\n"]
            before, after = (
                "".join(line[1:] for line in changed if line[0] != sign) for sign in "+-"
            )
            assert text.count(before) == 1, f"{words[-1]} does not have, once: {before}"
            new = text.replace(before, after)
        file.write_text(new, encoding="utf-8")


def test_the_commands_of_the_guide_print_what_it_shows(tmp_path):
    reader = Reader(tmp_path)
    reader.publish()
    for line, command, shown in commands():
        if command.startswith("cd "):
            assert (reader.folder / command[3:]).is_dir()
            continue
        printed = reader.type(command, shown)
        said = f"docs/*/guide.md:{line}: $ {command}\nshows:\n{shown}\nbut prints:\n{printed}"
        assert agrees(shown, printed), said


@pytest.mark.parametrize(
    "shown, printed, right",
    [
        ("one\n", "one\n", True),
        ("one\n", "one\ntwo\n", False),
        ("", "one\n", False),
        ("...\none\n", "one\n", True),
        ("...\none\n", "zero\none\n", True),
        ("...\none\n", "no one\n", False),
        ("one\n...\n", "one\n", True),
        ("one\n...\n", "one\ntwo\nthree\n", True),
        ("one\n...\n", "one and a half\n", False),
        ("o...e (...).\n", "one (1).\n", True),
        ("o...e\n", "one\ntwo\n", False),
    ],
)
def test_three_dots_stand_for_what_is_left_out_and_nothing_else_does(shown, printed, right):
    assert agrees(shown, printed) == right
