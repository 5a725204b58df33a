"""Run a program, or the blocks of a page, in a fresh process that has TensorFlow loaded.

A forkserver imports TensorFlow once; each run is a fork of it, so it starts in a
fraction of a second and shares nothing with the runs before it.
"""

import functools
import multiprocessing.forkserver
import os
import re
import sys
import tempfile
import threading
import traceback
import types
import unittest.mock
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import figures

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tools"))  # a run may start while pytest already takes its own paths away
SECONDS = 180  # a whole lab takes 20 s alone, and several times as long beside other runs
SUGGESTION = re.compile(r"\. Did you (?:mean|forget)[^\n]*\?$", re.MULTILINE)  # only some versions of Python say it
ANSI = re.compile(r"\x1b\[[0-9;]*m")

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["preload"])
_starting = threading.Lock()


@functools.cache  # once: other threads read the environment too
def start():
    """Launch the forkserver, once; it loads TensorFlow while the caller does something else."""
    # the environment is the only way to hand it the preload module; Keras loads matplotlib, and that its look
    tools = str(ROOT / "tools")
    with unittest.mock.patch.dict(os.environ, PYTHONPATH=tools, MATPLOTLIBRC=tools):
        multiprocessing.forkserver.ensure_running()


@dataclass(frozen=True)
class Result:
    """What one step printed on stdout, the exception that ended it, if any, and what it drew."""

    stdout: str
    error: str = ""
    traceback: str = ""
    figures: tuple = ()  # SVG

    @property
    def text(self):
        """The output as a reader sees it: stdout, then a failure's type and message."""
        failure = f"Traceback (most recent call last):\n  ...\n{self.error}" if self.error else ""
        lines = ANSI.sub("", self.stdout + failure).rstrip().splitlines()
        return "".join(line.rstrip() + "\n" for line in lines)


class RunError(Exception):
    """The process hung or died, so there are no results."""


def _refuse_writes_into_the_project(event, args):
    """Audit hook: a program may write into its own folder, never into the project."""
    if event == "open":
        path, mode, flags = args
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    else:
        path, writes = args[0], event in ("os.mkdir", "os.remove", "os.rename")
    if writes and isinstance(path, (str, bytes, os.PathLike)):
        path = os.path.abspath(os.fsdecode(path))
        if path.startswith(f"{ROOT}{os.sep}") and not path.startswith(f"{ROOT / '.venv'}{os.sep}"):
            relative = os.path.relpath(path, ROOT)
            raise PermissionError(
                f"the program writes into the project: {relative}; "
                "write to a relative path, the tests run it in an empty folder"
            )


def _child(steps, folder, connection):
    os.chdir(folder)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    out = open("stdout", "w+b")
    os.unlink("stdout")
    os.dup2(out.fileno(), 1)
    sys.stdout.reconfigure(encoding="utf-8")
    os.environ["COLUMNS"] = "80"
    os.environ.pop("PYTHONPATH", None)
    sys.dont_write_bytecode = True
    sys.path[:] = [folder] + [p for p in sys.path if ".venv" in p or not p.startswith(str(ROOT))]
    sys.addaudithook(_refuse_writes_into_the_project)

    # AutoGraph and inspect read a function's source from the file of its module.
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    connection.send("ready")
    for name, code in steps:
        path = Path(folder, name)
        path.write_text(code, encoding="utf-8")
        module.__file__ = str(path)
        error = trace = ""
        start = os.lseek(1, 0, os.SEEK_END)
        try:
            exec(compile(code, str(path), "exec", dont_inherit=True), module.__dict__)
        except (Exception, SystemExit) as exception:
            error = SUGGESTION.sub("", "".join(traceback.format_exception_only(exception)))
            trace = traceback.format_exc()
        sys.stdout.flush()
        printed = os.pread(1, os.fstat(1).st_size - start, start).decode("utf-8", "replace")
        connection.send(Result(printed, error, trace, figures.drawn()))


def run(steps, seconds=SECONDS):
    """Run (file name, code) pairs from top to bottom in one namespace of a fresh process.

    Returns a Result per step. A step that raises is recorded and the next one still
    runs, as in a notebook. Raises RunError when a step takes longer than `seconds`
    or ends the process.
    """
    with tempfile.TemporaryDirectory() as folder:
        receiver, sender = _context.Pipe(duplex=False)
        process = _context.Process(target=_child, args=(steps, folder, sender))
        with _starting:
            start()
            # the child would import our __main__ again; an empty one costs nothing
            main, sys.modules["__main__"] = sys.modules["__main__"], types.ModuleType("__main__")
            try:
                process.start()
            finally:
                sys.modules["__main__"] = main
        sender.close()
        results = []
        name = "the forkserver"
        try:
            receiver.recv()  # ready: from here on the time is the program's own
            for name, _ in steps:
                if not receiver.poll(seconds):
                    raise RunError(f"{name} did not finish within {seconds} s; find where it hangs, or make it smaller")
                results.append(receiver.recv())
        except EOFError:
            process.join()
            raise RunError(f"{name} ended its process, exit code {process.exitcode}; a program must return") from None
        finally:
            process.kill()
            process.join()
            process.close()
        return results


_pool = ThreadPoolExecutor(max_workers=os.cpu_count())


@functools.cache
def submit(steps):
    """Start a run in the background; equal steps are run once. Returns a Future."""
    return _pool.submit(run, steps)

