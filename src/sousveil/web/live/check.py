"""Texts that are pasted or uploaded, judged, and forgotten."""

from __future__ import annotations

from importlib import import_module
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Annotated

from fastapi import FastAPI, File, Form, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from msgspec import Struct

from sousveil.errors import OutOfMemory, ReaderCrashed, SousveilError, TooSlow
from sousveil.guard.caps import Caps
from sousveil.model.time import parse_date
from sousveil.model.verdict import Checked
from sousveil.publish.correction import notes
from sousveil.publish.report.content import MEANS, SIGNS, Report, judged_on, tally
from sousveil.questions.apart import Judges
from sousveil.questions.article import Article
from sousveil.questions.desk import Desk
from sousveil.web.catalogue import said, told_by
from sousveil.web.door import Refusal
from sousveil.web.library import Library
from sousveil.web.page import Page
from sousveil.web.pages.check import ABOUT, ADDRESS, TITLE
from sousveil.web.render import HTML
from sousveil.web.verdicts import sentences

if TYPE_CHECKING:
    from sousveil.web.app import Site

LONGEST = 60_000  # characters of a text that is checked at once
LARGEST = 2_000_000  # bytes of an uploaded document
AT_ONCE = 4  # texts that are checked at the same time: pages for others need threads, too
WAIT = 30  # seconds after which it may be tried again
SECONDS = 30  # that one check may take, on the clock and of computing
NOTHING = "There is no text to check. Paste one, or choose a file."
TOO_LARGE = "The file is larger than 2 MB. Paste the part in question."
BUSY = "Other texts are being checked at the moment. Try again in half a minute."

REPORTS = {
    "html": ("html", "text/html; charset=utf-8"),
    "md": ("markdown", "text/markdown; charset=utf-8"),
    "json": ("plain", "application/json"),
}
"""Ending to the module that writes the report, and its media type."""


class Given(Struct, frozen=True, kw_only=True):
    """What was filled in."""

    text: str = ""
    as_of: str = ""
    against: str = ""


def put(app: FastAPI) -> None:
    """Put this page on a server."""
    app.state.checks = BoundedSemaphore(AT_ONCE)
    app.state.judges = Judges(Caps(cpu=SECONDS, wall=SECONDS), AT_ONCE)
    app.get("/" + ADDRESS, include_in_schema=False)(form)
    app.post("/" + ADDRESS, include_in_schema=False)(checked)


def form(request: Request) -> Response:
    """Show the empty form."""
    return _page(request.app.state.site, Given())


async def checked(
    request: Request,
    text: Annotated[str, Form()] = "",
    as_of: Annotated[str, Form()] = "",
    against: Annotated[str, Form()] = "",
    report: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Judge a text, and show the verdicts or give the report as a file."""
    site: Site = request.app.state.site
    given = Given(text=text, as_of=as_of.strip(), against=against)
    data = await file.read(LARGEST + 1) if file is not None and file.filename else b""
    if not text.strip() and not data:
        return _page(site, given, wrong=NOTHING)
    if len(data) > LARGEST:
        return _page(site, given, wrong=TOO_LARGE)
    name = file.filename if file is not None and file.filename and data else "-"
    turns: BoundedSemaphore = request.app.state.checks
    judges: Judges = request.app.state.judges
    if not turns.acquire(blocking=False):
        raise Refusal(503, BUSY, wait=WAIT)
    try:
        return await run_in_threadpool(_answer, site, judges, given, str(name), data, report)
    finally:
        turns.release()


def _answer(
    site: Site, judges: Judges, given: Given, name: str, data: bytes, report: str
) -> Response:
    from sousveil.project.articles import article

    try:
        read = (
            article(name, data)
            if data
            else Article(name=name, text=given.text, title="Pasted text")
        )
        read = article(name, data, judges.caps) if data else Article(name=name, text=given.text)
        if len(read.text) > LONGEST:
            return _page(site, given, wrong=TOO_LONG)
        desk = _desk(site.library, given)
        one = judges.checked(desk, read.text, read.name, read.title)
    except TooSlow:
        return _page(site, given, wrong=said(TOO_SLOW, n=judges.caps.wall))
    except (OutOfMemory, ReaderCrashed):
        return _page(site, given, wrong=ENDED)
    except SousveilError as error:
        return _page(site, given, wrong=told_by(error))
    found = desk.report([one])
    if report in REPORTS:
        module, media = REPORTS[report]
        written = import_module(f"sousveil.publish.report.{module}").written(found)
        disposition = f'attachment; filename="check.{report}"'
        return Response(
            written, headers={"Content-Type": media, "Content-Disposition": disposition}
        )
    return _page(site, Given(text=read.text, as_of=given.as_of, against=given.against), one, found)


TOO_LONG = (
    f"The text is longer than {LONGEST:,} characters. Check it in parts, or on your machine: "
    "sousveil check FILE"
)

TOO_SLOW = (
    "The check took more than {n} second, and was stopped. Nothing was stored. Check the text in "
    "parts, or on your own machine, where it may take longer: sousveil check FILE|"
    "The check took more than {n} seconds, and was stopped. Nothing was stored. Check the text in "
    "parts, or on your own machine, where it may take longer: sousveil check FILE"
)
ENDED = (
    "The check of this text had to be ended: it needs too much memory, or meets a fault of the "
    "program. Nothing was stored. Check the text in parts, and please report it."
)


def _desk(library: Library, given: Given) -> Desk:
    return Desk(
        editions=library.editions,
        codebook=library.codebook,
        against=library.of(given.against).edition if given.against else None,
        as_of=parse_date(given.as_of) if given.as_of else None,
    )


def _page(
    site: Site,
    given: Given,
    one: Checked | None = None,
    report: Report | None = None,
    wrong: str = "",
) -> Response:
    """Return the form, with what was found or what is wrong."""
    shown = {"given": given, "wrong": wrong, "means": MEANS, "signs": SIGNS, "one": one}
    shown["seconds"] = SECONDS
    if one is not None and report is not None:
        shown |= {
            "sentences": list(sentences(one, report)),
            "counted": tally([judged.verdict.outcome for judged in one.found.claims]),
            "judged_on": judged_on(one, report),
            "notes": list(notes(one, report)),
            "used": report.used(),
        }
    page = Page(
        template="check.html", title=TITLE, about=ABOUT, section="check", shown=shown, is_live=True
    )
    return Response(site.rendered(page, ADDRESS), 400 if wrong else 200, {"Content-Type": HTML})
