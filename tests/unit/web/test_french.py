"""The pages of a French server that people work with have no English words of the interface."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from httpx import Response
from project.lines import tell
from tests.contract.test_catalogue import PLAIN, SAME, _is_of_names, names, seen

from sousveil.model.claim import (
    Claim,
    Content,
    Count,
    Coverage,
    Finance,
    Indicator,
    Membership,
    Ownership,
    Supply,
    Use,
)
from sousveil.model.figure import Figure, Row
from sousveil.model.said import said
from sousveil.model.source import Span
from sousveil.review.words import said as told
from sousveil.web.app import Site
from sousveil.web.catalogue import translator
from sousveil.web.permissions import PAGES, ROUTES

from .desk import PEOPLE, Served, Visitor, served

DATA = {
    *PEOPLE,
    "nora",
    "ηuawei",
    "https",
    *("testclient", "test", "story", "echo", "Lumivex", "lumivex", "Ηuawei", "told/1", "notes.txt"),
    *("Reader", "Huawei", "NEC"),
}
"""Names of people, documents and companies, and what they typed."""

SAME_HERE = {
    # words that are the same in both languages
    *"Instrument Action Agent Audit Motif Total instrument ok message".split(),
    "Markdown",
    "invitation",
}

TEXT = (
    "At least 75 countries use AI surveillance. IBM is named in 11 countries. "
    "Kenya uses smart policing. It cost two million dollars."
)
LINES = (
    "Huawei supplies Kenya.",
    "NEC supplies Peru.",
    "NEC plans Chile.",
    "Lumivex supplies Kenya.",
    "Huawei denies Kenya.",
    "Ηuawei supplies Peru.",  # the first letter is Greek
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a project in which all has happened that pages tell of."""
    folder = tmp_path_factory.mktemp("french")
    with served(folder) as made:
        claims = tell(made.project, folder, "story", *LINES)
        tell(made.project, folder, "echo", LINES[0])
        project = made.project
        project.doubt([claims[1].id], by="ruth", because="is it NEC")
        project.accept([claims[2].id], by="rolf", because="read")
        project.reject([claims[2].id], by="ruth", because="read")
        project.accept([claims[3].id], by="rolf", because="read")
        project.accept([claims[4].id], by="rolf", because="read")
        project.compile("2026-1", base="aigs-2022")
        made.accounts.invite("nora", "viewer", "ada")
        made.app.state.load()
        yield made


def speak(desk: Served, language: str) -> None:
    """Have the server speak another language from now on."""
    desk.app.state.site = Site(desk.app.state.site.library, language)


def left(english: Response, french: Response, data: set[str] = DATA) -> set[str]:
    """Return the words that two answers have in common, and that are no data."""
    assert english.status_code == french.status_code
    own = seen(english.content) & seen(french.content)
    own = {text.strip("−+ ") for text in own}
    own = {text for text in own if not PLAIN.search(text)} - SAME - SAME_HERE - names() - data
    return {text for text in own if not _is_of_names(text) and not set(text.split(", ")) <= data}


def both(
    desk: Served, who: str | None, method: str, address: str, fields: dict[str, str] | None = None
) -> set[str]:
    """Ask in both languages; return the English words on the French page."""
    found = []
    for language in ("en", "fr"):
        speak(desk, language)
        desk.clock.pass_(4000)
        visitor = desk.visitor(who)
        if who is None and method == "POST":
            visitor.get("/sign-in/")
            visitor.token = token(visitor)
        if method == "GET":
            found.append(visitor.get(address))
        else:
            data = {"token": visitor.token, **(fields or {})}
            found.append(visitor.client.post(address, data=data, follow_redirects=False))
    assert b'lang="fr"' in found[1].content
    return left(*found)


def token(visitor: Visitor) -> str:
    shown = re.search(r'name="token" value="([^"]*)"', visitor.get("/sign-in/").text)
    assert shown is not None
    return shown[1]


def places(desk: Served) -> dict[str, str]:
    """Return what stands for each key of an address."""
    claim = next(c for c in desk.project.claims() if c.quote == LINES[2])
    (reading, *_) = desk.project.holdings()
    done = desk.app.state.jobs.start("notes.txt", lambda job: job.step("x"), owner="ada", of=1)
    return {
        "{claim}": claim.id.removeprefix("claim:"),
        "{document}": reading.snapshot.removeprefix("sha256:")[:16],
        "{id}": done.id,
        "{edition}": "2026-1",
    }


LIVE = sorted(
    address
    for method, address in ROUTES
    if method == "GET" and address.endswith("/") and address != PAGES
)


@pytest.mark.parametrize("address", LIVE)
@pytest.mark.parametrize("name", ["ada", "vera", None])
def test_no_page_of_the_desk_has_an_english_word(
    desk: Served, name: str | None, address: str
) -> None:
    for key, value in places(desk).items():
        address = address.replace(key, value)
    assert both(desk, name, "GET", address) == set()


@pytest.mark.parametrize(
    "query",
    [
        *(f"?at={at}" for at in range(6)),
        "?find=lumivex",
        "?find=zzz",
        "?second=1",
        *(f"?done={kind}" for kind in ("accept", "reject", "undo", "doubt", "merge", "split")),
    ],
)
def test_nor_has_any_item_of_the_queue(desk: Served, query: str) -> None:
    assert both(desk, "rolf", "GET", f"/review/{query}") == set()


def test_nor_has_a_claim_that_is_to_be_split(desk: Served) -> None:
    claim = places(desk)["{claim}"]
    assert both(desk, "rolf", "GET", f"/review/claim/{claim}/?parts=3") == set()


def test_nor_has_what_an_edition_moved(desk: Served) -> None:
    assert both(desk, "rolf", "GET", "/compile/2026-1/?before=aigs-2022") == set()


SENT = [
    ("rolf", "/review/decide/", {"kind": "reject", "claims": "{claim}"}),
    ("rolf", "/review/decide/", {"kind": "amend", "claims": "{claim}", "because": "x"}),
    ("rolf", "/review/decide/", {"kind": "accept", "claims": "claim:0", "because": "x"}),
    ("vera", "/review/decide/", {"kind": "accept"}),
    ("rolf", "/review/decide/", {"kind": "accept", "claims": "{claim}", "seen": "{claim}="}),
    ("vera", "/review/undo/", {}),
    ("ada", "/review/undo/", {}),
    ("rolf", "/compile/", {"name": "no name", "base": "aigs-2022"}),
    ("rolf", "/compile/", {"name": "2026-1", "base": "aigs-2019"}),
    ("rolf", "/compile/", {"name": "2026-9", "as_of": "yesterday"}),
    ("rolf", "/add/address/", {"address": "ftp://x"}),
    ("rolf", "/add/address/", {"address": "https://x.example", "source": "No Id"}),
    ("rolf", "/add/address/", {"address": "https://x.example", "as_of": "yesterday"}),
    ("ada", "/accounts/invite/", {"name": "rolf", "role": "viewer"}),
    ("ada", "/accounts/invite/", {"name": "zoe", "role": "viewer", "again": "1"}),
    ("ada", "/accounts/invite/", {"name": "nora", "role": "viewer", "again": "1"}),
    ("ada", "/accounts/role/", {"name": "zoe", "role": "viewer"}),
    ("ada", "/accounts/remove/", {"name": "ada"}),
    ("rolf", "/accounts/remove/", {"name": "ada"}),
    (None, "/sign-in/", {"name": "rolf", "password": "wrong"}),
    (None, "/invitation/", {"code": "x", "password": "a" * 12, "again": "b" * 12}),
    (None, "/invitation/", {"code": "x", "password": "a" * 12, "again": "a" * 12}),
    (None, "/check/", {"text": " "}),
    (None, "/check/", {"text": TEXT, "as_of": "2019-10-01"}),
    (None, "/check/", {"text": TEXT, "as_of": "yesterday"}),
    (None, "/check/", {"text": "Nothing is said here."}),
    ("rolf", "/report/", {"about": "place/kenya/", "words": "It is wrong."}),
    ("rolf", "/report/", {"about": "place/kenya/", "words": ""}),
]


@pytest.mark.parametrize(("name", "address", "fields"), SENT)
def test_nor_has_what_is_answered_to_a_form(
    desk: Served, name: str | None, address: str, fields: dict[str, str]
) -> None:
    claim = f"claim:{places(desk)['{claim}']}"
    filled = {key: value.replace("{claim}", claim) for key, value in fields.items()}
    found = both(desk, name, "POST", address, filled)
    assert {text for text in found if text not in (TEXT, "Nothing is said here")} == set()


def test_a_form_without_its_token_and_a_foreign_site_are_refused_in_french(desk: Served) -> None:
    speak(desk, "fr")
    visitor = desk.visitor("rolf")
    for headers in ({}, {"Origin": "https://evil.example"}):
        answer = visitor.client.post("/review/undo/", data={"token": "x"}, headers=headers)
        assert answer.status_code == 403
        assert "Ceci n’est pas possible" in answer.text


@pytest.mark.parametrize(
    "content",
    [
        Supply(supplier="huawei", recipient="KEN"),
        Supply(
            supplier="country:CHN", recipient="KEN", technologies=("smart_city", "smart_policing")
        ),
        Use(user="KEN", technology="facial_recognition", modality="planned"),
        Finance(financier="country:JPN", recipient="PER", instrument="soft_loan"),
        Finance(financier="country:JPN", recipient="PER"),
        Membership(country="PER", organisation="bri"),
        Ownership(owner="Anna", owned="NEC", share="42%"),
        Ownership(owner="Anna", owned="NEC"),
        Coverage(country="PER", listed=True),
        Coverage(country="PER", listed=False),
        Indicator(country="PER", indicator="gdp", value="7"),
        Count(unit="countries", figure=Figure(), value=75, bound="min"),
        Count(
            unit="countries",
            figure=Figure(having=(Row(technology="facial_recognition"),), among=("bri",)),
            value=36,
            bound="approx",
            denominator=86,
        ),
    ],
)
def test_what_a_claim_says_is_said_in_french(desk: Served, content: Content) -> None:
    claim = Claim(
        id="",
        text="",
        evidence=Span(0, 1),
        quote="x",
        content=content,
        polarity="negated",
        rule="x",
    )
    english = told(claim, desk.project.names)
    french = translator("fr")(english)
    assert french.startswith("démenti")
    words = set(re.findall(r"\b[a-z]+", str(english))) & set(re.findall(r"\b[a-z]+", french))
    assert words <= {"gdp", "surveillance", "smart", "policing"}, (english, french)


def test_a_number_and_a_date_are_told_in_french() -> None:
    t = translator("fr")
    assert t(said("{n} claim|{n} claims", n=2)) == "2 affirmations"
    assert t(said("{start} to {end}", start="2019", end="2021")) == "de 2019 à 2021"
