"""The commands of the Makefile do what they say, in a copy of the project."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from book.sources.language import read_languages

ROOT = Path(__file__).resolve().parent.parent.parent
# a make inside `make test` must not share its job server, nor say that it is inside
ENVIRONMENT = {name: text for name, text in os.environ.items() if not name.startswith("MAKE")}


def test_continuous_integration_runs_make_test_and_nothing_else(make):
    lines = (ROOT / ".ci/run").read_text().splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["make test"]
    assert "python -m pytest" in make("--dry-run", "test", check=True).stdout


def test_a_mistake_on_a_page_is_named_and_makes_the_build_of_all_languages_fail(
    copy, make, change, tmp_path
):
    page = copy / "docs/en/index.md"
    change(page, r'index\.py"\n', 'index.py:part"\n')
    change(page, r"\Z", "\n[lost](lost.md)\n")
    result = make("build", "LABS=false", f"SITE={tmp_path}/site", cwd=copy)
    said = result.stdout + result.stderr
    assert result.returncode != 0
    assert re.search(r"docs/en/index\.md:\d+: snippets/\S+ has no section 'part'; it has ", said)
    assert re.search(r"docs/en/index\.md:\d+: lost\.md: no such page; ", said)


def test_outputs_are_recorded_and_what_changes_is_shown(copy, make, change):
    [program] = copy.glob("snippets/**/index.py")
    change(program.with_suffix(".out"), "2. 4. 6.", "1. 4. 6.")
    shown = make("outputs", cwd=copy, check=True).stdout
    homes = sorted(f"docs/{language.code}/index.md" for language in read_languages(copy))
    assert "-[1. 4. 6.]\n+[2. 4. 6.]\n" in shown and f"shown on {', '.join(homes)}" in shown
    assert shown.endswith("1 of 1 outputs changed.\n")
    assert program.with_suffix(".out").read_text() == "[2. 4. 6.]\n"


def test_check_names_mistakes_and_fails(copy, make):
    assert make("check", cwd=copy).stdout == "No problems found.\nThe site builds.\n"
    left_over = copy / "snippets/left_over.out"
    left_over.write_text("1\n")
    result = make("check", cwd=copy)
    left_over.unlink()
    answer = "snippets/left_over.out:1: no program left_over.py makes this; delete it\n"
    assert (result.returncode != 0, result.stdout) == (True, answer)


ABSENT = """
from importlib.machinery import PathFinder

class Present(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name.partition(".")[0] not in {names!r}:
            return PathFinder.find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = Present
"""


def needed_by_a_translator():
    """The packages that requirements-site.txt asks for, with all that they need."""
    lines = (ROOT / "requirements-site.txt").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line.split(" --hash")[0]) for line in lines if re.match(r"\w", line)]
    needed = {"setuptools", "pip", "book"}
    for requirement in wanted:
        name = canonicalize_name(requirement.name)
        if name in needed or (
            requirement.marker and not requirement.marker.evaluate({"extra": ""})
        ):
            continue
        needed.add(name)
        for each in map(Requirement, metadata.requires(name) or []):
            extras = ("", *requirement.extras)
            if not each.marker or any(each.marker.evaluate({"extra": extra}) for extra in extras):
                wanted.append(each)
    return needed


def test_a_translator_needs_no_tensorflow_no_jupyter_and_no_package_but_theirs(
    copy, make, tmp_path
):
    needed = needed_by_a_translator()
    owners = {
        module: {canonicalize_name(each) for each in packages}
        for module, packages in metadata.packages_distributions().items()
    }
    absent = {module for module, packages in owners.items() if not needed & packages}
    assert absent > {"tensorflow", "keras", "matplotlib", "numpy", "sklearn", "mkdocs_jupyter"}
    assert not absent & {"mkdocs", "material", "pytest_codeblocks"} and len(needed) <= 63
    (tmp_path / "sitecustomize.py").write_text(ABSENT.format(names=sorted(absent)))
    environment = {**ENVIRONMENT, "PYTHONPATH": str(tmp_path)}
    for targets in (["check"], ["status"], ["build", "LABS=false", f"SITE={tmp_path}/site"]):
        result = make(*targets, cwd=copy, env=environment)
        assert result.returncode == 0, result.stdout + result.stderr


def test_a_python_that_is_too_old_gets_one_clear_message(make, tmp_path):
    old = tmp_path / "python-old"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    for file in [ROOT / "Makefile", ROOT / "pyproject.toml", *ROOT.glob("*.txt")]:
        shutil.copy(file, tmp_path)
    result = make("build", f"PYTHON={old}", cwd=tmp_path)
    assert result.returncode != 0
    answer = "Python 3.10 to 3.13 is needed; name one: make build PYTHON=python3.11"
    assert answer in result.stdout.splitlines()


def test_serve_prints_the_addresses_shows_all_languages_and_reloads_on_a_change(copy, change):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        ["make", "serve", "LABS=false", f"PORT={port}"],
        cwd=copy,
        env=ENVIRONMENT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        for language in read_languages(copy):
            address = f"{language.name}: http://127.0.0.1:{port}/{language.folder}\n"
            assert server.stdout.readline() == address
        home = "실행되는 책", "The Executable Book"
        until(lambda: home[0] in read(port, "/") and home[1] in read(port, "/en/"), server)
        [program] = copy.glob("snippets/**/index.py")
        change(copy / "docs/ko/index.md", "# 실행되는 책", "# 바뀐 책")
        until(lambda: "바뀐 책" in read(port, "/"), server)
        change(program, r"2 \* inputs", "22 * inputs")
        until(lambda: "22 * inputs" in re.sub("<[^>]+>", "", read(port, "/en/")), server)
    finally:
        os.killpg(server.pid, 15)
        server.wait()


def read(port, path):
    try:
        address = f"http://127.0.0.1:{port}{path}"
        return urllib.request.urlopen(address, timeout=30).read().decode()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def until(happens, process, seconds=120):
    """Ask again until it happens; the process must stay alive."""
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)
