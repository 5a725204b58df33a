"""The labs: pages whose code mkdocs-jupyter executes, once for all languages, side by side."""

import hashlib
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import indent

from ..sources import Page, Problem, Program

FOLDER = Path(__file__).with_name("notebook")
LOOK = Path(__file__).parent.with_name("run") / "matplotlibrc"
THREADS = "OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"
log = logging.getLogger("mkdocs.plugins.book")


@dataclass
class Lab:
    """A page below labs/, and the program that it shows from top to bottom."""

    page: Page
    program: Program

    @property
    def name(self):
        return self.program.path.stem

    @property
    def blocks(self):
        return cells(self.page)

    @property
    def notebook(self):
        more = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
        cells = [{"source": block.text, **more} for block in self.blocks]
        kernel = {"name": "book", "display_name": "book", "language": "python"}
        format = {"metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 4}
        return json.dumps({"cells": cells, **format})

    @property
    def cache(self):
        """Where its outputs are kept until its code, a package or the way of running changes."""
        root = self.page.root
        files = [root / "constraints.txt", LOOK, *sorted(FOLDER.rglob("*.j*"))]
        content = [self.notebook.encode(), *(file.read_bytes() for file in files)]
        key = hashlib.sha256(b"".join(content)).hexdigest()[:16]
        return root / f".cache/labs/{self.name}-{key}.json"


@dataclass
class Outputs:
    """What the labs print and draw, in place of what is recorded of them."""

    printed: dict = field(default_factory=dict)  # {(program, code of a cell): text}
    drawn: dict = field(default_factory=dict)  # {snippets/labs/layers/layers.svg: the figure}

    def add(self, lab):
        """Add what a lab put out when it was executed."""
        figures = []
        cells = json.loads(lab.cache.read_text(encoding="utf-8"))
        for block, cell in zip(lab.blocks, cells, strict=True):
            shown = [output["data"] for output in cell if "data" in output]
            figures += [data["image/svg+xml"] for data in shown if "image/svg+xml" in data]
            text = [output["text"] for output in cell if output.get("name") == "stdout"]
            text += [data["text/plain"] for data in shown if "image/svg+xml" not in data]
            self.printed[block.file, block.text] = "".join(text).strip()
        for number, figure in enumerate(figures, 1):
            file = lab.program.figure(number)
            self.drawn[file.relative_to(lab.page.root).as_posix()] = figure

    def edits(self, page):
        """How to show on a page what its code prints, as `edits.replaced` wants it."""
        for block in page.programs:
            if (block.file, block.text) in self.printed:
                text, after = self.printed[block.file, block.text], block.fence.span[1]
                place = block.output.fence.span if block.output else (after, after)
                shown = indent(f"\n\n````text\n{text}\n````\n", block.fence.before)
                yield place, shown if text else ""


def _own(slug):
    """The program of a lab."""
    return f"{slug}/{slug.rpartition('/')[2]}.py"


def cells(page):
    """The blocks that are run one after the other; in a lab the answers of exercises are not."""
    lab = page.slug.startswith("labs/")
    return [block for block in page.programs if not lab or block.file == _own(page.slug)]


def read(book):
    """The labs, each in the language that has it first."""
    for slug in book.slugs:
        if slug.startswith("labs/") and (program := book.programs.get(_own(slug))):
            yield Lab(next(pages[slug] for pages in book.pages.values() if slug in pages), program)


def outputs(book, execute):
    """The Outputs of all labs; if it may, it executes those that changed."""
    labs, outputs = list(read(book)), Outputs()
    changed = [lab for lab in labs if not lab.cache.exists()] if execute else []
    names = [f"lab {n} of {len(changed)}: {lab.name} …" for n, lab in enumerate(changed, 1)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for problem in filter(None, pool.map(_execute, changed, names)):
            log.warning(problem)
    for lab in labs:
        if lab.cache.exists():
            outputs.add(lab)
    for file in {*book.root.glob(".cache/labs/*.json")} - {lab.cache for lab in labs}:
        file.unlink()
    return outputs


def _execute(lab, name):
    """Execute one lab and keep its outputs. Returns what failed, if anything."""
    log.info(name)
    start = time.monotonic()
    environment = {**os.environ, "JUPYTER_PATH": str(FOLDER), "MATPLOTLIBRC": str(LOOK)}
    environment |= dict.fromkeys(THREADS, "1")  # the labs share the cores
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "lab.ipynb").write_text(lab.notebook, encoding="utf-8")
        command = [sys.executable, "-m", "book.site.execute", "lab.ipynb"]
        run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if run.returncode:
        message = f"lab {lab.name} did not run to its end; see below why"
        return f"{Problem(lab.page.path, 1, message)}\n{run.stderr}"
    for block, cell in zip(lab.blocks, json.loads(run.stdout), strict=True):
        for error in (output for output in cell if output["output_type"] == "error"):
            what = f"lab {lab.name}: {error['ename']}: {error['evalue']}"
            message = f"{what}; correct {lab.program.where}"
            return "\n".join(
                [str(Problem(lab.page.path, block.line, message)), *error["traceback"]]
            )
    lab.cache.parent.mkdir(parents=True, exist_ok=True)
    lab.cache.write_text(run.stdout, encoding="utf-8")
    log.info("%s %.0f s", name, time.monotonic() - start)
    return None
