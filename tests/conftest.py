"""Fixtures: the built site, a server for it, and a browser that is never skipped."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def _server(tmp_path_factory):
    """A server of an empty folder: the site needs its address before it is built."""
    folder = tmp_path_factory.mktemp("server")
    handler = functools.partial(_Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}/book/"
        server.shutdown()


@pytest.fixture(scope="session")
def base_url(_server):
    """The address of the site, below the root of its host, as on GitHub Pages."""
    return _server[1]


@pytest.fixture(scope="session")
def site(_server):
    """The folder of the built site, as a fork on GitHub would publish it."""
    folder = _server[0] / "book"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT, check=True, env={
            **os.environ,
            "SITE_URL": _server[1],
            "REPO_URL": "https://github.com/example/book",
        },
    )  # fmt: skip
    return folder


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Chromium from PATH, else the one that Playwright installed."""
    found = filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"]))
    return {
        **browser_type_launch_args,
        "executable_path": next(found, None),
        "args": ["--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    }
