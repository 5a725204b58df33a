"""The guide's commands, typed one after the other in a clone, print what the guide shows.

Between them the reader writes in an editor and decides on the web. What the reader has written is what `cat`, `head`
and `git diff` show next, so the test reads it there.
"""

import os
import re
import shutil
import subprocess

import pages
import pytest
from bs4 import BeautifulSoup
from check import ROOT

GUIDE = ROOT / "docs/ko/guide.md"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
UPSTREAM = "https://git.example/you/book"
NOT_SHOWN = r"(?s:.*?)"


def commands(file):
    """(line of the block, command, what is printed) for each command of a page."""
    for block in pages.read(ROOT, file).blocks:
        for command in re.split(r"^\$ ", block.text.replace("# ;--8<--", "# --8<--"), flags=re.MULTILINE)[1:]:
            typed, _, printed = command.partition("\n")
            yield block.line, typed, printed


def agrees(shown, printed):
    """Whether the text is the one shown, where `...` stands for any; on a line of its own also for none."""
    pattern = re.escape(shown).replace(r"\.\.\.", NOT_SHOWN).replace(f"{NOT_SHOWN}\\\n", r"(?s:.*\n)?")
    return bool(re.fullmatch(pattern, printed))


class Reader:
    """Someone with a clone, and the repository on the web that it was made from."""

    def __init__(self, folder):
        self.folder, self.web = folder, folder / "web"
        settings = folder / "gitconfig"
        settings.write_text(
            f'[user]\nname = Reader\nemail = reader@example.com\n[url "{self.web}"]\ninsteadOf = {UPSTREAM}\n'
            "[core]\npager = cat\n[safe]\ndirectory = *\n"  # also where the checkout is another user's
        )
        # a make inside `make test` must not share its job server
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "GIT_", "PYTEST_"))}
        self.environment = {**kept, "LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": str(settings), "GIT_CONFIG_NOSYSTEM": "1"}

    def run(self, command, folder, check=False):
        """What is printed."""
        return subprocess.run(
            command, shell=True, cwd=folder, env=self.environment, text=True, check=check, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ).stdout

    def publish(self):
        """The repository on the web is this one, with what is not committed yet."""
        self.run(f"git clone --quiet --no-checkout '{ROOT}' web && git -C web switch --quiet --force-create main", self.folder, check=True)
        ignored = shutil.ignore_patterns(".git", ".venv", ".cache", ".pytest_cache", "__pycache__", "site", "test-results")
        shutil.copytree(ROOT, self.web, ignore=ignored, dirs_exist_ok=True)
        for folder in ("languages/ja", "docs/ja"):  # the guide begins Japanese; a book that has it has to forget it
            shutil.rmtree(self.web / folder, ignore_errors=True)
        words = (self.web / "glossary.yml").read_text(encoding="utf-8")
        (self.web / "glossary.yml").write_text(re.sub(r"^  ja:\n(    .*\n)+", "", words, flags=re.MULTILINE), encoding="utf-8")
        self.run("git add --all && git commit --quiet --allow-empty --message now", self.web, check=True)

    def type(self, command, shown):
        """What is printed; first what only a person does is done."""
        book = self.folder / "book"
        words = command.split()
        if command == "git pull":  # the two requests were accepted on the web
            self.run("git merge --quiet second-call && git merge --quiet --no-edit japanese", self.web, check=True)
        if words[0] in ("cat", "head") or words[:2] == ["git", "diff"]:
            write(book, words, shown)
        if words[:2] == ["make", "serve"]:
            return self.serve(command, book, shown.count("\n") - 1)
        printed = self.run(command, book if book.exists() else self.folder)
        if words[:2] == ["git", "clone"]:  # share the installed packages, and let make see that they are there
            (book / ".venv").symlink_to(ROOT / ".venv")
            for file in [*book.glob("constraints*.txt"), book / "pyproject.toml"]:
                os.utime(file, (0, 0))
        return printed

    def serve(self, command, book, count):
        """The first lines; then Ctrl+C."""
        server = subprocess.Popen(
            command, shell=True, cwd=book, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            return "".join(server.stdout.readline() for _ in range(count))
        finally:
            os.killpg(server.pid, 15)
            server.communicate()


def write(book, words, shown):
    """Write in an editor what the command shows next."""
    file = book / words[-1]
    if words[0] == "cat":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(shown, encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    if words[0] == "head":
        new = shown + "".join(text.splitlines(keepends=True)[int(words[1][1:]) :])
    else:
        changed = [line for line in shown.splitlines(keepends=True) if line != "...\n"]
        before, after = ("".join(line[1:] for line in changed if line[0] != sign) for sign in "+-")
        assert text.count(before) == 1, f"{words[-1]} does not have, once: {before}"
        new = text.replace(before, after)
    file.write_text(new, encoding="utf-8")


@pytest.fixture
def copy(tmp_path):  # the name lets tests/collect_book.py start it early
    reader = Reader(tmp_path)
    reader.publish()
    return reader


def test_the_commands_of_the_guide_print_what_it_shows(copy):
    for line, command, shown in commands(GUIDE):
        if command.startswith("cd "):
            assert (copy.folder / command[3:]).is_dir()
            continue
        printed = copy.type(command, shown)
        assert agrees(shown, printed), f"docs/*/guide.md:{line}: $ {command}\nshows:\n{shown}\nbut prints:\n{printed}"


@pytest.mark.parametrize("address", ["guide", "en/guide"])
def test_the_copy_button_copies_what_is_typed_and_not_what_is_printed(site, address):
    page = BeautifulSoup((site / address / "index.html").read_text(encoding="utf-8"), "html.parser")
    copied = [block["data-copy"] for block in page.select("div.language-console")]
    assert "\n".join(copied).splitlines() == [command for _, command, _ in commands(GUIDE)]


@pytest.mark.parametrize("shown, printed, right", [
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
])  # fmt: skip
def test_three_dots_stand_for_what_is_left_out_and_nothing_else_does(shown, printed, right):
    assert agrees(shown, printed) == right


def test_contributing_gives_the_commands_of_the_guide_path_by_path_in_both_languages():
    typed = [command for _, command, _ in commands(GUIDE)]
    english, korean = CONTRIBUTING.split("## 한국어")
    given = [re.findall(r"^```console\n(.*?)^```", half, re.MULTILINE | re.DOTALL) for half in (english, korean)]
    assert given[0] == given[1] and len(given[0]) == 5
    for block in given[0]:
        rest = iter(typed)
        for command in block.splitlines():
            assert command in rest, f"the guide does not give {command!r}, or not in this order"


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_the_links_of_a_file_at_the_root_lead_to_files_that_are_there(text):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert "docs/en/guide.md" in links and "docs/ko/guide.md" in links
    for link in links:
        assert (ROOT / link).exists(), link
