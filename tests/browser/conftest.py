"""Fixtures: a browser that is never skipped, its tabs, and what it complains of."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from book.sources.language import read_languages

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGES = read_languages(ROOT)
# the home page, and one chapter, of every language
EVERY = {
    "home": [language.folder for language in LANGUAGES],
    "dense": [language.address("layers/dense") for language in LANGUAGES],
}
expect.set_options(timeout=30_000)  # a slow machine is not a fault of the site


def pytest_generate_tests(metafunc):
    for name in EVERY.keys() & set(metafunc.fixturenames):
        metafunc.parametrize(name, EVERY[name])


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Chromium from PATH, else the one that Playwright installed."""
    found = filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"]))
    return {
        **browser_type_launch_args,
        "executable_path": next(found, None),
        "args": ["--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    }


@pytest.fixture(scope="module")
def shared_context(site, browser, base_url):
    """One browser profile for all tests: scripts and styles are loaded and compiled once."""
    permissions = ["clipboard-read", "clipboard-write"]
    with browser.new_context(base_url=base_url, permissions=permissions) as context:
        yield context


@pytest.fixture
def page(shared_context):
    """A new tab, without what an earlier test left in the profile."""
    forget = "if (!window.name) { localStorage.clear(); window.name = 'used' }"
    with shared_context.new_page() as page:
        page.add_init_script(forget)
        yield page


@pytest.fixture
def complaints(page, base_url):
    """What the browser complains of: errors on the console, requests to another host."""
    found = []

    def console(message):
        if message.type in ("error", "warning"):
            found.append(message.text)

    def request(request):
        if not request.url.startswith((base_url, "data:")):
            found.append(request.url)

    page.on("console", console)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", request)
    return found
