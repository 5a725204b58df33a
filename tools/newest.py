"""Try the newest TensorFlow and Keras on a copy of the last commit, and report what a reader would see change.

    python tools/newest.py [keras==3.12.4 ...]

What README says under "Raise a dependency" happens in .cache/newest: the pins are taken away (or replaced by
those named), the dependencies locked anew, the outputs recorded, the tests run. Nothing else is touched.
Prints the report, leaves it in .cache/newest.md, and exits 1 if anything changed.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
ASKED = ["tensorflow", "tensorflow-cpu", "tf_keras", "keras"]  # what of it a machine installs depends on the machine
READERS = ["tensorflow", "tensorflow-cpu", "keras", "numpy"]  # these are reported even if they are the same
LIMIT = 60_000  # bytes; an issue holds 65536 characters


def unpin(text, asked):
    """The text of a requirements file that asks for the newest of what is asked, or for the version asked."""
    for wish in map(Requirement, asked):
        text = re.sub(rf"^({re.escape(wish.name)})==\S+", rf"\1{wish.specifier}", text, flags=re.MULTILINE)
    return text


def pinned(root):
    """The versions that the project installs on this machine, as {name: version}."""
    lines = [line for file in ("constraints.txt", "requirements-legacy.txt") for line in (root / file).read_text().splitlines()]
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): str(pin.specifier).strip("=") for pin in pins if not pin.marker or pin.marker.evaluate()}


def report(before, now, outputs, tests):
    """(whether all is well, the report) from two {name: version} and two finished commands."""
    first = [name for name in READERS if name in now]
    rows = first + [name for name in sorted(now.keys() - first) if now[name] != before.get(name)]
    table = [f"| {name} | {before.get(name, 'none')} | {now[name]} |" for name in rows]
    recorded = re.search(r"(\d+) of \d+ outputs changed", outputs.stdout)
    ended = re.findall(r"^=* ?(\d+ (?:passed|failed|error).*?) in [\d.]+s", tests.stdout, re.MULTILINE)
    failures = re.findall(r"^(?:FAILED|ERROR) .*", tests.stdout, re.MULTILINE)
    well = bool(recorded) and recorded[1] == "0" and outputs.returncode == tests.returncode == 0
    title = [", ".join(f"{name} {now[name]}" for name in first if name != "numpy")]
    title += [recorded[0] if recorded else "the programs could not be run", ended[-1] if ended else "the tests could not be run"]
    parts = [
        f"{title[0]}: {title[1]}; {title[2]}",
        "\n".join(["| package | in the book | tried |", "| --- | --- | --- |", *table]),
        "What a reader would see change:",
        _fenced(outputs.stdout if recorded else outputs.stdout + outputs.stderr[-4000:]),
        "Tests that fail once these outputs are recorded:",
        _fenced("\n".join(failures) or (tests.stdout + tests.stderr)[-4000:] if tests.returncode else "none"),
    ]
    text = "\n\n".join(parts)
    if len(text.encode()) > LIMIT:
        text = text.encode()[:LIMIT].decode(errors="ignore") + "\n````\n\nCut here; `make newest` shows the rest."
    return well, text + "\n"


def _fenced(text):
    return f"````diff\n{text.strip()}\n````"


def main(root, asked):
    copy, written = root / ".cache/newest", root / ".cache/newest.md"
    written.unlink(missing_ok=True)
    shutil.rmtree(copy, ignore_errors=True)
    subprocess.run(["git", "clone", "--quiet", root, copy], check=True)
    for file in copy.glob("requirements*.txt"):
        file.write_text(unpin(file.read_text(encoding="utf-8"), asked), encoding="utf-8")
    # a make inside a make must not share its job server, nor be told its variables
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}

    def make(*arguments, **options):
        command = ["make", "--silent", *arguments, f"PYTHON={sys.executable}"]
        return subprocess.run(command, cwd=copy, env=environment, text=True, stdin=subprocess.DEVNULL, **options)

    if make("lock").returncode:
        sys.exit("These versions do not fit together; name others, as in `make newest WITH='keras<3.13'`.")
    outputs = make("outputs", capture_output=True)
    tests = make("test", "TESTS=-q --tb=no", capture_output=True)
    python = [copy / ".venv/bin/python", "-m", "pip", "list", "--format=freeze"]
    installed = subprocess.run(python, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    now = {canonicalize_name(name): version for name, version in (line.split("==") for line in installed)}
    before = pinned(root)
    well, text = report(before, {name: version for name, version in now.items() if name in before}, outputs, tests)
    written.write_text(text, encoding="utf-8")
    print(text)
    return int(not well)


if __name__ == "__main__":
    sys.exit(main(ROOT, sys.argv[1:] or ASKED))
