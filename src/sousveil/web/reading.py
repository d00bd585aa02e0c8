"""Pages of the live server for those who work with a project: archived texts, and reports."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request, Response

from sousveil.errors import ProjectError, QueryError
from sousveil.project.shown import Opened, Stood
from sousveil.web.catalogue import told_by
from sousveil.web.index import part
from sousveil.web.library import Library
from sousveil.web.page import Page
from sousveil.web.pages import report as report_page
from sousveil.web.pages.sources import MANY
from sousveil.web.papers import called, reference
from sousveil.web.passages import Passage, lines, window_of, windows
from sousveil.web.permissions import caller, may
from sousveil.web.render import HTML, render
from sousveil.web.told import STATUSES

if TYPE_CHECKING:
    from sousveil.web.app import Site

WINDOW = 200_000  # code points of a text on one page
LISTED = 500  # claims beside it
PAGE = 100  # documents on one page of the list
BODY = 64_000  # bytes of a form

STANDS = {
    "proposed": "waits for a decision",
    "accepted": "accepted",
    "rejected": "rejected",
    "superseded": "another claim stands in its place",
    "doubted": "doubted",
}
"""What stands of a claim, in words."""

DIGITS = frozenset("0123456789abcdef")


def router(site: Callable[[], Site]) -> APIRouter:
    """Return the addresses."""
    made = APIRouter(include_in_schema=False)

    def shown(page: Page, address: str, status: int = 200) -> Response:
        now = site()
        body = render(page, address, now.library, now.language)
        own = {"Content-Type": HTML, "Cache-Control": "private, no-store"}
        return Response(body, status, own)

    def public(address: str) -> Response:
        status, body, own = site().answer(address, ())
        return Response(body, status, own)

    @made.get("/document/{document}/text/")
    @made.get("/document/{document}/text/index.html")
    def text(document: str, request: Request) -> Response:
        address = f"document/{document}/text/"
        opened = _opened(site().library, document) if may(request, "read-documents") else None
        if opened is None:
            return public(address)
        return shown(_text(site().library, opened, request.query_params), address)

    @made.get("/document/{document}/original")
    def original(document: str, request: Request) -> Response:
        library = site().library
        opened = _opened(library, document) if may(request, "read-documents") else None
        if opened is None or library.project is None:
            return public("document/")
        try:
            body = library.project.original(opened.snapshot)
        except ProjectError as error:
            page = Page(template="error.html", title="Not there", shown={"message": told_by(error)})
            return shown(page, "document/", 404)
        own = {
            "Content-Disposition": f'attachment; filename="{part(opened.snapshot)}.bin"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, no-store",
        }
        return Response(body, 200, own, "application/octet-stream")

    @made.get("/documents/")
    @made.get("/documents/index.html")
    def documents(request: Request) -> Response:
        library = site().library
        if library.project is None or not may(request, "read-documents"):
            return public("documents/")
        return shown(_documents(library, request.query_params.get("page", "")), "documents/")

    @made.get("/report/")
    @made.get("/report/index.html")
    def report(request: Request) -> Response:
        if site().library.project is None or not may(request, "report"):
            return public("report/")
        about = request.query_params.get("about", "")[:300]
        return shown(_form(site().library, request, about), "report/")

    @made.post("/report/")
    @made.post("/report/index.html")
    def filed(request: Request, body: Annotated[bytes, Depends(_body)]) -> Response:
        library = site().library
        project = library.project
        if project is None or not may(request, "report"):
            return _refused(shown, "Whoever is signed in may report a problem here. Sign in first.")
        given = {
            key: values[0] for key, values in parse_qs(body.decode("utf-8", "replace")).items()
        }
        token = caller(request).token
        if not token or not hmac.compare_digest(given.get("token", "").encode(), token.encode()):
            return _refused(shown, "This form has expired. Open it again, then send it.")
        about, words = given.get("about", "").strip(), given.get("words", "")
        try:
            made = project.report(about, words, caller(request).name or "")
        except QueryError as error:
            page = _form(library, request, about, words, told_by(error))
            return shown(page, "report/", 422)
        page = _form(library, request, _local(about), sent=part(made.id))
        return shown(page, "report/", 201)

    return made


async def _body(request: Request) -> bytes:
    """Return a form's body; what is longer than any form is cut, and then has no token."""
    found = b""
    async for chunk in request.stream():
        found += chunk
        if len(found) > BODY:
            return b""
    return found


def _refused(shown: Callable[[Page, str, int], Response], message: str) -> Response:
    page = Page(template="error.html", title="Not allowed", shown={"message": message})
    return shown(page, "report/", 403)


def _form(
    library: Library,
    request: Request,
    about: str,
    words: str = "",
    wrong: str = "",
    sent: str | None = None,
) -> Page:
    """Return the form, signed by who asks."""
    who = caller(request)
    page = report_page.report(library, {})
    form = {"token": who.token, "name": who.name, "words": words}
    shown = {**page.shown, "form": form, "sent": sent, "wrong": wrong, "about": about}
    return Page(
        template=page.template,
        title=page.title,
        about=page.about,
        section=page.section,
        shown=shown,
        is_live=True,
    )


def _local(about: str) -> str:
    """Return the address of a page here, to link back to it; nothing for anything else."""
    is_page = all(piece and piece.strip(".") for piece in about.removesuffix("/").split("/"))
    return about if is_page and about.endswith("/") and ":" not in about else ""


def _opened(library: Library, document: str) -> Opened | None:
    if library.project is None or len(document) < 8 or not DIGITS.issuperset(document):
        return None
    return library.project.opened(document)


def _number(text: str | None, most: int) -> int:
    """Return a number of a query, from 1 to the most; 1 for what is none."""
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) < 10
    return min(max(1, int(text or 1)), most) if is_number else 1


def _text(library: Library, opened: Opened, asked: Mapping[str, str]) -> Page:
    """Show a text, or a window of a long one, with the passages that claims rest on.

    `page` asks for a window by its number, `at` for the one in which a place lies.
    """
    assert library.project is not None
    held = library.project.holding(opened.snapshot)
    stood = library.project.stood(opened.reading.text)
    stood = tuple(one for one in stood if one.claim.evidence.end <= len(opened.content))
    cut = windows(opened.content, WINDOW)
    now = _number(asked.get("page"), len(cut))
    if "at" in asked and "page" not in asked:
        now = window_of(_number(asked["at"], len(opened.content) or 1), cut)
    start, end = cut[now - 1]
    here = [one for one in stood if start <= one.claim.evidence.start < end]
    passages = [_passage(one) for one in stood]
    return Page(
        template="text.html",
        title=reference(held, opened.snapshot),
        section="sources",
        is_live=True,
        shown={
            "opened": opened,
            "lines": lines(opened.content, passages, opened.pieces, start, end),
            "claims": [
                (one, _passage(one), one.claim.id in library.index.ids) for one in here[:LISTED]
            ],
            "left": max(0, len(here) - LISTED),
            "number": now,
            "pages": [
                (at, sum(window_of(s.claim.evidence.start, cut) == at for s in stood))
                for at in range(1, len(cut) + 1)
            ],
            "stands": STANDS,
            "words": STATUSES,
            "in_editions": opened.snapshot in library.index.texts
            or opened.snapshot in library.index.tables,
            "part": part,
        },
    )


def _passage(one: Stood) -> Passage:
    span = one.claim.evidence
    return Passage(start=span.start, end=span.end, claim=one.claim.id, state=one.state.name)


def _documents(library: Library, number: str) -> Page:
    """List the documents of a project, a page at a time, with the origin of each."""
    assert library.project is not None
    count = library.project.some_holdings(0, 0)[1]
    most = max(1, -(-count // PAGE))
    now = _number(number, most)
    held, _ = library.project.some_holdings((now - 1) * PAGE, PAGE)
    origins = library.index.once("origins", library.project.origins) if count <= MANY else None
    members: dict[str, int] = {}
    for group in origins or ():
        members |= dict.fromkeys(group.documents, len(group.documents))
    return Page(
        template="documents.html",
        title="Documents",
        section="sources",
        is_live=True,
        shown={
            "held": held,
            "count": count,
            "number": now,
            "pages": most,
            "origins": origins,
            "names": {d: origins.names.get(o, "") for d, o in origins.documents.items()}
            if origins
            else {},
            "members": members,
            "called": called,
            "part": part,
        },
    )
