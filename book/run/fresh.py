"""Run a program, or the blocks of a page, in a fresh process that has TensorFlow loaded.

A forkserver imports TensorFlow once; each run is a fork of it, so it starts in a
fraction of a second and shares nothing with the runs before it.
"""

import functools
import multiprocessing.forkserver
import os
import re
import sys
import sysconfig
import tempfile
import threading
import traceback
import types
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from . import figures

SECONDS = 180  # a whole lab takes 20 s alone, and several times as long beside other runs
# only some versions of Python say it
SUGGESTION = re.compile(r"\. Did you (?:mean|forget)[^\n]*\?$", re.MULTILINE)
ANSI = re.compile(r"\x1b\[[0-9;]*m")

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["book.run.preload"])
_starting = threading.Lock()
# launch the forkserver; it loads TensorFlow while the caller does something else
start = multiprocessing.forkserver.ensure_running


@dataclass(frozen=True)
class Result:
    """What one step printed on stdout, the exception that ended it, if any, and what it drew."""

    stdout: str
    stderr: str = ""
    error: str = ""
    traceback: str = ""
    figures: tuple = ()  # SVG

    @property
    def text(self):
        """The output as a reader sees it: stdout, then a failure's type and message."""
        failure = f"Traceback (most recent call last):\n  ...\n{self.error}" if self.error else ""
        lines = ANSI.sub("", self.stdout + failure).rstrip().splitlines()
        return "".join(line.rstrip() + "\n" for line in lines)

    @property
    def report(self):
        """What a person needs to find the fault: all that it said on stderr, and its traceback."""
        return self.stderr + self.traceback


class RunError(Exception):
    """The process hung or died, so there are no results."""


def _isolate():
    """Leave to be imported what is installed, and nothing of the project."""
    libraries = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib")]
    sys.path[:] = [path for path in sys.path if path.startswith(tuple(libraries))]
    sys.meta_path[:] = [each for each in sys.meta_path if "__editable__" not in each.__module__]
    for name in [name for name in sys.modules if name.partition(".")[0] == "book"]:
        del sys.modules[name]


def _child(steps, folder, connection):
    os.chdir(folder)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for stream in (1, 2):
        os.dup2(os.open(f"../{stream}", os.O_RDWR | os.O_CREAT | os.O_APPEND), stream)
    sys.stdout.reconfigure(encoding="utf-8")
    os.environ["COLUMNS"] = "80"
    # what AutoGraph leaves there is deleted with the folder
    tempfile.tempdir = os.environ["TMPDIR"] = os.path.dirname(folder)
    sys.dont_write_bytecode = True
    _isolate()
    sys.path.insert(0, folder)
    # AutoGraph and inspect read a function's source from the file of its module.
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    connection.send("ready")
    for name, code in steps:
        path = Path(folder, name)
        path.write_text(code, encoding="utf-8")
        module.__file__ = str(path)
        error = trace = ""
        before = {stream: os.fstat(stream).st_size for stream in (1, 2)}
        try:
            exec(compile(code, str(path), "exec", dont_inherit=True), module.__dict__)
        except (Exception, SystemExit) as exception:
            error = SUGGESTION.sub("", "".join(traceback.format_exception_only(exception)))
            exception.__traceback__ = exception.__traceback__.tb_next  # without this function
            trace = "".join(traceback.format_exception(exception))
        sys.stdout.flush()
        said = [os.pread(stream, os.fstat(stream).st_size - n, n) for stream, n in before.items()]
        said = [each.decode("utf-8", "replace") for each in said]
        connection.send((*said, error, trace, figures.drawn()))


def _start(steps, folder):
    """Start the process of a run; give it, and where its results come from."""
    receiver, sender = _context.Pipe(duplex=False)
    process = _context.Process(target=_child, args=(steps, folder, sender))
    with _starting:
        # the child would import our __main__ again; an empty one costs nothing
        main, sys.modules["__main__"] = sys.modules["__main__"], types.ModuleType("__main__")
        try:
            process.start()
        finally:
            sys.modules["__main__"] = main
    sender.close()
    return process, receiver


def run(steps, seconds=SECONDS):
    """Run (file name, code) pairs from top to bottom in one namespace of a fresh process.

    Returns a Result per step. A step that raises is recorded and the next one still
    runs, as in a notebook. Raises RunError when a step takes longer than `seconds`
    or ends the process.
    """
    with tempfile.TemporaryDirectory() as around:
        folder = Path(around, "run")
        folder.mkdir()
        process, receiver = _start(steps, str(folder))
        results, name = [], "the forkserver"

        def failed(name, what):
            said = Path(around, "2").read_text(encoding="utf-8", errors="replace")
            return RunError(f"{name} {what}\n{said}".rstrip())

        try:
            receiver.recv()  # ready: from here on the time is the program's own
            for name, _ in steps:
                if not receiver.poll(seconds):
                    late = f"did not finish within {seconds} s"
                    raise failed(name, f"{late}; find where it hangs, or make it smaller")
                results.append(Result(*receiver.recv()))
        except EOFError:
            process.join()
            ended = f"ended its process, exit code {process.exitcode}"
            raise failed(name, f"{ended}; a program must return") from None
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
