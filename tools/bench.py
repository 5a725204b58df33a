"""Measure the project's speed as ratios within one run, on an otherwise idle machine.

    python tools/bench.py

Each line gives a ratio or a cost, and the limit that the project keeps.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import fresh
from programs import Program, programs

ROOT = Path(__file__).resolve().parent.parent
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


def seconds(*command, runs=1, **options):
    """The median wall time of a command that must succeed."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def report(what, value, limit, unit=""):
    verdict = "ok" if value <= limit else "over the limit"
    print(f"{what:<64} {value:6.2f}{unit}  at most {limit}{unit}  {verdict}", flush=True)


def process():
    """What a process of its own costs a program, against a fresh interpreter."""
    program = Program(ROOT, "layers/exponential/lambda.py")
    timed = f"import time\nstart = time.perf_counter()\n{program.code}\nprint(time.perf_counter() - start)\n"
    fresh.run(program.steps)  # the first run waits for the forkserver
    costs = []
    for _ in range(9):
        start = time.perf_counter()
        [result] = fresh.run(((program.path.name, timed),))
        costs.append(time.perf_counter() - start - float(result.text.split()[-1]))
    own = statistics.median(costs)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, program.path.name)
        copy.write_text("import tensorflow, keras\n")
        interpreter = seconds(sys.executable, copy, runs=3)
    report("a process of its own, over the program's own work", own, 0.3, " s")
    report("  the same as a share of a fresh interpreter", own / interpreter, 0.05)


def tests():
    """`make test` against one process that runs every program once."""
    code = "\n".join(
        ["import os, sys, tempfile", "import tensorflow, keras", "os.chdir(tempfile.mkdtemp())"]
        + [
            f"try: exec(compile({program.code!r}, {program.name!r}, 'exec'), {{'__name__': '__main__'}})\nexcept Exception: pass"
            for program in programs(ROOT)
        ]
    )
    floor = seconds(sys.executable, "-c", code, runs=3)
    pytest = [sys.executable, "-m", "pytest", "-q"]
    without = seconds(*pytest, "--ignore", "tests/test_browser.py", cwd=ROOT, runs=2)
    report("the tests without a browser, in runs of every program once", without / floor, 2.5)
    report("the tests with a browser, in runs of every program once", seconds(*pytest, cwd=ROOT) / floor, 5)


def build():
    """A warm build of both languages against plain mkdocs-material on the same pages."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    with tempfile.TemporaryDirectory() as folder:
        plain = 0.0
        for docs in sorted((ROOT / "docs").iterdir()):
            config = Path(folder, f"{docs.name}.yml")
            config.write_text(PLAIN.format(docs=docs, site=Path(folder, docs.name), snippets=ROOT / "snippets"))
            plain += seconds(*mkdocs, "--config-file", config, env=environment, runs=4)
        ours = seconds(*mkdocs, "--site-dir", Path(folder, "site"), cwd=ROOT, env=environment, runs=4)
    report("a build of the site, in builds by plain mkdocs-material", ours / plain, 2)


if __name__ == "__main__":
    process()
    build()
    tests()
