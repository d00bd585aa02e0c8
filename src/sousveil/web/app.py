"""The server: the pages of `routes`, and, for a project, its desk; all behind one door."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from importlib import metadata
from threading import Lock

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import Scope

from sousveil.errors import LedgerBusy, SousveilError
from sousveil.project import Project
from sousveil.web import api, reading
from sousveil.web.accounts import Accounts
from sousveil.web.addresses import canonical, root_of
from sousveil.web.catalogue import ENGLISH, said, told_by
from sousveil.web.door import LOOPBACK, Door, Keys, Refusal, page_of
from sousveil.web.jobs import Jobs
from sousveil.web.library import Library
from sousveil.web.live import add, check, desk, desk_api, editions, people, sign
from sousveil.web.page import NoPage, Page
from sousveil.web.render import HTML, POLICY, render
from sousveil.web.routes import found, made
from sousveil.web.sessions import Sessions
from sousveil.web.vault import Clock, Vault

KEPT = 512  # answers kept in memory

FRAMED = "embed/"
"""How the addresses of pages begin that other sites may show in a frame."""

Query = tuple[tuple[str, str], ...]

Answer = tuple[int, bytes, dict[str, str]]
"""Status, body and headers."""


class Site:
    """Answers of one library; they are made once and kept until the library changes."""

    def __init__(self, library: Library, language: str = ENGLISH) -> None:
        self.library = library
        self.language = language
        self._kept: dict[str, tuple[str, Answer]] = {}
        self._keeping = Lock()

    def answer(self, address: str, query: Query) -> Answer:
        """Return status, body and headers of an address; kept while the project is as it is.

        What a query asks is made anew: there are more queries than memory.
        """
        if query:
            return self._answer(address, query)
        state = self.library.state
        kept = self._kept.get(address)
        if kept is None or kept[0] != state:
            kept = state, self._answer(address, query)
            with self._keeping:
                self._kept.pop(address, None)
                self._kept[address] = kept
                if len(self._kept) > KEPT:
                    del self._kept[next(iter(self._kept))]
        return kept[1]

    def at_once(self, address: str, query: Query) -> Answer | None:
        """Return an answer that is kept and cannot have changed; None where it must be made.

        A project must be asked for its state, which takes a thread; packaged editions stay.
        """
        if query or self.library.project is not None:
            return None
        kept = self._kept.get(address)
        return None if kept is None else kept[1]

    def _answer(self, address: str, query: Query) -> Answer:
        asked: dict[str, tuple[str, ...]] = {}
        for key, value in query:
            asked[key] = (*asked.get(key, ()), value)
        fits = found(address)
        if fits is None:
            return self.missing(address, "There is no page at this address.")
        try:
            page = made(*fits, self.library, asked)
        except NoPage as error:
            return self.missing(address, told_by(error))
        headers = {"Cache-Control": "no-cache", "Server-Timing": "live"}
        if address.startswith(FRAMED):
            headers["Content-Security-Policy"] = POLICY + "; frame-ancestors *"
        if isinstance(page, Page):
            body = render(page, address, self.library, self.language)
            headers["Content-Type"] = HTML
        else:
            body = page.body
            headers["Content-Type"] = page.media
            if page.name is not None:
                headers["Content-Disposition"] = f'attachment; filename="{page.name}"'
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        return 200, body, headers

    def rendered(self, page: Page, address: str) -> bytes:
        """Return a page of the server alone."""
        return render(page, address, self.library, self.language)

    def missing(self, address: str, message: str) -> Answer:
        """Return the page that says that there is none."""
        page = Page(template="error.html", title="Not found", shown={"message": message})
        body = render(page, address, self.library, self.language, root_of(address))
        return 404, body, {"Content-Type": HTML, "Cache-Control": "no-store"}


def create_app(
    library: Callable[[], Library],
    language: str = ENGLISH,
    *,
    hosts: Iterable[str] = LOOPBACK,
    tls: bool = False,
    clock: Clock = time.time,
) -> FastAPI:
    """Make the server. `library` is called once, and again when an edition is compiled.

    `hosts` are the names under which it is reached; `tls` says that this is by https alone.
    With a project, people sign in, and their accounts are in its folder.
    """
    site = Site(library(), language)
    sessions = _sessions(site.library.project, clock)
    upload = 0 if site.library.project is None else site.library.project.settings.caps.file
    app = FastAPI(
        title="sousveil",
        version=metadata.version("sousveil"),
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_lifespan,
    )
    app.state.site = site
    app.state.load = lambda: setattr(app.state, "site", Site(library(), language))
    app.state.jobs = Jobs()
    app.state.sessions = sessions

    def refused(scope: Scope, refusal: Refusal) -> Response:
        return _refused(app, scope, refusal)

    keys = Keys(hosts=tuple(hosts), tls=tls, sessions=sessions, upload=upload)
    app.add_middleware(Door, keys=keys, refused=refused)
    app.add_exception_handler(HTTPException, _turned_away)
    app.add_exception_handler(RequestValidationError, _ill_formed)
    app.add_exception_handler(SousveilError, _failed)
    app.include_router(api.router)
    app.include_router(reading.router(lambda: app.state.site))
    for module in (check, desk_api):
        module.put(app)
    if sessions is not None:
        for module in (sign, people, desk, editions, add):
            module.put(app)

    async def page(request: Request) -> Response:
        site: Site = app.state.site
        query = tuple(request.query_params.multi_items())
        asked = canonical(request.path_params["path"]), query
        answer = site.at_once(*asked)
        if answer is None:
            answer = await run_in_threadpool(site.answer, *asked)
        status, body, headers = answer
        if headers.get("ETag") in _tags(request):
            return Response(status_code=304, headers={"ETag": headers["ETag"]})
        return Response(body, status, headers)

    app.add_route("/{path:path}", page, methods=["GET", "HEAD"], include_in_schema=False)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.jobs.close()
    app.state.judges.close()
    if app.state.sessions is not None:
        app.state.sessions.vault.close()


def _sessions(project: Project | None, clock: Clock) -> Sessions | None:
    """Return the sessions of a project; None where there is none, or it may only be read."""
    if project is None or not os.access(project.folder, os.W_OK):
        return None
    return Sessions(Accounts(Vault.open(project.folder, clock)))


def _refused(app: FastAPI, scope: Scope, refusal: Refusal) -> Response:
    """Answer with a sentence: JSON below api/, a page elsewhere."""
    headers = {"Cache-Control": "no-store", **(refusal.headers or {})}
    if scope["path"].startswith("/api/"):
        return JSONResponse({"detail": refusal.message}, refusal.status, headers)
    site: Site = app.state.site
    address = scope["path"].removeprefix("/")
    body = render(page_of(refusal), address, site.library, site.language, root_of(address))
    return Response(body, refusal.status, {"Content-Type": HTML, **headers})


def _turned_away(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refusal):
        status = error.status_code if isinstance(error, HTTPException) else 400
        error = Refusal(status, "This cannot be done at this address.")
    return _refused(request.app, request.scope, error)


def _ill_formed(request: Request, error: Exception) -> Response:
    """Say which field is not as it should be, and repeat nothing of what was sent."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    fields = [
        ".".join(str(part) for part in one["loc"][1:] if str(part).isidentifier()) for one in found
    ]
    named = ", ".join(dict.fromkeys(field for field in fields if field)) or "what was sent"
    return _refused(
        request.app,
        request.scope,
        Refusal(422, said("This is not as it should be: {fields}.", fields=named[:200])),
    )


def _failed(request: Request, error: Exception) -> Response:
    """Answer with what an error says; what nobody foresaw is told without its words."""
    busy = isinstance(error, LedgerBusy)
    refusal = Refusal(503 if busy else 400, told_by(error), wait=5 if busy else 0)
    return _refused(request.app, request.scope, refusal)


def _tags(request: Request) -> set[str]:
    """Return the tags that a browser holds; a proxy that packs answers marks them as weak."""
    given = request.headers.get("if-none-match", "").split(",")
    return {tag.strip().removeprefix("W/") for tag in given} - {""}
