"""Everything that is installed is locked, to a version and to the hashes of its files."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = {"requirements-site.txt": "constraints-site.txt", "requirements.txt": "constraints.txt"}
every_lock = pytest.mark.parametrize("asked, lock", LOCKS.items())


def read(file):
    return (ROOT / file).read_text(encoding="utf-8")


def pins(file):
    """Names and versions, without the conditions, which uv writes in its own way."""
    lines = [line.rstrip("\\ ") for line in read(file).splitlines() if re.match(r"\w", line)]
    return {(canonicalize_name(pin.name), pin.specifier) for pin in map(Requirement, lines)}


@every_lock
def test_what_is_asked_for_is_what_is_locked(asked, lock):
    locked = [(name, str(version).strip("=")) for name, version in pins(lock)]
    assert pins(asked)
    for name, wish in pins(asked):
        assert any(name == other and version in wish for other, version in locked), name


@every_lock
def test_every_version_is_locked_to_hashes_and_no_index_is_named(asked, lock):
    pin = r"\w[^\n]*==[^\n]* \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
    assert re.fullmatch(rf"(?:#[^\n]*\n)*(?:{pin})+", read(lock))


def test_a_translator_gets_the_versions_that_the_tests_ran_with():
    assert pins("constraints-site.txt") < pins("constraints.txt")


def test_a_translator_needs_few_packages():
    names = {name for name, _ in pins("constraints-site.txt")}
    assert len(names) <= 60 and not names & {"tensorflow", "keras", "numpy", "nbformat"}


def test_the_set_up_refuses_what_is_not_what_was_locked(tmp_path):
    with zipfile.ZipFile(tmp_path / "thing-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("thing-1.dist-info/METADATA", "Name: thing\nVersion: 1\n")
        wheel.writestr("thing-1.dist-info/WHEEL", "Wheel-Version: 1.0\n")
        wheel.writestr("thing-1.dist-info/RECORD", "")
    other = hashlib.sha256(b"other").hexdigest()
    (tmp_path / "constraints-site.txt").write_text(f"thing==1 \\\n    --hash=sha256:{other}\n")
    for file in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / file, tmp_path)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    environment |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}
    command = ["make", ".venv/site", f"PYTHON={sys.executable}"]
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert result.returncode != 0 and not (tmp_path / ".venv/site").exists()
    assert "DO NOT MATCH THE HASHES" in result.stderr
    assert f"Expected sha256 {other}" in result.stderr


def test_the_set_up_installs_without_a_hash_only_the_package_of_this_folder():
    command = ["make", "--dry-run", "--always-make", ".venv/ready"]
    made = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    calls = [line for line in made.splitlines() if "pip install" in line]
    [own] = [line for line in calls if "--require-hashes" not in line]
    assert len(calls) == 3 and own.endswith("--no-deps --no-build-isolation --editable .")


def test_nothing_that_a_package_needs_is_missing():
    command = [sys.executable, "-m", "pip", "check"]
    said = subprocess.run(command, capture_output=True, text=True).stdout
    # tf_keras asks for it by that very name, and it is called tensorflow-cpu on most machines
    known = r"tf.keras \S+ requires tensorflow, which is not installed\.\n"
    assert re.fullmatch(rf"{known}|No broken requirements found\.\n", said), said
