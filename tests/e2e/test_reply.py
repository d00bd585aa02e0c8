"""From a claim about a company to its answer: on pages, in exports, withdrawn, never erased."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from sousveil.cli import run
from sousveil.project import Project
from sousveil.web.app import create_app
from sousveil.web.door import Keys
from sousveil.web.library import from_project
from sousveil.web.sessions import Sessions, form_token

STORY = """Cameras for the harbour

Huawei supplied facial recognition cameras to the police of Guyana in 2022.
The minister said the system may be extended next year.
"""
LETTER = "We sold network switches to Guyana, and no cameras."


def sousveil(folder: Path, *words: str, code: int = 0) -> str:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        got = run(["-C", str(folder), *words])
    assert got == code, f"{words}: {got}\n{out.getvalue()}\n{err.getvalue()}"
    return out.getvalue()


def asked(folder: Path, *words: str) -> Any:
    return json.loads(sousveil(folder, *words, "--json"))


def words(html: str) -> str:
    text = re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one accepted claim and a living edition."""
    home = tmp_path_factory.mktemp("reply")
    folder = home / "index"
    sousveil(folder, "init", str(folder))
    (home / "story.txt").write_text(STORY, encoding="utf-8")
    (home / "letter.txt").write_text("To the editors. " + LETTER, encoding="utf-8")
    sousveil(folder, "add", str(home / "story.txt"), "--source", "harbour-herald")
    with Project.open(folder) as project:
        supplies = [c.id for c in project.claims() if c.content.type == "supply"]
        assert supplies
        project.accept(supplies, by="anna", because="the words say so")
    sousveil(folder, "compile", "2026-1", "--base", "aigs-2022")
    return folder


@pytest.fixture(scope="module")
def claim(folder: Path) -> str:
    with Project.open(folder) as project:
        return next(c.id for c in project.claims() if c.content.type == "supply")


@pytest.fixture(scope="module")
def made(folder: Path, claim: str) -> dict[str, Any]:
    """The reply to the claim, entered on the command line with its letter."""
    given = ["--who", "Press office", "--day", "2026-01-05", "--words", LETTER, "--by", "anna"]
    letter = ["--claim", claim[6:18], "--file", str(folder.parent / "letter.txt")]
    told: dict[str, Any] = asked(folder, "reply", "add", *given, *letter)
    assert told["claims"] == [claim] and told["document"].startswith("sha256:")
    return told


@pytest.fixture(scope="module")
def site(folder: Path, made: dict[str, Any]) -> dict[str, str]:
    """The pages that are published while the reply stands."""
    to = folder.parent / "site"
    sousveil(folder, "publish", "aigs-2022", "2026-1", "--to", str(to))
    return {path.relative_to(to).as_posix(): path.read_text("utf-8") for path in to.rglob("*.html")}


@pytest.mark.parametrize("page", ["claim/{claim}", "place/guyana", "document/{document}"])
def test_the_reply_stands_beside_the_claim(
    page: str, folder: Path, claim: str, site: dict[str, str]
) -> None:
    with Project.open(folder) as project:
        text = next(c.text for c in project.claims() if c.id == claim)
        document = str(project.document_of(text))[7:23]
    said = words(site[page.format(claim=claim[6:22], document=document) + "/index.html"])
    assert f"Reply of Press office , 2026-01-05 {LETTER}" in said
    assert "Huawei supplied facial recognition cameras" in said


def test_the_page_of_the_supplier_says_that_there_is_an_answer(site: dict[str, str]) -> None:
    assert "answered" in words(site["supplier/huawei/index.html"])


def test_no_published_page_holds_a_full_text(site: dict[str, str]) -> None:
    assert not [path for path, html in site.items() if "may be extended next year" in html]
    assert any("Full texts are not published here" in html for html in site.values())


def test_sources_tell_one_witness(site: dict[str, str]) -> None:
    said = words(site["sources/index.html"])
    assert "1 independent origin stands behind the documents." in said
    assert "harbour-herald" in said


def test_an_export_has_the_reply(folder: Path, made: dict[str, Any]) -> None:
    to = folder.parent / "out"
    sousveil(folder, "export", "2026-1", "--to", str(to))
    (row,) = csv.DictReader(io.StringIO((to / "replies.csv").read_text("utf-8")))
    assert (row["reply"], row["words"], row["withdrawn_at"]) == (made["id"], LETTER, "")
    package = json.loads((to / "datapackage.json").read_text("utf-8"))
    assert "replies" in [one["name"] for one in package["resources"]]
    other = folder.parent / "other"
    sousveil(folder, "export", "aigs-2019", "--to", str(other))
    assert not (other / "replies.csv").exists()


@pytest.fixture
def live(folder: Path, made: dict[str, Any]) -> Iterator[dict[str, TestClient]]:
    """The live server for somebody who is signed in, and for anybody."""
    with Project.open(folder) as project:
        app = create_app(lambda: from_project(project))
        sessions = app.state.sessions
        invited = sessions.accounts.invite("ben", "viewer", "a test", again=_has_ben(sessions))
        account = sessions.accounts.redeem(invited.code, "four quiet words here")
        session = sessions.start(account, "127.0.0.1", "a test")
        ben, anybody = (TestClient(app, base_url="http://127.0.0.1") for _ in range(2))
        ben.cookies.set(Keys(sessions=sessions).cookie, session)
        ben.headers["x-token-of-ben"] = form_token(session)  # what his forms send back
        yield {"ben": ben, "anybody": anybody}


def _has_ben(sessions: Sessions) -> bool:
    return sessions.accounts.of("ben") is not None


def token_of(live: dict[str, TestClient]) -> str:
    return live["ben"].headers["x-token-of-ben"]


def story(folder: Path, claim: str) -> str:
    with Project.open(folder) as project:
        text = next(c.text for c in project.claims() if c.id == claim)
        return str(project.document_of(text))[7:23]


def test_who_is_signed_in_reads_the_text_with_its_marks(
    folder: Path, claim: str, live: dict[str, TestClient]
) -> None:
    address = f"/document/{story(folder, claim)}/text/"
    html = live["ben"].get(address).text
    assert "may be extended next year" in html
    with Project.open(folder) as project:
        span = next(c.evidence for c in project.claims() if c.id == claim)
    assert f'id="c={span.start}-{span.end}"' in html
    assert 'id="L3"' in html
    nobody = live["anybody"].get(address).text
    assert "may be extended next year" not in nobody
    assert "Full texts are not published here" in nobody


def test_a_link_from_a_quote_opens_the_text_for_who_may_read_it(
    folder: Path, claim: str, live: dict[str, TestClient]
) -> None:
    html = live["ben"].get(f"/document/{story(folder, claim)}/").text
    (link, *_) = re.findall(r'href="(?:\.\./)*(document/[^"]*text/[^"]*)"', html)
    assert "may be extended next year" in live["ben"].get("/" + unescape(link)).text


def test_the_original_is_a_download_and_nothing_else(
    folder: Path, claim: str, live: dict[str, TestClient]
) -> None:
    address = f"/document/{story(folder, claim)}/original"
    found = live["ben"].get(address)
    assert found.content == STORY.encode()
    assert found.headers["content-type"] == "application/octet-stream"
    assert found.headers["content-disposition"].startswith("attachment")
    assert found.headers["x-content-type-options"] == "nosniff"
    assert live["anybody"].get(address).status_code == 401


def test_documents_are_listed_for_those_who_may(live: dict[str, TestClient]) -> None:
    assert "2 documents are archived" in words(live["ben"].get("/documents/").text)
    assert live["anybody"].get("/documents/").status_code == 401


def test_a_problem_is_reported_by_a_form(folder: Path, live: dict[str, TestClient]) -> None:
    form = live["ben"].get("/report/?about=place/guyana/").text
    assert 'value="place/guyana/"' in form and f'value="{token_of(live)}"' in form
    given = {"about": "place/guyana/", "words": "The year is <b>wrong</b>."}
    assert live["ben"].post("/report/", data=given).status_code == 403
    assert (
        live["anybody"].post("/report/", data={**given, "token": token_of(live)}).status_code == 401
    )
    sent = live["ben"].post("/report/", data={**given, "token": token_of(live)})
    assert sent.status_code == 201 and "Back to the page" in sent.text
    empty = live["ben"].post("/report/", data={**given, "words": " ", "token": token_of(live)})
    assert empty.status_code == 422 and "says in words what is wrong" in empty.text
    told = json.loads(sousveil(folder, "reports", "--json"))
    assert (told["report"]["by"], told["report"]["words"]) == ("ben", given["words"])
    assert "The year is" not in live["anybody"].get("/place/guyana/").text


def test_a_link_back_never_leaves_the_site(live: dict[str, TestClient]) -> None:
    for about in ("//example.org/", "https://example.org/", "../../x/", "javascript:alert(1)/"):
        given = {"about": about, "words": f"Odd {about}", "token": token_of(live)}
        sent = live["ben"].post("/report/", data=given)
        assert sent.status_code == 201 and "Back to the page" not in sent.text


def test_withdrawn_it_stays_with_the_reason(
    folder: Path, claim: str, made: dict[str, Any], live: dict[str, TestClient]
) -> None:
    address = f"/claim/{claim[6:22]}/"
    assert "Withdrawn by" not in words(live["anybody"].get(address).text)
    because = "the press office did not send it"
    sousveil(folder, "reply", "withdraw", made["id"], "--by", "bo", "--because", because)
    said = words(live["anybody"].get(address).text)
    assert LETTER in said and "Withdrawn by bo on" in said and because in said
    assert asked(folder, "verify")["ok"]
    to = folder.parent / "again"
    sousveil(folder, "export", "2026-1", "--to", str(to))
    (row,) = csv.DictReader(io.StringIO((to / "replies.csv").read_text("utf-8")))
    assert row["withdrawn_because"] == because
