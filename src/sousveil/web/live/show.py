"""What the live pages share: how they are shown, what a form holds, and where one goes next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Request, Response
from starlette.datastructures import UploadFile

from sousveil.errors import LedgerBusy, SousveilError
from sousveil.project import Project
from sousveil.web.accounts import Accounts
from sousveil.web.addresses import root_of
from sousveil.web.door import Keys, Refusal
from sousveil.web.page import Page
from sousveil.web.permissions import caller, may
from sousveil.web.render import HTML, render
from sousveil.web.sessions import Sessions

DESK = (
    ("review", "Queue", "review/", "read-documents"),
    ("conflicts", "Disagreements", "review/conflicts/", "read-documents"),
    ("add", "Add documents", "add/", "add"),
    ("compile", "Compile an edition", "compile/", "compile"),
    ("people", "Accounts", "accounts/", "manage"),
    ("audit", "What happened", "audit/", "audit"),
    ("account", "My account", "account/", "own"),
)
"""Id, words, address and action of each entry of the bar on live pages."""


def shown(
    request: Request, template: str, title: str, part: str = "", status: int = 200, **values: Any
) -> Response:
    """Answer with a live page; it is kept nowhere."""
    site = request.app.state.site
    address = request.scope["path"].removeprefix("/")
    page = Page(
        template=template,
        title=title,
        section="review",
        shown={
            "who": caller(request),
            "part": part,
            "desk": [entry[:3] for entry in DESK if may(request, entry[3])],
            **values,
        },
        is_live=True,
    )
    body = render(page, address, site.library, site.language)
    return Response(body, status, {"Content-Type": HTML, "Cache-Control": "no-store"})


def to(request: Request, address: str, **query: object) -> Response:
    """Answer with the way to another page, after something was done."""
    asked = {name: value for name, value in query.items() if value not in (None, "")}
    way = root_of(request.scope["path"].removeprefix("/")) + address or "./"
    return Response(
        status_code=303, headers={"Location": way + (f"?{urlencode(asked)}" if asked else "")}
    )


Fields = Mapping[str, list[str]]


async def _fields(request: Request) -> Fields:
    form = await request.form(max_fields=1000)
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            found.setdefault(name, []).append(value)
    return found


Form = Annotated[Fields, Depends(_fields)]
"""What a form sent, each field with its values."""


def one(form: Fields, name: str) -> str:
    """Return the first value of a field; empty where there is none."""
    return form.get(name, [""])[0]


def keys(request: Request) -> Keys:
    """Return how the server is reached."""
    found: Keys = request.state.keys
    return found


def sessions(request: Request) -> Sessions:
    """Return the sessions of the project."""
    found = keys(request).sessions
    if found is None:
        raise Refusal(403, "There are no accounts here.")
    return found


def accounts(request: Request) -> Accounts:
    """Return the accounts of the project."""
    return sessions(request).accounts


def project(request: Request) -> Project:
    """Return the project that is served."""
    found: Project | None = request.app.state.site.library.project
    if found is None:
        raise Refusal(403, "There is no project here.")
    return found


def name_of(request: Request) -> str:
    """Return the name under which the caller decides."""
    return caller(request).name or ""


def address_of(request: Request) -> str:
    """Return the network address that a request comes from."""
    return request.client.host if request.client else ""


def status_of(error: SousveilError) -> int:
    """Return the status of an answer that tells an error."""
    return 503 if isinstance(error, LedgerBusy) else 400


def time(at: int) -> str:
    """Return seconds since 1970 as a date and time in UTC, for people."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M")
