"""The commands of README and Makefile do what they say."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from importlib import metadata

import languages
import outputs
import pytest
from check import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


PARTS = ["layers", "models", "losses", "autodiff", "labs"]
# a make inside `make test` must not share its job server
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}


def make(*arguments, cwd=ROOT, **options):
    return subprocess.run(["make", *arguments], cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, **options)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the project that may be edited, cut down to its home pages; it shares the installed packages."""
    folder = tmp_path_factory.mktemp("copy") / "book"
    ignored = shutil.ignore_patterns(".git", ".venv", ".cache", ".pytest_cache", "__pycache__", "site", "tests", *PARTS)
    shutil.copytree(ROOT, folder, ignore=ignored)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    edit(folder / "mkdocs.yml", r"  - \w+:\n( +- \w+/\w+\.md\n)+", "")
    for home in folder.glob("docs/*/index.md"):
        edit(home, r"\(\w+/\w+\.md\)", "(index.md)")
    edit(folder / "glossary.yml", "taught: .*", "taught: index.md#home")
    make("translated", "PAGE=index", "LANG=en", cwd=folder, check=True)
    return folder


def edit(file, pattern, new):
    """Replace in a file; returns the text before."""
    text = file.read_text(encoding="utf-8")
    changed = re.sub(pattern, new, text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    return text


def test_the_readme_names_every_command_and_no_other():
    named = set(re.findall(r"\bmake ([a-z]+)", README))
    assert named == set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.M))


def test_both_halves_of_the_readme_give_the_same_commands_in_the_same_order():
    english, korean = README.split("## 한국어", 1)
    commands = [re.findall(r"^```console\n(.*?)^```", half, re.M | re.S) for half in (english, korean)]
    assert commands[0] == commands[1] and commands[0]


def test_the_readme_shows_a_picture_that_is_there():
    [picture] = set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README))
    assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")


def test_the_table_of_the_readme_leads_to_places_that_are_there():
    rows = re.findall(r"^\|.*\|$", README, re.M)
    places = {place for row in rows for place in re.findall(r"`(\w[\w./-]*(?:/|\.\w+))`", row)}
    places -= {"site/", "site/en/"}  # made by `make build`
    assert len(places) > 12
    for place in places:
        assert list(ROOT.glob(place.rstrip("/"))), place


def test_help_lists_every_command():
    listed = re.findall(r"^  make (\w+)", make("help", check=True).stdout, re.M)
    assert listed == re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.M)


def test_build_writes_every_language(site):
    for language in languages.read(ROOT):
        assert f'<html lang="{language.code}"' in (site / language.folder / "index.html").read_text(encoding="utf-8")


def test_continuous_integration_runs_make_test_and_nothing_else():
    lines = (ROOT / ".ci/run").read_text().splitlines()
    assert [line for line in lines if line and not line.startswith(("#", "set ", "cd "))] == ["make test"]
    assert "pytest" in make("--dry-run", "test", check=True).stdout


def test_a_mistake_on_a_page_is_named_and_makes_the_build_of_all_languages_fail(copy):
    page = copy / "docs/en/index.md"
    text = edit(page, '"index.py"\n', '"index.py:part"\n')
    page.write_text(page.read_text(encoding="utf-8") + "\n[lost](lost.md)\n", encoding="utf-8")
    result = make("build", cwd=copy)
    page.write_text(text, encoding="utf-8")
    assert result.returncode != 0
    assert re.search(r"docs/en/index\.md:\d+: snippets/index\.py has no section 'part'; it has none", result.stderr)
    assert "lost.md" in result.stderr


def test_outputs_are_recorded_and_what_changes_is_shown(copy, capsys):
    assert "tools/outputs.py" in make("--dry-run", "outputs", check=True).stdout
    program, out = copy / "snippets/index.py", copy / "snippets/index.out"
    text = edit(program, r"2 \* inputs", "3 * inputs")
    outputs.main(copy)
    recorded = out.read_text()
    program.write_text(text)
    assert recorded == "[3. 6. 9.]\n"
    homes = ", ".join(sorted(f"docs/{language.code}/index.md" for language in languages.read(copy)))
    shown = capsys.readouterr().out
    assert "-[2. 4. 6.]\n+[3. 6. 9.]\n" in shown and f"shown on {homes}" in shown
    assert shown.endswith("1 of 1 outputs changed.\n")
    out.write_text("[2. 4. 6.]\n")


def test_check_names_mistakes_and_fails(copy):
    assert make("check", cwd=copy).stdout == "No problems found.\nThe site builds.\n"
    (copy / "snippets/left_over.out").write_text("1\n")
    result = make("check", cwd=copy)
    (copy / "snippets/left_over.out").unlink()
    assert result.returncode != 0
    assert "snippets/left_over.out:1: no program left_over.py makes this; delete it" in result.stdout


ABSENT = """
import sys
from importlib.machinery import PathFinder

class Present(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in {names!r} else PathFinder.find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = Present
"""


def test_check_needs_no_package_but_those_of_a_translator(copy, tmp_path):
    lines = (ROOT / "requirements-site.txt").read_text(encoding="utf-8").splitlines()
    wanted, needed = [Requirement(line) for line in lines if line and not line.startswith("#")], set()
    for requirement in wanted:
        name = canonicalize_name(requirement.name)
        if name not in needed:
            needed.add(name)
            for each in map(Requirement, metadata.requires(name) or []):
                if not each.marker or any(each.marker.evaluate({"extra": extra}) for extra in ("", *requirement.extras)):
                    wanted.append(each)
    absent = {
        module for module, owners in metadata.packages_distributions().items() if not needed & {canonicalize_name(each) for each in owners}
    }
    assert absent > {"tensorflow", "keras", "matplotlib", "numpy", "sklearn"} and not absent & {"mkdocs", "material", "pytest_codeblocks"}
    (tmp_path / "sitecustomize.py").write_text(ABSENT.format(names=sorted(absent)), encoding="utf-8")
    for targets in (["check"], ["status"], ["build", "LABS=false", f"SITE={tmp_path}/site"]):
        result = subprocess.run(
            ["make", *targets], cwd=copy, env={**ENVIRONMENT, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True
        )
        assert result.returncode == 0, result.stdout + result.stderr


def test_a_python_that_is_too_old_gets_one_clear_message(tmp_path):
    old = tmp_path / "python-old"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    shutil.copy(ROOT / "Makefile", tmp_path)
    for file in ("requirements-site.txt", "requirements.txt", "requirements-legacy.txt", "constraints.txt"):
        shutil.copy(ROOT / file, tmp_path)
    result = make("build", f"PYTHON={old}", cwd=tmp_path)
    assert result.returncode != 0
    assert "Python 3.10 to 3.13 is needed; name one: make build PYTHON=python3.11" in result.stdout


def test_serve_prints_the_addresses_shows_all_languages_and_reloads_on_a_change(copy):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        ["make", "serve", f"PORT={port}"], cwd=copy, env=ENVIRONMENT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    try:
        for language in languages.read(ROOT):
            assert server.stdout.readline() == f"{language.name}: http://127.0.0.1:{port}/{language.folder}\n"
        until(lambda: "실행되는 책" in read(port, "/") and "The Executable Book" in read(port, "/en/"), server)
        for file, path, old, new in (
            ("docs/ko/index.md", "/", "# 실행되는 책", "# 바뀐 책"),
            ("snippets/index.py", "/en/", "2 * inputs", "22 * inputs"),
        ):
            text = edit(copy / file, re.escape(old), new)
            until(lambda: new.lstrip("# ") in re.sub("<[^>]+>", "", read(port, path)), server)
            (copy / file).write_text(text, encoding="utf-8")
    finally:
        os.killpg(server.pid, 15)
        server.wait()


def read(port, path):
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30).read().decode()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def until(happens, process, seconds=120):
    """Ask again until it happens; the process must stay alive."""
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)
