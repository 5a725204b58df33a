"""Fixtures for the tests of every room: a small right book, the built site, models loaded anew."""

import functools
import gc
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from book.run import fresh
from book.sources import Book

os.environ.pop("COLUMNS", None)  # pytest-xdist sets it, and MkDocs would wrap what a test reads
EXAMPLE = Path(__file__).parent / "example"


class Example:
    """A copy of tests/example, the small right book that every test of a mistake begins with."""

    def __init__(self, root):
        self.root = root
        shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)

    def read(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, path, old, new):
        """Replace the first `old`, which must be there."""
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def page(self, old, new, slug="chapter/one"):
        """Make the same mistake in both languages."""
        for language in ("ko", "en"):
            self.edit(f"docs/{language}/{slug}.md", old, new)

    def follow(self, slug="chapter/one"):
        """Let the English page name the Korean one of now."""
        from book.translate.versions import blob

        id = blob((self.root / f"docs/ko/{slug}.md").read_bytes())
        path = f"docs/en/{slug}.md"
        line = next(line for line in self.read(path).splitlines() if line.startswith("source:"))
        self.edit(path, line, f"source: {id}")

    def remember(self, path):
        """Let git know this version of a file."""
        for command in (["init", "--quiet"], ["hash-object", "-w", path]):
            subprocess.run(["git", *command], cwd=self.root, check=True, capture_output=True)

    @property
    def book(self):
        return Book.read(self.root)

    def problems(self):
        """What `make check` answers, line by line."""
        from book import check

        return [str(problem) for problem in check.problems(self.book)]


@pytest.fixture
def example(tmp_path):
    return Example(tmp_path)


@pytest.fixture(scope="session")
def new_example(tmp_path_factory):
    """Makes an example for several tests."""
    return lambda: Example(tmp_path_factory.mktemp("example"))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, address):
        """A browser may leave before it has read all."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, address)


def _serve(folder, handler=_Quiet):
    """A server of what is in a folder, in a thread of its own."""
    handler = functools.partial(handler, directory=folder)
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Site:
    """The site as a fork on GitHub would publish it, below the root of its host.

    It is built once, and served to all processes of the tests.
    """

    def __init__(self, root):
        self.root, self.temporary = root, tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name, "book")
        self.server = _serve(self.temporary.name, type("Handler", (_Built,), {"site": self}))
        self.url = f"http://127.0.0.1:{self.server.server_port}/book/"
        self.pool = ThreadPoolExecutor(max_workers=1)

    def start(self):
        """Build it in the background, unless that was done."""
        return self.pool.submit(lambda: self._built)

    @functools.cached_property
    def _built(self):
        addresses = {"SITE_URL": self.url, "REPO_URL": "https://github.com/example/book"}
        command, env = ["make", "build", f"SITE={self.folder}"], {**os.environ, **addresses}
        options = {"cwd": self.root, "env": env, "text": True}
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.run(command, **options, **streams)

    def close(self):
        self.pool.shutdown(cancel_futures=True)
        self.server.shutdown()
        self.server.server_close()
        self.temporary.cleanup()


class _Built(_Quiet):
    """Answers what the build said where it failed; else what it built."""

    def do_GET(self):
        done = self.site.start().result()
        if done.returncode:
            self.send_response(500)
            self.end_headers()
            self.wfile.write(done.stdout.encode())
        else:
            super().do_GET()


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    """When all tests run, build the site while they are collected; else when one asks for it."""
    if hasattr(config, "workerinput"):  # of pytest-xdist
        config.site_url, config.site_folder = config.workerinput["site"]
        return
    config.site = site = Site(config.rootpath)
    config.site_url, config.site_folder = site.url, str(site.folder)
    all_tests = config.args_source == pytest.Config.ArgsSource.TESTPATHS
    if all_tests and not config.option.collectonly:
        site.start()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    node.workerinput["site"] = node.config.site_url, node.config.site_folder


def pytest_unconfigure(config):
    if hasattr(config, "site"):
        config.site.close()


def pytest_collection_modifyitems(items):
    """What takes longest comes first, so that nobody waits for it at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/commands"))


@pytest.fixture(scope="session")
def base_url(pytestconfig):
    """The address of the site; Playwright resolves page.goto("en/") against it."""
    return pytestconfig.site_url


@pytest.fixture(scope="session")
def site(pytestconfig):
    """The folder of the built site."""
    try:
        urllib.request.urlopen(pytestconfig.site_url).close()
    except urllib.error.HTTPError as error:
        pytest.fail(error.read().decode(), pytrace=False)
    return Path(pytestconfig.site_folder)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A folder for the sites that a module builds itself, and the address of its server."""
    folder = tmp_path_factory.mktemp("served")
    server = _serve(folder)
    yield folder, f"http://127.0.0.1:{server.server_port}/"
    server.server_close()


LOAD = """
import sys
from importlib.util import module_from_spec, spec_from_file_location

import keras
import numpy as np

spec = spec_from_file_location({module!r}, {file!r})
sys.modules[spec.name] = module_from_spec(spec)
spec.loader.exec_module(sys.modules[spec.name])

model = keras.saving.load_model({folder!r} + "/model.keras")
inputs = [np.load({folder!r} + f"/input{{i}}.npy") for i in range({count})]
outputs = model(inputs if {count} > 1 else inputs[0])
for i, output in enumerate(outputs if isinstance(outputs, (list, tuple)) else [outputs]):
    np.save({folder!r} + f"/output{{i}}.npy", output)
print(len(model.weights))
"""


@pytest.fixture
def reload(tmp_path):
    """Save a model, load it in a fresh process that has the module of this name, and predict."""

    def run(model, module, *inputs):
        model.save(tmp_path / "model.keras")
        for i, array in enumerate(inputs):
            np.save(tmp_path / f"input{i}.npy", array)
        file, count = sys.modules[module].__file__, len(inputs)
        code = LOAD.format(module=module, file=file, folder=str(tmp_path), count=count)
        [result] = fresh.run((("load.py", code),))
        assert result.text == f"{len(model.weights)}\n", result.report
        return [np.load(file) for file in sorted(tmp_path.glob("output*.npy"))]

    return run


@pytest.fixture
def rng():
    return np.random.default_rng(42)


def pytest_collection_finish():
    gc.freeze()  # else pytest walks all of TensorFlow at every collection of garbage
