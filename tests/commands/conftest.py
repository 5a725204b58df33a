"""Fixtures: the commands of the Makefile, run in a copy of the project that a test may edit."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
# a make inside `make test` must not share its job server, nor pytest its own settings
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "PYTEST_"))
}
LEFT_BEHIND = (".git", ".venv", ".cache", ".pytest_cache", "__pycache__", "test-results")


@pytest.fixture(scope="session")
def make():
    """Run a command of the Makefile: make("check", cwd=folder)."""

    def run(*arguments, cwd=ROOT, **options):
        settings = {"env": ENVIRONMENT, "capture_output": True, "text": True, **options}
        return subprocess.run(["make", *arguments], cwd=cwd, **settings)

    return run


def edit(file, pattern, new):
    """Replace in a file; returns the text before."""
    text = file.read_text(encoding="utf-8")
    changed = re.sub(pattern, new, text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    return text


@pytest.fixture(scope="module")
def copy(tmp_path_factory, make):
    """A copy of the project with its home pages alone; it shares the installed packages."""
    folder = tmp_path_factory.mktemp("copy") / "book"
    chapters = [path.name for path in (ROOT / "docs/ko").iterdir() if path.is_dir()]
    left = shutil.ignore_patterns(*LEFT_BEHIND, "tests", *chapters)

    def ignore(directory, names):
        # a chapter has a folder in docs/ and in snippets/, and nowhere else
        inside = Path(directory).relative_to(ROOT).parts[:1] in (("docs",), ("snippets",))
        kept = left if inside else shutil.ignore_patterns(*LEFT_BEHIND, "tests")
        built = {"site"} if Path(directory) == ROOT else set()  # book/site is no built site
        return kept(directory, names) | built

    shutil.copytree(ROOT, folder, ignore=ignore)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    edit(folder / "mkdocs.yml", r"  - \w+:\n( +- \w+/\w+\.md\n)+", "")
    for home in folder.glob("docs/*/index.md"):
        edit(home, r"\(\w+/\w+\.md\)", "(index.md)")
    edit(folder / "glossary.yml", "taught: .*", "taught: index.md#home")
    make("translated", "PAGE=index", "LANG=en", cwd=folder, check=True)
    return folder


@pytest.fixture
def change():
    """Replace in a file for the time of the test: change(file, pattern, new)."""
    changed = []

    def replace(file, pattern, new):
        changed.append((file, edit(file, pattern, new)))

    yield replace
    for file, text in reversed(changed):
        file.write_text(text, encoding="utf-8")
