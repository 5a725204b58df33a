"""Fixtures: the built site, a server for it, and a browser that is never skipped."""

import functools
import http.server
import os
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


class Site:
    """The site as a fork on GitHub would publish it, below the root of its host."""

    def __init__(self):
        self.temporary = tempfile.TemporaryDirectory()
        handler = functools.partial(_Quiet, directory=self.temporary.name)
        self.folder = Path(self.temporary.name, "book")
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/book/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        environment = {"SITE_URL": self.url, "REPO_URL": "https://github.com/example/book"}
        self.build = subprocess.Popen(
            ["make", "build", f"SITE={self.folder}"],
            cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    """Build the site while pytest collects the tests."""
    if not config.option.collectonly:
        config.site = Site()


def pytest_unconfigure(config):
    if hasattr(config, "site"):
        config.site.build.wait()
        config.site.server.server_close()
        config.site.temporary.cleanup()


@pytest.fixture(scope="session")
def base_url(pytestconfig):
    """The address of the site; Playwright resolves page.goto("en/") against it."""
    return pytestconfig.site.url


@pytest.fixture(scope="session")
def site(pytestconfig):
    """The folder of the built site."""
    output, _ = pytestconfig.site.build.communicate()
    assert pytestconfig.site.build.returncode == 0, output
    return pytestconfig.site.folder


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Chromium from PATH, else the one that Playwright installed."""
    found = filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"]))
    return {
        **browser_type_launch_args,
        "executable_path": next(found, None),
        "args": ["--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    }
