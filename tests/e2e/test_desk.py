"""The review desk in a real browser: by keys, by other keys, and without any script.

An error in the console and a request to anywhere else fail every test.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from sousveil.project import Project
from sousveil.web.app import create_app
from sousveil.web.library import from_project

playwright = pytest.importorskip("playwright.sync_api")

ROOT = Path(__file__).parents[2]
DOCUMENTS = Path(__file__).parent / "living" / "documents"
STORIES = ("harbour-herald.txt", "andes-advance.txt", "geyser-gazette.txt", "valley-voice.html")
PASSWORD = "four quiet words here"
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
SOON = 20.0  # seconds

pytestmark = pytest.mark.slow


def missing(why: str) -> None:
    pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)


class Desk:
    """A project on a server that listens."""

    def __init__(self, project: Project) -> None:
        self.project = project
        app = create_app(lambda: from_project(project))
        accounts = app.state.sessions.accounts
        for name, role in (("rolf", "reviewer"), ("ruth", "reviewer"), ("ada", "admin")):
            accounts.redeem(accounts.invite(name, role, "a test").code, PASSWORD)
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.root = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        self.server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        run = {"sockets": [self.socket]}
        threading.Thread(target=self.server.run, kwargs=run, daemon=True).start()
        self.soon(lambda: self.server.started)

    def soon(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + SOON
        while not is_so() and time.monotonic() < end:
            time.sleep(0.05)
        assert is_so()

    def decided(self) -> list[tuple[str, str, str]]:
        return [(d.kind, d.by, d.because) for d in self.project.decisions()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Project.create(tmp_path / "index") as project:
        told = list(project.add([DOCUMENTS / name for name in STORIES]))
        assert sum(added.claims for added in told) >= 4
        made = Desk(project)
        yield made
        made.server.should_exit = True


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    found = shutil.which("chromium")
    if found is None:
        missing("there is no Chromium: apt-get install chromium")
    if not (ROOT / "src" / "sousveil" / "_web" / "assets" / "app.js").is_file():
        missing("the front end is not built: make web")
    with playwright.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=found, args=list(FLAGS))
        yield made
        made.close()


@pytest.fixture
def opened(browser: Any, desk: Desk) -> Iterator[Callable[..., Any]]:
    """Return what opens a page in which somebody is signed in."""
    contexts, wrong = [], []

    def open_(name: str, **how: Any) -> Any:
        context = browser.new_context(**how)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda sent: None if sent.url.startswith(desk.root) else wrong.append(sent.url),
        )
        page.goto(desk.root + "sign-in/?next=review/")
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.click("main button.primary")
        page.wait_for_url("**/review/**")
        return page

    yield open_
    for context in contexts:
        context.close()
    # A refused decision is answered 409, which the browser tells as an error of its own.
    assert [said for said in wrong if "409" not in said] == []


def says(page: Any) -> str:
    return str(page.inner_text(".says"))


def total(page: Any) -> int:
    found = re.search(r"of (\d+) items", page.inner_text(".desk-head"))
    return int(found[1]) if found else 0


def reasoned(page: Any, words: str) -> None:
    page.keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_enter_accepts_and_the_next_item_comes(opened: Any, desk: Desk) -> None:
    page = opened("rolf")
    first, before = says(page), total(page)
    page.wait_for_selector(".keys kbd")
    if page.locator("#care").count():
        page.keyboard.press("Enter")
        reasoned(page, "read twice")
    else:
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert says(page) != first
    assert total(page) == before - 1
    ((kind, by, _),) = desk.decided()
    assert (kind, by) == ("accept", "rolf")


def test_x_asks_for_a_reason_and_a_number_gives_one(opened: Any, desk: Desk) -> None:
    page = opened("rolf")
    page.keyboard.press("x")
    assert page.evaluate("document.activeElement.id") == "because"
    assert desk.decided() == []
    page.keyboard.press("Enter")
    assert desk.decided() == []
    with page.expect_navigation():
        page.keyboard.press("1")
    assert desk.decided() == [("reject", "rolf", "the words do not say so")]


def test_u_takes_it_back_and_d_asks_for_another(opened: Any, desk: Desk) -> None:
    page = opened("rolf")
    before, first = total(page), says(page)
    page.keyboard.press("x")
    reasoned(page, "no")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert (total(page), says(page)) == (before, first)
    page.keyboard.press("d")
    reasoned(page, "is it so")
    assert [kind for kind, *_ in desk.decided()] == ["reject", "undo", "doubt"]
    other = opened("ruth")
    assert says(other) == first
    assert "rolf" in other.inner_text("main")


def test_j_k_and_s_move_and_decide_nothing(opened: Any, desk: Desk) -> None:
    page = opened("rolf")
    first = says(page)
    for key in ("j", "k", "s"):
        with page.expect_navigation():
            page.keyboard.press(key)
        assert (says(page) == first) is (key == "k")
    assert desk.decided() == []


def test_e_and_slash_lead_into_fields_in_which_letters_are_letters(opened: Any, desk: Desk) -> None:
    page = opened("rolf")
    page.keyboard.press("e")
    field = page.evaluate("document.activeElement.name")
    assert field.startswith("1.")
    page.keyboard.type("xjd")
    assert "xjd" in page.input_value(f'[name="{field}"]')
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("huawei")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Huawei" in says(page)
    assert desk.decided() == []


def test_keys_can_be_others_and_the_browser_remembers_them(opened: Any, desk: Desk) -> None:
    page = opened("rolf")
    page.keyboard.press("?")
    page.fill('.keys input[name="reject"]', "j")
    page.click(".keys button[type=submit]")
    assert "same key" in page.inner_text(".keys [role=status]")
    page.fill('.keys input[name="reject"]', "r")
    page.click(".keys button[type=submit]")
    page.reload()
    page.wait_for_selector('.keys kbd:text-is("r")')
    page.keyboard.press("x")
    assert page.evaluate("document.activeElement.id") != "because"
    page.keyboard.press("r")
    reasoned(page, "no")
    assert [kind for kind, *_ in desk.decided()] == ["reject"]


def test_of_two_at_one_claim_the_second_sees_what_the_first_decided(
    opened: Any, desk: Desk
) -> None:
    rolf, ruth = opened("rolf"), opened("ruth")
    first = says(rolf)
    assert says(ruth) == first
    for page, words in ((rolf, "not so"), (ruth, "I do not think so")):
        page.keyboard.press("x")
        reasoned(page, words)
    assert "Somebody has decided meanwhile" in ruth.inner_text("main")
    assert "not so" in ruth.inner_text("[role=alert]")
    assert len(desk.decided()) == 1
    ruth.click("text=Leave it so, next")
    assert says(ruth) != first


def test_all_of_it_goes_without_a_script(opened: Any, desk: Desk) -> None:
    page = opened("rolf", java_script_enabled=False)
    before = total(page)
    assert page.locator(".keys kbd").count() == 0
    page.fill("#because", "read twice")
    page.click('button[value="accept"]')
    assert total(page) == before - 1
    page.click('button:has-text("Undo my last")')
    assert total(page) == before
    assert [kind for kind, *_ in desk.decided()] == ["accept", "undo"]


def test_a_document_is_added_and_its_claims_wait(opened: Any, desk: Desk, tmp_path: Path) -> None:
    page = opened("rolf")
    before = total(page)
    page.goto(desk.root + "add/")
    page.set_input_files("#file", DOCUMENTS / "reef-dispatch.txt")
    page.click('button:has-text("Add the file")')
    page.wait_for_selector('.chip:has-text("done")', timeout=60_000)
    assert "reef-dispatch.txt" in page.inner_text("main")
    page.goto(desk.root + "review/")
    assert total(page) > before
