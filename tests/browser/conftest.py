"""A real browser on the live server, and on the static site opened from the disk.

Whatever a page does, three things fail a test: an error in the console, an error of a script, and
a request to anywhere else.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from tests.unit.web.test_pages import library

from sousveil.web.addresses import INDEX
from sousveil.web.app import create_app
from sousveil.web.catalogue import ENGLISH
from sousveil.web.folder import answer
from sousveil.web.pages.assets import is_built
from sousveil.web.routes import addresses, made

FLAGS = (
    "--no-sandbox",
    "--allow-file-access-from-files",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
    "--disable-sync",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-first-run",
)

WIDTHS = (1280, 390)
PATIENCE = 15_000  # milliseconds that a slow machine may take
SLOWLY_DRAWN = (".png", ".pdf")  # files that no page shows; other tests read them


@dataclass
class Seen:
    """What went wrong on the pages of one test."""

    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Site:
    """Where the pages are, and whether a server answers there."""

    root: str
    """An address that ends in a slash."""

    is_live: bool

    def at(self, address: str) -> str:
        """Return the full address of a page, by its address in the site and its query."""
        path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", address).groups()
        index = "" if self.is_live or not (path.endswith("/") or not path) else "index.html"
        return f"{self.root}{path}{index}{mark}{rest}"


def start(app: object) -> tuple[uvicorn.Server, str]:
    """Serve an app on a free port of this machine; return the server and its address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))  # type: ignore[arg-type]
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    for _ in range(600):
        if server.started:
            break
        time.sleep(0.05)
    return server, f"http://127.0.0.1:{listening.getsockname()[1]}/"


@pytest.fixture(scope="module")  # two of them cannot be in one process at the same time
def driver() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    found = shutil.which("chromium")
    if found is None:
        why = "there is no Chromium: apt-get install chromium"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    if not is_built():
        why = "the front end is not built: make web"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    made = driver.chromium.launch(executable_path=found, args=list(FLAGS))
    yield made
    made.close()


@pytest.fixture(scope="session")
def live() -> Iterator[Site]:
    server, root = start(create_app(library))
    yield Site(root=root, is_live=True)
    server.should_exit = True


@pytest.fixture(scope="session")
def static(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder: Path = tmp_path_factory.mktemp("site")
    for address, route, keys in addresses(library()):
        if not address.endswith(SLOWLY_DRAWN):
            path = folder / (address + INDEX if address.endswith("/") else address or INDEX)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(answer(made(route, keys, library()), address, library(), ENGLISH))
    return Site(root=f"{folder.as_uri()}/", is_live=False)


@pytest.fixture(params=["live", "static"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> int:
    found: int = request.param
    return found


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open a page in a fresh context; whatever went wrong is told when the test ends."""
    seen = Seen()
    contexts: list[BrowserContext] = []

    def open_page(
        site: Site, address: str, *, width: int = 1280, script: bool = True, dark: bool = False
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch(page, site.root, seen)
        page.goto(site.at(address))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not seen.errors, seen.errors
    assert not seen.foreign, seen.foreign


def watch(page: Page, root: str, seen: Seen) -> None:
    """Note what must not happen on a page."""
    page.on("pageerror", lambda error: seen.errors.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda told: (
            seen.errors.append(f"{page.url}: {told.text}") if told.type == "error" else None
        ),
    )
    page.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((root, "data:", "blob:"))
            else seen.foreign.append(asked.url)
        ),
    )
