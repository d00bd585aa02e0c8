"""The server: the pages of `routes`, with what a browser and a proxy need to keep them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module, metadata

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool

from sousveil.web import api, reading
from sousveil.web.addresses import canonical, root_of
from sousveil.web.catalogue import ENGLISH
from sousveil.web.library import Library
from sousveil.web.page import NoPage, Page
from sousveil.web.render import HTML, POLICY, render
from sousveil.web.routes import found, made

KEPT = 512  # answers kept in memory
HEADERS = {
    "Content-Security-Policy": POLICY + "; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

FRAMED = "embed/"
"""How the addresses of pages begin that other sites may show in a frame."""

LIVE = ("check",)
"""Modules of live/, in whose addresses the server answers otherwise than a static site."""

Query = tuple[tuple[str, str], ...]


class Site:
    """Answers of one library; they are made once and kept until the library changes."""

    def __init__(self, library: Library, language: str = ENGLISH) -> None:
        self.library = library
        self.language = language
        self._kept = lru_cache(maxsize=KEPT)(self._answer)

    def answer(self, address: str, query: Query) -> tuple[int, bytes, dict[str, str]]:
        """Return status, body and headers of an address; kept while the project is as it is.

        What a query asks is made anew: there are more queries than memory.
        """
        if query:
            return self._answer(address, query, self.library.state)
        return self._kept(address, query, self.library.state)

    def _answer(self, address: str, query: Query, state: str) -> tuple[int, bytes, dict[str, str]]:
        asked: dict[str, tuple[str, ...]] = {}
        for key, value in query:
            asked[key] = (*asked.get(key, ()), value)
        fits = found(address)
        if fits is None:
            return self.missing(address, "There is no page at this address.")
        try:
            page = made(*fits, self.library, asked)
        except NoPage as error:
            return self.missing(address, str(error))
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

    def missing(self, address: str, message: str) -> tuple[int, bytes, dict[str, str]]:
        """Return the page that says that there is none."""
        page = Page(template="error.html", title="Not found", shown={"message": message})
        body = render(page, address, self.library, self.language, root_of(address))
        return 404, body, {"Content-Type": HTML, "Cache-Control": "no-store"}


def create_app(library: Callable[[], Library], language: str = ENGLISH) -> FastAPI:
    """Make the server. `library` is called once, and again when an edition is compiled."""
    app = FastAPI(
        title="sousveil",
        version=metadata.version("sousveil"),
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.site = Site(library(), language)
    app.include_router(api.router)
    for name in LIVE:
        app.include_router(import_module(f"sousveil.web.live.{name}").router)
    app.include_router(reading.router(lambda: app.state.site, HEADERS))

    @app.get("/{path:path}", include_in_schema=False)
    async def page(path: str, request: Request) -> Response:
        site: Site = app.state.site
        query = tuple(request.query_params.multi_items())
        status, body, headers = await run_in_threadpool(site.answer, canonical(path), query)
        if headers.get("ETag") in _tags(request):
            return Response(status_code=304, headers={**HEADERS, "ETag": headers["ETag"]})
        return Response(body, status, {**HEADERS, **headers})

    return app


def answered(
    body: bytes, media: str = HTML, headers: Mapping[str, str] | None = None, status: int = 200
) -> Response:
    """Return what one visitor asked for alone; nobody keeps it."""
    told = {**HEADERS, "Cache-Control": "no-store", "Content-Type": media, **(headers or {})}
    return Response(body, status, told)


def _tags(request: Request) -> set[str]:
    return {tag.strip() for tag in request.headers.get("if-none-match", "").split(",")} - {""}
