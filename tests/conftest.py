"""Fixtures: the built site and its server, a browser that is never skipped, models loaded in a new process."""

import functools
import gc
import http.server
import os
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

import fresh
import numpy as np
import pytest

ROOT = Path(__file__).resolve().parent.parent


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def serve(folder):
    """A server of what is in a folder, in a thread of its own."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Site:
    """The site as a fork on GitHub would publish it, below the root of its host."""

    def __init__(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name, "book")
        self.server = serve(self.temporary.name)
        self.url = f"http://127.0.0.1:{self.server.server_port}/book/"
        environment = {"SITE_URL": self.url, "REPO_URL": "https://github.com/example/book"}
        self.build = subprocess.Popen(
            ["make", "build", f"SITE={self.folder}"],
            cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    """When all tests run, build the site while pytest collects them; otherwise when one asks for it."""
    config.site = functools.cache(Site)
    if config.args_source == pytest.Config.ArgsSource.TESTPATHS and not config.option.collectonly:
        config.site()


def pytest_unconfigure(config):
    if hasattr(config, "site") and config.site.cache_info().currsize:
        site = config.site()
        site.build.wait()
        site.server.server_close()
        site.temporary.cleanup()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A folder for the sites that a module builds itself, and the address at which a browser finds it."""
    folder = tmp_path_factory.mktemp("served")
    server = serve(folder)
    yield folder, f"http://127.0.0.1:{server.server_port}/"
    server.server_close()


@pytest.fixture(scope="session")
def base_url(pytestconfig):
    """The address of the site; Playwright resolves page.goto("en/") against it."""
    return pytestconfig.site().url


@pytest.fixture(scope="session")
def site(pytestconfig):
    """The folder of the built site."""
    site = pytestconfig.site()
    output, _ = site.build.communicate()
    assert site.build.returncode == 0, output
    return site.folder


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Chromium from PATH, else the one that Playwright installed."""
    found = filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"]))
    return {
        **browser_type_launch_args,
        "executable_path": next(found, None),
        "args": ["--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    }


LOAD = """
import importlib
import sys
import keras
import numpy as np

sys.path.insert(0, {root!r})
importlib.import_module({module!r})

model = keras.saving.load_model({folder!r} + "/model.keras")
inputs = [np.load({folder!r} + f"/input{{i}}.npy") for i in range({count})]
outputs = model(inputs if {count} > 1 else inputs[0])
for i, output in enumerate(outputs if isinstance(outputs, (list, tuple)) else [outputs]):
    np.save({folder!r} + f"/output{{i}}.npy", output)
print(len(model.weights))
"""


@pytest.fixture
def reload(tmp_path):
    """Save a model, load it in a fresh process that imports `module`, such as snippets.layers.dense.dense, and predict."""

    def run(model, module, *inputs):
        model.save(tmp_path / "model.keras")
        for i, array in enumerate(inputs):
            np.save(tmp_path / f"input{i}.npy", array)
        code = LOAD.format(root=str(ROOT), module=module, folder=str(tmp_path), count=len(inputs))
        [result] = fresh.run((("load.py", code),))
        assert result.text == f"{len(model.weights)}\n", result.traceback
        return [np.load(file) for file in sorted(tmp_path.glob("output*.npy"))]

    return run


@pytest.fixture
def rng():
    return np.random.default_rng(42)


def pytest_collection_finish():
    gc.freeze()  # else pytest walks all of TensorFlow at every collection of garbage
