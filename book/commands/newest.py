"""Try the newest TensorFlow and Keras on a copy of the last commit; report what a reader would see.

python -m book.commands.newest [keras==3.12.4 ...]

What README says under "Raise a dependency" happens in .cache/newest: the pins are taken away (or
replaced by those named), the dependencies locked anew, the outputs recorded, the tests run. Nothing
else is touched. Prints the report, leaves it in .cache/newest.md, and exits 1 if anything changed.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# what of it a machine installs depends on the machine
ASKED = ["tensorflow", "tensorflow-cpu", "tf_keras", "keras"]
# these are reported even if they are the same
READERS = ["tensorflow", "tensorflow-cpu", "keras", "numpy"]
LIMIT = 60_000  # bytes; an issue holds 65536 characters


def unpin(text, asked):
    """A requirements file that asks for the newest of what is asked, or for the version asked."""
    for wish in map(Requirement, asked):
        pin = rf"^({re.escape(wish.name)})==\S+"
        text = re.sub(pin, rf"\1{wish.specifier}", text, flags=re.MULTILINE)
    return text


def pinned(root):
    """The versions that the project installs on this machine, as {name: version}."""
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line.rstrip("\\ ")) for line in lines if re.match(r"\w", line)]
    return {
        canonicalize_name(pin.name): str(pin.specifier).strip("=")
        for pin in pins
        if not pin.marker or pin.marker.evaluate()
    }


def report(before, now, outputs, tests):
    """(whether all is well, the report) from two {name: version} and two finished commands."""
    recorded = re.search(r"(\d+) of \d+ outputs changed", outputs.stdout)
    ended = re.findall(
        r"^=* ?(\d+ (?:passed|failed|error).*?) in [\d.]+s", tests.stdout, re.MULTILINE
    )
    failures = re.findall(r"^(?:FAILED|ERROR) .*", tests.stdout, re.MULTILINE)
    tried = [f"{name} {now[name]}" for name in READERS if name in now and name != "numpy"]
    programs = recorded[0] if recorded else "the programs could not be run"
    parts = [
        f"{', '.join(tried)}: {programs}; {ended[-1] if ended else 'the tests could not be run'}",
        _table(before, now),
        "What a reader would see change:",
        _fenced(outputs.stdout if recorded else outputs.stdout + outputs.stderr[-4000:]),
        "Tests that fail once these outputs are recorded:",
        _fenced("\n".join(failures) or (tests.stdout + tests.stderr)[-4000:])
        if tests.returncode
        else _fenced("none"),
    ]
    well = bool(recorded) and recorded[1] == "0" and outputs.returncode == tests.returncode == 0
    return well, _cut("\n\n".join(parts)) + "\n"


def _table(before, now):
    changed = [name for name in sorted(now) if now[name] != before.get(name)]
    rows = dict.fromkeys([*(name for name in READERS if name in now), *changed])
    lines = [f"| {name} | {before.get(name, 'none')} | {now[name]} |" for name in rows]
    return "\n".join(["| package | in the book | tried |", "| --- | --- | --- |", *lines])


def _fenced(text):
    return f"````diff\n{text.strip()}\n````"


def _cut(text):
    if len(text.encode()) <= LIMIT:
        return text
    most = text.encode()[:LIMIT].decode(errors="ignore")
    return most + "\n````\n\nCut here; `make newest` shows the rest."


def attempt(copy):
    """Lock, record and test in a copy of the project: (what is installed, outputs, tests)."""
    # a make inside a make must not share its job server, nor be told its variables
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}

    def make(*arguments, **options):
        command = ["make", "--silent", *arguments, f"PYTHON={sys.executable}"]
        options |= {"cwd": copy, "env": environment, "text": True, "stdin": subprocess.DEVNULL}
        return subprocess.run(command, **options)

    if make("lock").returncode:
        named = "`make newest WITH='keras<3.13'`"
        sys.exit(f"These versions do not fit together; name others, as in {named}.")
    outputs = make("outputs", capture_output=True)
    tests = make("test", "TESTS=-q --tb=no", capture_output=True)
    pip = [copy / ".venv/bin/python", "-m", "pip", "list", "--format=freeze"]
    lines = subprocess.run(pip, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    installed = dict(line.split("==") for line in lines)
    return {canonicalize_name(name): installed[name] for name in installed}, outputs, tests


def main(root, asked):
    copy, written = root / ".cache/newest", root / ".cache/newest.md"
    written.unlink(missing_ok=True)
    shutil.rmtree(copy, ignore_errors=True)
    subprocess.run(["git", "clone", "--quiet", root, copy], check=True)
    for file in copy.glob("requirements*.txt"):
        file.write_text(unpin(file.read_text(encoding="utf-8"), asked), encoding="utf-8")
    installed, outputs, tests = attempt(copy)
    before = pinned(root)
    now = {name: version for name, version in installed.items() if name in before}
    well, text = report(before, now, outputs, tests)
    written.write_text(text, encoding="utf-8")
    print(text)
    return int(not well)


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), sys.argv[1:] or ASKED))
