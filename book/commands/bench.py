"""Measure the project's speed as ratios within one run, on an otherwise idle machine.

python -m book.commands.bench

Each line gives a ratio or a cost, and the limit that the project keeps.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ..run import fresh
from ..sources import Book

SMALL = """
import time
start = time.perf_counter()
import tensorflow as tf
print(tf.constant([1.0, 2.0]) * 2)
print(time.perf_counter() - start)
"""
PLAIN = """
site_name: plain
docs_dir: {docs}
site_dir: {site}
theme: {{name: material, font: false}}
markdown_extensions:
  admonition: {{}}
  attr_list: {{}}
  pymdownx.details: {{}}
  pymdownx.highlight: {{}}
  pymdownx.superfences: {{}}
  pymdownx.snippets: {{base_path: {snippets}, dedent_subsections: true}}
"""


def seconds(*arguments, runs=1, **options):
    """The median wall time of Python with these arguments, which must succeed."""
    times, nowhere = [], {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, **nowhere, **options)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def report(what, value, limit, unit=""):
    verdict = "ok" if value <= limit else "over the limit"
    print(f"{what:<64} {value:6.2f}{unit}  at most {limit}{unit}  {verdict}", flush=True)


def process():
    """What a process of its own costs a program, against a fresh interpreter."""
    steps, costs = (("small.py", SMALL),), []
    fresh.run(steps)  # the first run waits for the forkserver
    for _ in range(9):
        start = time.perf_counter()
        [result] = fresh.run(steps)
        costs.append(time.perf_counter() - start - float(result.text.split()[-1]))
    own = statistics.median(costs)
    interpreter = seconds("-c", "import tensorflow, keras", runs=3)
    report("a process of its own, over the program's own work", own, 0.3, " s")
    report("  the same as a share of a fresh interpreter", own / interpreter, 0.05)


def build(book):
    """A warm build of all languages against plain mkdocs-material on the same pages."""
    options = {"env": {**os.environ, "NO_MKDOCS_2_WARNING": "1"}, "cwd": book.root, "runs": 4}
    mkdocs, plain = ["-m", "mkdocs", "build", "--quiet"], 0.0
    with tempfile.TemporaryDirectory() as folder:
        for language in book.languages:
            config, site = Path(folder, f"{language.code}.yml"), Path(folder, language.code)
            snippets = book.root / "snippets"
            config.write_text(PLAIN.format(docs=language.docs, site=site, snippets=snippets))
            plain += seconds(*mkdocs, "--config-file", config, **options)
        ours = seconds(*mkdocs, "--site-dir", Path(folder, "site"), **options)
    report("a build of the site, in builds by plain mkdocs-material", ours / plain, 2)


def tests(book):
    """`make test` against one process that runs every program once."""
    code = "import os, tempfile\nimport tensorflow, keras\nos.chdir(tempfile.mkdtemp())\n"
    for program in book.programs.values():
        compiled = f"compile({program.code!r}, {program.name!r}, 'exec')"
        code += f"try: exec({compiled}, {{'__name__': '__main__'}})\nexcept Exception: pass\n"
    floor = seconds("-c", code, runs=3)
    pytest = ["-m", "pytest", "-q"]
    without = seconds(*pytest, "--ignore", "tests/browser", cwd=book.root, runs=2)
    report("the tests without a browser, in runs of every program once", without / floor, 2.5)
    whole = seconds(*pytest, cwd=book.root)
    report("the tests with a browser, in runs of every program once", whole / floor, 5)


if __name__ == "__main__":
    book = Book.read(Path.cwd())
    process()
    build(book)
    tests(book)
