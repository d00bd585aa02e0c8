"""The door of the live server: which host, who asks, may they, and how much may they send.

It stands before the router, so nothing of a request is read, and no body checked against a form,
before it is known that the caller may send it.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from msgspec import Struct, field
from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sousveil.web import permissions
from sousveil.web.addresses import canonical
from sousveil.web.catalogue import said
from sousveil.web.page import Page
from sousveil.web.permissions import NOBODY, Caller
from sousveil.web.render import POLICY
from sousveil.web.routes import found
from sousveil.web.sessions import Sessions, form_token, network

LOOPBACK = ("127.0.0.1", "localhost", "::1")

HEADERS = {
    "Content-Security-Policy": POLICY + "; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
SIGNED_IN = {"Cross-Origin-Opener-Policy": "same-origin"}
"""Besides, where people sign in: no window of another site may hold one of ours. A browser starts
a process for it, and shows a first page later; pages that are the same for all do without."""

YEAR = 31_536_000  # seconds

LOG = logging.getLogger("uvicorn.error")

BODY = 2_000_000  # bytes of a text to check, and of every form
FORM, JSON, MULTIPART = (
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data",
)
BODY_PART = "http.response.body"
TOKEN_FIELD, TOKEN_HEADER = "token", "x-form-token"

MINUTE = 60  # seconds in which requests that send something are counted
SENT = {True: 300, False: 60}
"""How many of them one network may send: somebody who is signed in, and all others together."""
NOTED = 60  # refusals a minute that are written down

WITHOUT = (
    "These pages show the packaged editions, and nothing can be changed in them. "
    "Make a project of your own: sousveil init my-index; then open it: sousveil -C my-index serve"
)


class Keys(Struct, frozen=True, kw_only=True):
    """How the server is reached, and where it finds who asks."""

    hosts: tuple[str, ...] = LOOPBACK
    """Names and addresses under which it answers, without ports."""

    tls: bool = False
    """True where it is reached by https alone."""

    sessions: Sessions | None = None
    """None without a project: nobody can sign in."""

    upload: int = 0
    """Bytes that one uploaded document may have."""

    @property
    def cookie(self) -> str:
        """The name of the session's cookie; browsers tell no ports apart, so projects are told."""
        where = "" if self.sessions is None else str(self.sessions.vault.path.resolve())
        own = hashlib.sha256(where.encode()).hexdigest()[:8]
        return f"{'__Host-' if self.tls else ''}sousveil-{own}"

    @property
    def form_cookie(self) -> str:
        """The name of the cookie that holds a form to its browser before anybody signs in."""
        return f"{self.cookie}-form"

    def set_cookie(self, name: str, value: str) -> str:
        """Return the header that sets a cookie; an empty value removes it."""
        end = "" if value else "; Max-Age=0"
        secure = "; Secure" if self.tls else ""
        return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{end}"


class Refusal(HTTPException):
    """A request is turned away; `message` is what the caller reads.

    `why` is for the list of what happened at the door, and `wait` in seconds.
    """

    def __init__(self, status: int, message: str, why: str = "", wait: int = 0) -> None:
        self.status, self.message, self.why, self.wait = status, message, why, wait
        super().__init__(status, message, {"Retry-After": str(wait)} if wait else None)


class Counted(Struct):
    """Requests of the last minute, by network."""

    clock: Callable[[], float] = time.monotonic
    began: float = 0.0
    seen: Counter[str] = field(default_factory=Counter)

    def one_more(self, key: str) -> int:
        """Count one more, and return how many there were."""
        now = self.clock()
        if now - self.began >= MINUTE:
            self.began = now
            self.seen.clear()
        self.seen[key] += 1
        return self.seen[key]


class Door:
    """Turns away what may not come in, and says who asks to what stands behind it."""

    def __init__(
        self,
        app: ASGIApp,
        keys: Keys,
        refused: Callable[[Scope, Refusal], Response],
    ) -> None:
        self.app = app
        self.keys = keys
        self.refused = refused
        self.counted = Counted()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        send = self._with_headers(scope, send)
        if scope["method"] == "HEAD":  # as GET, and only the body is left out
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        began = False

        async def sending(message: Message) -> None:
            nonlocal began
            began = began or message["type"] == "http.response.start"
            await send(message)

        try:
            scope, receive = await self._opened(scope, receive)
            await self.app(scope, receive, sending)
        except Refusal as refusal:
            if began:
                raise
            await self._note(scope, refusal)
            await self.refused(scope, refusal)(scope, receive, send)
        except Exception:
            if began:
                raise
            LOG.exception("A request has failed by a fault of the program.")
            fault = Refusal(500, "This should not have happened. Nothing was changed half-way.")
            await self.refused(scope, fault)(scope, receive, send)

    async def _opened(self, scope: Scope, receive: Receive) -> tuple[Scope, Receive]:
        """Return the request with who asks; raise `Refusal`."""
        headers = Headers(scope=scope)
        state = {**scope.get("state", {}), "keys": self.keys, "caller": NOBODY}
        scope = {**scope, "state": state}
        _check_host(headers, self.keys.hosts)
        path = "/" + canonical(scope["path"])
        scope["path"] = path
        if "raw_path" in scope:
            scope["raw_path"] = path.encode()
        method = scope["method"]
        writes = method != "GET"
        cookies = _cookies(headers)
        session, form = cookies.get(self.keys.cookie), cookies.get(self.keys.form_cookie)
        state["cookie"] = session
        state["caller"] = caller = await self._caller(session, form)
        if writes:
            _check_site(headers, self.keys.tls)
            self._check_pace(scope, caller)
        is_page = method == "GET" and found(path[1:]) is not None
        fits = permissions.asked(method, path, is_page)
        if self.keys.sessions is None and fits and fits[1] not in permissions.WITHOUT_PROJECT:
            if not is_page:
                raise Refusal(403, WITHOUT)
            fits = permissions.PAGES, "read"
        if fits is None:
            if not writes:
                raise Refusal(404, "There is no page at this address.")
            if self.keys.sessions is None:
                raise Refusal(403, WITHOUT)
            raise Refusal(403, "Nothing can be sent to this address.", "no such address")
        address, action = fits
        if not permissions.has(caller.role, permissions.ACTIONS[action]):
            if caller.name is None:
                raise Refusal(
                    401,
                    "Sign in to see this page."
                    if not writes
                    else "Nobody is signed in here any more. Sign in, go back, and send it again.",
                    f"{method} {address}",
                )
            raise Refusal(
                403,
                said(
                    "This needs the role {needed}, and you are {role}. Ask an admin.",
                    needed=permissions.ACTIONS[action],
                    role=caller.role,
                ),
                f"{method} {address}",
            )
        if not writes:
            return scope, receive
        return scope, await self._body(scope, receive, headers, address, action, caller)

    async def _caller(self, session: str | None, form: str | None) -> Caller:
        sessions = self.keys.sessions
        if sessions is not None and session:
            caller = await run_in_threadpool(sessions.caller, session)
            if caller is not None:
                return caller
        return Caller(token=form_token(form)) if form else NOBODY

    def _check_pace(self, scope: Scope, caller: Caller) -> None:
        address = scope["client"][0] if scope.get("client") else ""
        is_known = caller.name is not None
        who = f"{network(address)} {caller.name if is_known else ''}"
        if self.counted.one_more(who) > SENT[is_known]:
            raise Refusal(429, "Too much is sent from here. Wait a minute.", "pace", MINUTE)

    async def _body(
        self,
        scope: Scope,
        receive: Receive,
        headers: Headers,
        address: str,
        action: str,
        caller: Caller,
    ) -> Receive:
        """Return what gives the body, no longer than it may be, its form's token checked."""
        uploads = address in permissions.UPLOADS
        most = self.keys.upload + BODY if uploads else BODY
        said = headers.get("content-length", "")
        if said.isdecimal() and int(said) > most:
            raise Refusal(413, too_long(most))
        _check_charset(headers)
        counting = _no_longer(receive, most)
        if action in permissions.STATELESS:
            return counting
        media = headers.get("content-type", "").partition(";")[0].strip().lower()
        if uploads and media == MULTIPART:
            return counting
        if media not in (FORM, JSON):
            raise Refusal(415, "Send a form, or JSON.", "media type")
        body = await _all(counting)
        given = headers.get(TOKEN_HEADER, "")
        if media == FORM and not given:
            given = _field(body)
        check_token(caller, given)
        return _again(body, receive)

    async def _note(self, scope: Scope, refusal: Refusal) -> None:
        """Write down a refusal that an admin may want to know of."""
        sessions = self.keys.sessions
        if sessions is None or not refusal.why or self.counted.one_more("") > NOTED:
            return
        caller = scope.get("state", {}).get("caller", NOBODY)
        address = scope["client"][0] if scope.get("client") else None
        about = f"{refusal.status}: {refusal.why}"
        await run_in_threadpool(sessions.accounts.note, "refused", about, caller.name, address)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        own = HEADERS if self.keys.sessions is None else HEADERS | SIGNED_IN

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                for name, value in own.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                if self.keys.tls:
                    headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}")
                message = {**message, "headers": headers.raw}
            await send(message)

        return sending


def check_token(caller: Caller, given: str) -> None:
    """Raise `Refusal` where a form does not come from a page that this browser was given."""
    if not caller.token or not hmac.compare_digest(caller.token.encode(), given.encode()):
        raise Refusal(
            403,
            "This form is too old, or comes from elsewhere. Load its page again, and send it anew.",
            "form token",
        )


def too_long(most: int) -> str:
    """Say that a body is too long."""
    return said(
        "This is more than {mb} MB, which is the most that is taken. Send less.",
        mb=f"{most / 1_000_000:g}",
    )


TITLES = {
    401: "Sign in first",
    403: "This cannot be done",
    404: "Not found",
    421: "Another name",
    429: "Wait a little",
}
"""Titles of the pages that tell a refusal; others have that of 403."""


def page_of(refusal: Refusal) -> Page:
    """Return the page that tells a refusal."""
    return Page(
        template="refused.html",
        title=TITLES.get(refusal.status, TITLES[403]),
        shown={"message": refusal.message, "status": refusal.status},
        is_live=True,
    )


def _check_host(headers: Headers, hosts: Iterable[str]) -> None:
    given = headers.getlist("host")
    name = _without_port(given[0]).lower().rstrip(".") if len(given) == 1 else ""
    if name not in {host.lower() for host in hosts}:
        raise Refusal(421, "This server does not answer under the name that was asked for.", "host")


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _check_site(headers: Headers, tls: bool) -> None:
    """Refuse what another site's page sends; browsers say where it comes from."""
    origin = headers.get("origin")
    own = f"{'https' if tls else 'http'}://{headers['host']}"
    if headers.get("sec-fetch-site", "same-origin") != "same-origin" or (
        origin is not None and origin != own
    ):
        raise Refusal(403, "This was sent by the page of another site.", "cross-site")


def _check_charset(headers: Headers) -> None:
    """Refuse text that is written in anything but UTF-8: a form names any codec of Python."""
    charset = parse_options_header(headers.get("content-type"))[1].get(b"charset", b"utf-8")
    if charset.lower() not in (b"utf-8", b"utf8"):
        raise Refusal(415, "Send text in UTF-8.", "charset")


def _cookies(headers: Headers) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in headers.getlist("cookie"):
        try:
            found |= {name: one.value for name, one in SimpleCookie(line).items()}
        except CookieError:
            continue
    return found


def _field(body: bytes) -> str:
    try:
        fields = parse_qs(body.decode(), max_num_fields=1000)
    except ValueError:
        return ""
    return fields.get(TOKEN_FIELD, [""])[0]


def _without_body(send: Send) -> Send:
    """Return what sends the head of an answer alone; its length stays that of the whole."""

    async def sending(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == BODY_PART else message)

    return sending


def _no_longer(receive: Receive, most: int) -> Receive:
    """Return what gives a body, and raises `Refusal` where it is too long."""
    left = most

    async def receiving() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise Refusal(413, too_long(most))
        return message

    return receiving


async def _all(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message: Any = await receive()
        if message["type"] != "http.request":
            raise Refusal(400, "The connection ended too early.")
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that was read already, and then what comes after it."""
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving
