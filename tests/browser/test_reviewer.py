"""A reviewer's path in one go: from signing in, by keys alone, to the figures that moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Open, Site, start

from sousveil.figures.compute import compute
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed
from sousveil.project import Project
from sousveil.web.app import create_app
from sousveil.web.library import from_project

DOCUMENTS = Path(__file__).parents[1] / "e2e" / "living" / "documents"
PASSWORD = "four quiet words here"
BASE, NEW = "aigs-2022", "2026-1"
TWENTY = 20

Taken = tuple[str, str, str, frozenset[str]]
"""What was decided, by whom, because of what, about which claims."""


@dataclass(frozen=True)
class Desk:
    """A served project; `code` is an invitation that nobody has used yet."""

    project: Project
    site: Site
    code: str

    def taken(self) -> list[Taken]:
        """Return all decisions of people, as the ledger has them."""
        return [(d.kind, d.by, d.because, frozenset(d.claims)) for d in self.project.decisions()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Serve thirty documents, of which nobody has decided anything."""
    with Project.create(tmp_path / "index") as project:
        list(project.add(sorted(DOCUMENTS.iterdir())))
        app = create_app(lambda: from_project(project))
        accounts = app.state.sessions.accounts
        accounts.redeem(accounts.invite("rolf", "reviewer", "a test").code, PASSWORD)
        code = accounts.invite("ruth", "reviewer", "a test").code
        server, root = start(app)
        yield Desk(project=project, site=Site(root=root, is_live=True), code=code)
        server.should_exit = True


def says(page: Page) -> str:
    return page.inner_text(".says")


def waiting(page: Page) -> frozenset[str]:
    """Return the ids of the claims that the desk asks about."""
    found = page.locator("[data-desk=decide] input[name=claims]")
    return frozenset(found.evaluate_all("all => all.map(one => one.value)"))


def pressed(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.locator("[data-island=review][data-mounted]").wait_for()


def answered(page: Page, words: str) -> None:
    """Type a reason where the desk has put the cursor, and send it."""
    expect(page.locator("#because")).to_be_focused()
    page.keyboard.type(words)
    pressed(page, "Enter")


def take(page: Page, number: int) -> Taken:
    """Take what is shown: reject each sixth item, accept the others; where it is odd, say why."""
    claims = waiting(page)
    assert claims
    if number % 6 == 0:
        page.keyboard.press("x")
        reason = page.locator(".whys li").nth(2).inner_text().partition(" ")[2]
        pressed(page, "3")
        return "reject", "rolf", reason, claims
    because = "the words say so"
    if page.locator("#care").count():
        because = f"read twice, as number {number}"
        page.keyboard.press("Enter")
        answered(page, because)
    else:
        pressed(page, "Enter")
    return "accept", "rolf", because, claims


def moved(old: Edition, new: Edition, project: Project) -> dict[str, tuple[int, int]]:
    """Count the named figures again; return those that are another number, by their label."""
    found = {}
    for named in project.names.codebook.figures.values():
        was, now = compute(named.figure, old), compute(named.figure, new)
        if named.examined:
            continue  # who was looked at, and not who has something
        if isinstance(was, Computed) and isinstance(now, Computed) and was.value != now.value:
            found[named.label] = (was.value, now.value)
    return found


def test_twenty_claims_a_second_reader_and_an_edition(opened: Open, desk: Desk) -> None:
    # Sign in, and land at the desk, without a mouse.
    page = opened(desk.site, "sign-in/?next=review/")
    page.keyboard.type("rolf")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    pressed(page, "Enter")
    assert page.url.endswith("/review/")
    keys = page.locator(".keys li")
    expect(keys.filter(has_text="accept, next")).to_contain_text("Enter")

    # Twenty items, each with its words in their text; the desk counts along.
    expected: list[Taken] = []
    for number in range(1, TWENTY + 1):
        assert page.locator(".passage mark").first.inner_text().strip()
        expected.append(take(page, number))
        done = "Rejected." if expected[-1][0] == "reject" else "Accepted."
        expect(page.locator(".desk-head [role=status]")).to_contain_text(done)
    assert desk.taken() == expected
    expect(page.locator(".desk-head")).to_contain_text(f"{TWENTY} decided today")

    # The last one was a mistake: it is taken back, and waits again.
    pressed(page, "u")
    expect(page.locator(".desk-head [role=status]")).to_contain_text("is taken back")
    undone = expected[-1][3]
    assert waiting(page) == undone

    # The next one is for somebody else.
    pressed(page, "s")
    handed, words = waiting(page), says(page)
    assert not handed & undone
    page.keyboard.press("d")
    answered(page, "Is it the same company?")
    assert handed.isdisjoint(waiting(page))

    # She uses her invitation, finds it first, with who asks and what, and decides.
    second = opened(desk.site, "invitation/")
    second.get_by_label("Code").fill(desk.code)
    second.get_by_label("New password, of 12 signs or more").fill(PASSWORD)
    second.get_by_label("The same again").fill(PASSWORD)
    pressed(second, "Enter")
    assert (says(second), waiting(second)) == (words, handed)
    doubt = second.locator(".warn", has_text="rolf asked for a second pair of eyes")
    expect(doubt.first).to_contain_text("Is it the same company?")
    second.keyboard.press("Enter")
    answered(second, "It is: the address is that of the head office.")

    # The edition, and what it moved: each number leads to what stands behind it.
    page.get_by_role("link", name="Compile an edition").first.click()
    page.get_by_label("Name").fill(NEW)
    page.get_by_label("Carry over this edition").select_option(BASE)
    page.get_by_role("button", name="Compile").click()
    expect(page.get_by_role("heading", name="The edition is compiled")).to_be_visible()
    new = desk.project.edition(NEW)
    numbers = moved(desk.project.edition(BASE), new, desk.project)
    assert numbers
    rows = page.locator("table tbody tr")
    told = {
        row.locator("th").inner_text(): tuple(
            int(cell) for cell in row.locator("td.number a").all_inner_texts()
        )
        for row in rows.all()
    }
    assert {label: both for label, both in told.items() if len(both) == 2} == numbers
    expect(rows.first).to_contain_text("rolf")
    label, (was, now) = next(iter(numbers.items()))
    for edition, value in ((NEW, now), (BASE, was)):
        row = rows.filter(has=page.get_by_role("rowheader", name=label, exact=True))
        row.get_by_role("link", name=str(value), exact=True).first.click()
        page.wait_for_url(re.compile(f"/number/{edition}/"))
        assert page.inner_text("h1 .value") == str(value)
        page.go_back()

    # The ledger has all of it, signed by who did it, and the edition what was accepted.
    assert desk.taken() == [
        *expected,
        ("undo", "rolf", "taken back", undone),
        ("doubt", "rolf", "Is it the same company?", handed),
        ("accept", "ruth", "It is: the address is that of the head office.", handed),
    ]
    queue = desk.project.queue(None).waiting
    assert undone <= {claim.id for one in queue for claim in one.item.claims}
    accepted = desk.project.accepted()
    assert handed <= accepted
    assert not undone & (accepted | desk.project.rejected())
    inside = {one.claim for one in desk.project.records(NEW).evidence}
    assert inside & accepted
    assert not inside & undone
    assert desk.project.verify().problems == ()
