"""Whatever a document, a name or a note holds: pages, feeds and files show it as text."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import socket
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from argon2 import PasswordHasher
from hostile_project import ALL, BY, FIRST, FOREIGN, PAYLOADS, PEOPLE, SECOND, Hostile, hostile
from lxml import etree, html
from starlette.testclient import TestClient

from sousveil.publish import claimreview
from sousveil.publish.tabular import FORMULA, NUMBER
from sousveil.web import accounts
from sousveil.web.app import create_app
from sousveil.web.catalogue import ENGLISH
from sousveil.web.door import Keys
from sousveil.web.folder import answer
from sousveil.web.index import part
from sousveil.web.library import Library
from sousveil.web.pages.assets import is_built
from sousveil.web.routes import addresses, made

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hostile-pages")]

BASE = "http://127.0.0.1:8765"
PASSWORD = "four quiet words here"
CALLERS = (None, *PEOPLE)

DATA_SCRIPT = "application/json"
MADE_OF_DATA = frozenset(
    "iframe frame object embed applet base style template math form-data video audio".split()
)
"""Elements that no page here has on its own."""

RUNS = re.compile(r"on\w+|style|srcdoc|formaction|xlink:href|ping|background")
"""Attributes that no page here has on its own."""

FLAGS = (
    "--no-sandbox",
    "--allow-file-access-from-files",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

ADDRESSES = ("href", "src", "action", "cite", "data", "poster")
HIT = re.compile(r"hit ?= ?\d|evil\.example")


@dataclass(frozen=True)
class Evil:
    project: Hostile
    library: Library
    clients: dict[str | None, TestClient]

    def get(self, address: str, who: str | None = None) -> Any:
        return self.clients[who].get("/" + address)


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evil]:
    with (
        hostile(tmp_path_factory.mktemp("evil") / "index") as project,
        pytest.MonkeyPatch.context() as patch,
    ):
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(accounts, "hasher", lambda: cheap)
        library = library_of(project)
        app = create_app(lambda: library)
        sessions = app.state.sessions
        clients: dict[str | None, TestClient] = {None: TestClient(app, base_url=BASE)}
        for role, name in PEOPLE.items():
            code = sessions.accounts.invite(name, role, BY).code
            account = sessions.accounts.redeem(code, PASSWORD)
            clients[role] = TestClient(app, base_url=BASE)
            agent = f"{PAYLOADS[0]}{PAYLOADS[5]}"
            token = sessions.start(account, "127.0.0.1", agent)
            clients[role].cookies.set(Keys(sessions=sessions).cookie, token)
        yield Evil(project, library, clients)


def library_of(project: Hostile) -> Library:
    """Return the hostile editions, and a packaged one for the pages of tables."""
    names = (FIRST, SECOND, "aigs-2022")
    return Library(
        project.names, [(project.edition(n), project.records(n)) for n in names], project
    )


@pytest.fixture(scope="module")
def static(evil: Evil) -> dict[str, bytes]:
    """Return the files of a static site: all about what is hostile, and some of every kind."""
    kinds: dict[str, int] = {}
    told: dict[str, bytes] = {}
    own = {
        *map(part, evil.library.index.texts),
        FIRST,
        SECOND,
        "evilcorp",
        "evil-press",
        "kenya",
        "peru",
    }
    own |= {part(e.claim) for n in (FIRST, SECOND) for e in evil.library.of(n).records.evidence}
    for address, route, keys in addresses(evil.library):
        seen = kinds[route.address] = kinds.get(route.address, 0) + 1
        if keys.get("ending") in ("png", "pdf"):
            continue
        if seen <= 2 or address.startswith("assets/") or not own.isdisjoint(keys.values()):
            told[address] = answer(made(route, keys, evil.library), address, evil.library, ENGLISH)
    return {a + "index.html" if a.endswith("/") or not a else a: b for a, b in told.items()}


def wrong(body: bytes, *, styled: bool = False) -> list[str]:
    """Return what a page has that no template of ours has."""
    found = []
    tree = html.document_fromstring(body.decode(), parser=html.HTMLParser(huge_tree=True))
    for element in tree.iter():
        if not isinstance(element.tag, str):
            if HIT.search(element.text or ""):
                found.append(f"comment: {element.text!r:.80}")
            continue
        tag, told = element.tag, dict(element.attrib)
        if tag in MADE_OF_DATA and not (styled and tag == "style" and not HIT.search(element.text)):
            found.append(f"<{tag}>")
        if tag == "script" and told.get("type") == DATA_SCRIPT:
            json.loads(element.text or "")
        elif tag == "script" and ("src" not in told or element.text):
            found.append(f"script: {element.text!r:.80}")
        is_refresh = tag == "meta" and told.get("http-equiv", "").lower() == "refresh"
        if is_refresh and HIT.search(told["content"]):
            found.append(f"refresh: {told['content']}")
        for name, value in told.items():
            if RUNS.fullmatch(name) or HIT.search(name):
                found.append(f"<{tag} {name}={value!r:.60}>")
            if name in ADDRESSES:
                found += _address(tag, name, value.strip(), told)
    return found


def _address(tag: str, name: str, value: str, told: dict[str, str]) -> list[str]:
    parts = urlsplit(re.sub(r"[\x00-\x20]", "", value))
    if not parts.scheme and not parts.netloc and not value.startswith(("//", "\\")):
        return []
    is_link = tag == "a" and name == "href" and parts.scheme in ("http", "https")
    if is_link and (parts.hostname != FOREIGN or "nofollow" in told.get("rel", "")):
        return []
    return [f"<{tag} {name}={value!r:.80}>"]


def check(path: str, body: bytes, **how: bool) -> list[str]:
    return [f"{path}: {one}" for one in wrong(body, **how)]


def test_the_project_is_as_hostile_as_it_is_meant_to_be(evil: Evil) -> None:
    located = {place.location for h in evil.project.holdings() for place in h.places}
    assert sum(FOREIGN in location for location in located) == 2
    assert all(h.title is None or h.title.startswith("<script>") for h in evil.project.holdings())
    quotes = {e.quote for n in (FIRST, SECOND) for e in evil.library.of(n).records.evidence}
    assert sum(any(q.startswith(p.strip()[:9]) for q in quotes) for p in PAYLOADS) >= 14
    assert evil.library.codebook.suppliers["evilcorp"].name.startswith("<svg/onload")
    assert len(list(evil.project.replies())) >= 15


def test_the_check_of_these_tests_finds_what_it_looks_for() -> None:
    for payload in PAYLOADS:
        if "<" in payload and "\\" not in payload and not payload.startswith("<!--"):
            assert wrong(f'<p><b title="x">{payload}</b></p>'.encode()), payload
    assert wrong(b'<a href="java\nscript:hit=4">x</a>')
    assert wrong(b'<b title="x" onclick="x">x</b>')


def test_static_pages_and_files_hold_data_as_text(static: dict[str, bytes]) -> None:
    found = []
    for path, body in static.items():
        if path.endswith(".html"):
            found += check(path, body)
        elif path.endswith((".xml", ".svg")):
            etree.fromstring(body, etree.XMLParser(resolve_entities=False))
        elif path.endswith(".json"):
            json.loads(body)
        elif path.endswith(".csv"):
            found += guards(path, body)
        elif path.endswith(".xlsx"):
            found += formulas(path, body)
        elif path.endswith(".bib"):
            assert body.count(b"\n}") == 1 and body.startswith(b"@misc{"), path
    assert not found, "\n".join(found[:30])
    assert sum(b"hit=" in body for body in static.values()) > 60


def test_static_files_hold_nothing_private(evil: Evil, static: dict[str, bytes]) -> None:
    (report,) = evil.project.reports()
    rests = {e.claim for n in (FIRST, SECOND) for e in evil.library.of(n).records.evidence}
    stones = evil.library.of(SECOND).records.reviewed
    assert stones is not None
    known = rests | {stone.claim for stone in stones.tombstones}
    still_open = [c.id for c in evil.project.claims() if "unlisted" in c.marks]
    assert len(still_open) >= 10 and known.isdisjoint(still_open)
    private = [part(claim).encode() for claim in still_open]
    private += [part(report.report.id).encode(), b"hit=52", b"hit=31", b"hit=32", b"hit=33"]
    for path, body in static.items():
        assert not [word for word in private if word in body or word in path.encode()], path


def guards(path: str, body: bytes) -> list[str]:
    return [
        f"{path}: {cell!r:.60}"
        for row in csv.reader(io.StringIO(body.decode(), newline=""))
        for cell in row
        if FORMULA.match(cell) and not NUMBER.fullmatch(cell)
    ]


def formulas(path: str, body: bytes) -> list[str]:
    found = []
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        for name in book.namelist():
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(book.read(name))
                found += [f"{path}: {name}" for _ in tree.iter("{*}f", "{*}hyperlink")]
                found += [
                    f"{path}: {name} leads outside"
                    for one in tree.iter("{*}Relationship")
                    if one.get("TargetMode") == "External"
                ]
    return found


def live_addresses(evil: Evil) -> list[str]:
    """Return addresses of the desk and of every kind of page, a few of each kind."""
    seen: dict[str, list[str]] = {}
    for address, route, _ in addresses(evil.library):
        seen.setdefault(route.address, []).append(address)
    chosen = [one for kind in seen.values() for one in (*kind[:2], *kind[-2:])]
    chosen = [one for one in chosen if not one.endswith((".png", ".pdf", ".svg"))]
    claims = list(evil.project.claims())[::7]
    chosen += [f"review/claim/{c.id.removeprefix('claim:')}/?parts=2" for c in claims]
    for h in evil.project.holdings():
        part = h.snapshot[7:23]
        chosen += [f"document/{part}/text/", f"document/{part}/original", f"document/{part}/"]
    asked = "".join(f"%{byte:02x}" for byte in ALL.encode())[:1500]
    chosen += [f"review/?at={n}" for n in range(0, 24, 3)]
    chosen += [
        "review/?second=1",
        f"review/?find={asked}&done={asked}",
        "review/conflicts/",
        "documents/",
        f"report/?about={asked}",
        "add/",
        "compile/",
        "accounts/",
        "audit/",
        "account/",
        f"sign-in/?next={asked}",
        f"invitation/?code={asked}",
        f"search/?q={asked}",
        f"map/{SECOND}/?supplier={asked}",
        f"number/{SECOND}/?having={asked}",
        f"embed/map/{SECOND}/?technology={asked}",
        f"nothing/{asked}/",
        "api/editions",
        f"api/editions/{SECOND}/places",
        f"api/editions/{asked}",
        f"api/suppliers/{asked}",
        "api/suppliers/evilcorp",
        "api/places/kenya",
        f"api/editions/{SECOND}/count?supplier={asked}",
        "api/queue?limit=50",
        "api/session",
        "api/openapi.json",
    ]
    return list(dict.fromkeys(chosen))


@pytest.mark.parametrize("who", CALLERS)
def test_live_pages_and_answers_hold_data_as_text(evil: Evil, who: str | None) -> None:
    found, shown = [], 0
    for address in live_addresses(evil):
        answer = evil.get(address, who)
        media = answer.headers.get("content-type", "")
        assert answer.status_code < 500, address
        assert answer.headers["x-content-type-options"] == "nosniff", address
        policy = answer.headers["content-security-policy"]
        if media.startswith("text/html"):
            assert "script-src 'self'" in policy and "unsafe" not in policy
            found += check(address, answer.content)
            shown += b"hit=" in answer.content
        elif media.startswith("application/json"):
            answer.json()
        elif "original" in address:
            assert media == "application/octet-stream" and "sandbox" in policy
            assert answer.headers["content-disposition"].startswith("attachment")
    assert not found, "\n".join(found[:30])
    assert shown > 20


def test_what_a_form_sends_back_is_text(evil: Evil) -> None:
    """Wrong forms are shown again with what was filled in."""
    found = []
    admin = evil.clients["admin"]
    token = re.search(r'name="token" value="([^"]*)"', admin.get("/account/").text)
    assert token is not None
    claim = next(iter(evil.project.claims())).id
    sent = {
        "/accounts/invite/": {"name": PAYLOADS[1], "role": ALL},
        "/accounts/role/": {"name": ALL, "role": ALL},
        "/compile/": {"name": ALL, "base": ALL, "since": ALL, "as_of": ALL},
        "/add/address/": {"address": ALL, "source": ALL, "as_of": ALL},
        "/report/": {"about": ALL, "words": ""},
        "/review/decide/": {"kind": ALL, "claims": claim, "because": ALL, "1.supplier": ALL},
        "/review/undo/": {"decision": ALL},
    }
    for address, fields in sent.items():
        answer = admin.post(address, data={"token": token[1], **fields}, follow_redirects=False)
        assert 400 <= answer.status_code < 500, (address, answer.status_code)
        found += check(address, answer.content)
    for address, fields in {
        "/sign-in/": {"name": ALL, "password": ALL, "next": ALL},
        "/check/": {"text": ALL + " Huawei supplies 50 countries.", "against": SECOND},
        "/check/?": {"text": ALL, "against": ALL, "as_of": ALL},
    }.items():
        answer = evil.clients[None].post(address, data=fields)
        assert answer.status_code < 500
        found += check(address, answer.content)
    assert not found, "\n".join(found[:30])


def test_reports_of_a_check_hold_data_as_text(evil: Evil) -> None:
    text = " ".join(f"{p} Huawei supplies 50 countries." for p in PAYLOADS)
    for ending in ("html", "md", "json"):
        page = f"<html><head><title>{PAYLOADS[5]}</title></head><body><p>{text}</p></body></html>"
        for given in (
            {"data": {"text": text, "report": ending}},
            {"data": {"report": ending}, "files": {"file": (f"{ALL}.html", page.encode())}},
        ):
            answer = evil.clients[None].post("/check/", **given)
            assert answer.status_code == 200, answer.text[:400]
            assert answer.headers["content-disposition"].startswith("attachment")
            if ending == "html":
                assert not wrong(answer.content, styled=True)
            if ending == "json":
                answer.json()


def test_confirmed_verdicts_are_json_that_no_page_runs(evil: Evil) -> None:
    (kept,) = evil.project.checks()
    numbers = range(1, len(kept.check.claims) + 1)
    verdicts = [f"{kept.check.verdict_id(number)}" for number in numbers]
    evil.project.confirm(verdicts, by=BY, because=ALL)
    edition = evil.library.of("aigs-2022").edition
    confirmed = evil.project.confirmed("aigs-2022")
    assert confirmed
    for name, body in claimreview.files(confirmed, edition, publisher=ALL).items():
        json.loads(body)
        assert b"</script" not in body.lower(), name


def test_nothing_runs_in_a_browser(evil: Evil, static: dict[str, bytes], tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    found = shutil.which("chromium")
    if found is None or not is_built():
        pytest.skip("there is no Chromium, or the front end is not built")
    for path, body in static.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(body)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    root = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    server = uvicorn.Server(uvicorn.Config(evil.clients[None].app, log_level="error"))
    run = {"sockets": [listening]}
    threading.Thread(target=server.run, kwargs=run, daemon=True).start()
    (claim,) = [c.id for c in evil.project.claims() if PAYLOADS[5] in c.quote][:1]
    document = next(h.snapshot for h in evil.project.holdings() if h.title)[7:23]
    public = ["", f"document/{document}/", f"claim/{CLAIM}/", "place/kenya/", "supplier/evilcorp/"]
    public += ["sources/", "source/evil-press/", f"diff/{FIRST}/{SECOND}/", f"map/{SECOND}/"]
    public += [f"matrix/{SECOND}/", f"flow/{SECOND}/", f"embed/map/{SECOND}/", "report/"]
    public += ["document/d36990124a364c49/", "changes/"]
    own = ["review/", f"review/claim/{claim[6:]}/", f"document/{document}/text/", "documents/"]
    own += ["accounts/", "audit/", "account/", "search/?q=<script>window.hit=1</script>"]
    claims = {part(e.claim) for e in evil.library.of(SECOND).records.evidence}
    public = [one.replace(CLAIM, min(claims)) for one in public]
    seen: list[str] = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(FLAGS))
        context = browser.new_context()
        (cookie,) = list(evil.clients["admin"].cookies.jar)[:1]
        context.add_cookies([{"name": cookie.name, "value": str(cookie.value), "url": root}])
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda said: seen.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: seen.append(str(error)))
        page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda sent: seen.append(sent.url) if is_foreign(sent.url) else None)
        local = [f"{tmp_path.as_uri()}/{one}index.html" for one in public[1:6]]
        for address in [root + one for one in (*public, *own)] + local:
            page.goto(address)
            assert page.evaluate("window.hit") is None, address
            assert page.evaluate(FOUND) == [], address
            assert not seen, (address, seen)
        browser.close()
    server.should_exit = True


CLAIM = "CLAIM"

FOUND = """() => [...document.querySelectorAll("*")].filter(one =>
  ["IFRAME", "OBJECT", "EMBED", "BASE", "TEMPLATE"].includes(one.tagName)
  || [...one.attributes].some(a => a.name.startsWith("on") || a.name === "srcdoc"
  || /^[\\s]*(javascript|data):/i.test(a.value) && ["href", "src", "action"].includes(a.name)))
  .map(one => one.outerHTML.slice(0, 200))"""
"""What the browser itself made of a page, after its scripts have run."""


def is_foreign(address: str) -> bool:
    return not address.startswith(("http://127.0.0.1:", "file:", "data:", "blob:"))
