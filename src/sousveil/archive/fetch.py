"""Documents from the network: the one door to it.

Every connection resolves its host once, checks every address that comes back, and goes to the
address that was checked; nothing of the surroundings (proxies, cookies, passwords) takes part.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import NoReturn
from urllib.parse import urljoin

import httpcore
import httpx
from msgspec import Struct

from sousveil.archive.addresses import Target, refusal, target
from sousveil.archive.answers import MOVED, Answer, header_of, taken
from sousveil.archive.connection import (
    BY_HAND,
    LATER,
    Deadline,
    Guarded,
    TimedBudget,
    Transport,
    Watch,
    explained,
    tls,
    too_slow,
)
from sousveil.archive.robots import Rules, parsed, token
from sousveil.archive.warc import Exchange, warc_file
from sousveil.errors import Bomb, DamagedDocument, FetchError
from sousveil.guard.caps import CAPS, MIB
from sousveil.guard.inflate import decoded

AGENT = f"sousveil/{version('sousveil')} (+https://github.com/sousveil/sousveil)"
DELAY = 2.0  # seconds between requests to one host
SECONDS = 30.0  # for one document, redirects and robots.txt included, polite waiting not
REDIRECTS = 5
HEADERS = 64 * 1024  # bytes of an answer's head
BODY = 50 * MIB  # bytes of a body, as sent and as decoded
ROBOTS = 512 * 1024  # bytes of robots.txt that are heeded

PLAIN_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,500}[\x21-\x7e])?")
"""What may be sent back as the mark or the date of an earlier answer."""

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port to all addresses of the internet protocol; raises OSError."""

Connect = Callable[[str, int, float], httpcore.NetworkStream]
"""Address, port and seconds to an open connection."""


class Posted(Struct, frozen=True, kw_only=True):
    """What a server said to something that was sent to it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    data: bytes
    """The body, decoded; empty for any status but 200."""

    def header(self, name: str) -> str | None:
        """Return a header by its name in lower case; several of one name joined by commas."""
        return header_of(self.headers, name)


class Fetched(Struct, frozen=True, kw_only=True):
    """A document from the network, and how it came."""

    asked: str
    url: str
    """Where it was in the end."""

    status: int
    """200, or 304 where it is the same as before."""

    headers: tuple[tuple[str, str], ...]
    data: bytes
    """The body, decoded; empty for 304."""

    hops: tuple[tuple[str, int, str], ...]
    """Address, status and new location of each redirect."""

    exchange: bytes
    """A WARC file of all requests and answers but those about robots.txt."""

    at: str
    """When the last request was sent, in UTC, to the second."""

    etag: str | None
    modified: str | None
    """What the server says of the version, for the next time."""

    media_type: str | None
    """As the server says; the content may say other."""

    lost: tuple[str, ...]
    """What did not come, one line each."""


def resolve(host: str, port: int) -> Sequence[str]:
    """Return all addresses of a host, as the system knows them."""
    import socket

    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """Open a connection to an address."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


def utc_now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Fetcher:
    """Fetches many documents one after the other, and is polite to each host.

    It belongs to one thread. `resolve`, `connect`, `clock`, `sleep` and `now` are for tests;
    `loopback` is too, and allows 127.0.0.0/8 and ::1 at any port.
    """

    def __init__(
        self,
        *,
        agent: str = AGENT,
        delay: float = DELAY,
        robots: bool = True,
        loopback: bool = False,
        resolve: Resolve = resolve,
        connect: Connect = connect,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], str] = utc_now,
        seconds: float = SECONDS,
        header_bytes: int = HEADERS,
        body_bytes: int = BODY,
    ) -> None:
        self.agent = agent
        self.delay = delay
        self.loopback = loopback
        self._heeds_robots = robots
        self._resolve = resolve
        self._connect = connect
        self._clock = clock
        self._sleep = sleep
        self._now = now
        self._seconds = seconds
        self._header_bytes = header_bytes
        self._body_bytes = body_bytes
        self._asked_last: dict[str, float] = {}
        self._rules: dict[str, Rules] = {}
        self._tls = tls()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._rules.clear()

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Fetch a document; with `etag` or `modified` of an earlier answer, only if it changed.

        Raises `FetchError` and nothing else.
        """
        try:
            return self._fetch(url, etag, modified)
        except (FetchError, MemoryError):
            raise
        except Exception as error:
            raise FetchError(
                "unreachable", str(url), f"it failed as {type(error).__name__}: {error}", LATER
            ) from error

    def post(
        self, url: str, content: bytes, headers: Sequence[tuple[str, str]], *, seconds: float
    ) -> Posted:
        """Send something to an address that the user set, within so many seconds.

        No redirect is followed and no robots.txt is asked. Raises `FetchError` and nothing else;
        what was sent is in no message.
        """
        try:
            deadline = Deadline(self._clock, seconds)
            wanted = target(url, loopback=self.loopback)
            watch = Watch(wanted, deadline, self._header_bytes)
            answer = self._asked(wanted, watch, headers, self._body_bytes, False, content)
            if answer.status != 200:
                return Posted(status=answer.status, headers=answer.headers, data=b"")
            data, lost = self._decoded(answer, deadline)
        except (FetchError, MemoryError):
            raise
        except Exception as error:
            raise FetchError(
                "unreachable", str(url), f"it failed as {type(error).__name__}", LATER
            ) from None
        if lost:
            raise FetchError("http-error", url, lost[0], LATER)
        return Posted(status=answer.status, headers=answer.headers, data=data)

    def _fetch(self, url: str, etag: str | None, modified: str | None) -> Fetched:
        deadline = Deadline(self._clock, self._seconds)
        extra = []
        if etag and PLAIN_VALUE.fullmatch(etag):
            extra.append(("If-None-Match", etag))
        if modified and PLAIN_VALUE.fullmatch(modified):
            extra.append(("If-Modified-Since", modified))
        wanted = target(url, loopback=self.loopback)
        hops: list[tuple[str, int, str]] = []
        exchanges: list[Exchange] = []
        while True:
            rules = self._allowed(wanted, deadline)
            answer = self._get(wanted, deadline, rules.delay, extra, self._body_bytes)
            exchanges.append(answer.exchange)
            if answer.status not in MOVED or answer.location is None:
                break
            hops.append((answer.url, answer.status, answer.location))
            if len(hops) > REDIRECTS:
                raise FetchError(
                    "too-many-redirects",
                    url,
                    f"it leads on more than {REDIRECTS} times, at last to {answer.location}",
                    "Open it in a browser, and give the address where it ends.",
                )
            wanted = target(_joined(answer.url, answer.location), loopback=self.loopback)
        if answer.status != 200 and not (answer.status == 304 and extra):
            _fail_by_status(answer)
        data, lost = self._decoded(answer, deadline)
        media_type = (answer.header("content-type") or "").partition(";")[0].strip().lower()
        return Fetched(
            asked=url,
            url=answer.url,
            status=answer.status,
            headers=answer.headers,
            data=data,
            hops=tuple(hops),
            exchange=warc_file(
                tuple(exchanges),
                f"sousveil/{version('sousveil')} warcio/{version('warcio')}",
                {
                    "robots": "obeyed" if self._heeds_robots else "ignored",
                    "http-header-user-agent": self.agent,
                },
            ),
            at=answer.exchange.at,
            etag=answer.header("etag"),
            modified=answer.header("last-modified"),
            media_type=media_type or None,
            lost=lost,
        )

    def _decoded(self, answer: Answer, deadline: Deadline) -> tuple[bytes, tuple[str, ...]]:
        """Return the body as it was meant, and what of it is missing."""
        if answer.status == 304:
            return b"", ()
        lost = []
        if answer.cut:
            promised = answer.header("content-length")
            of = f" of {promised}" if promised and promised.isdecimal() else ""
            lost.append(f"body: its end is missing, {len(answer.body)}{of} bytes came")
        budget = TimedBudget(len(answer.body), self._body_bytes, lambda: deadline.left(answer.url))
        encoding = answer.header("content-encoding") or ""
        try:
            data, is_cut = decoded(answer.body, encoding, budget)
        except DamagedDocument as error:
            raise FetchError("http-error", answer.url, str(error).rstrip("."), BY_HAND) from None
        except Bomb:
            is_bomb = budget.spent > CAPS.ratio * budget.size
            raise FetchError(
                "bomb" if is_bomb else "too-large",
                answer.url,
                f"its body unfolds to more than {self._body_bytes} bytes",
                "If you trust it, save it in a browser and add the file.",
            ) from None
        if is_cut and not answer.cut:
            lost.append(f"body: the content encoding {encoding[:40]!r} is not whole")
        return data, tuple(lost)

    def _allowed(self, wanted: Target, deadline: Deadline) -> Rules:
        """Return the rules of a host; raise `FetchError` where they forbid an address."""
        if not self._heeds_robots:
            return Rules(None, None)
        rules = self._rules.get(wanted.origin)
        if rules is None:
            rules = self._rules_of(wanted, deadline)
            self._rules[wanted.origin] = rules
        if rules.refused:
            raise FetchError("robots", wanted.url, rules.refused, LATER)
        if rules.parsed and not rules.parsed.can_fetch(wanted.url, token(self.agent)):
            raise FetchError(
                "robots", wanted.url, "the robots.txt of its host asks to leave it alone", BY_HAND
            )
        return rules

    def _rules_of(self, wanted: Target, deadline: Deadline) -> Rules:
        """Ask a host for its robots.txt.

        A host that cannot be reached at all, and one that must not be, fail by their own codes;
        where only the answer is no good, nothing may be asked for.
        """
        at = target(f"{wanted.origin}/robots.txt", loopback=self.loopback)
        is_there = False
        try:
            for _ in range(REDIRECTS + 1):
                answer = self._get(at, deadline, None, [], ROBOTS, may_cut=True)
                is_there = True
                if answer.status not in MOVED or answer.location is None:
                    break
                at = target(_joined(answer.url, answer.location), loopback=self.loopback)
            else:
                return Rules(None, "its robots.txt leads on too many times")
            if answer.status >= 500 or answer.status < 200:
                return Rules(None, f"its robots.txt is answered with status {answer.status}")
            if answer.status >= 300:
                return Rules(None, None)
            budget = TimedBudget(len(answer.body), ROBOTS * 4, lambda: deadline.left(at.url))
            text, _ = decoded(answer.body, answer.header("content-encoding") or "", budget)
        except FetchError as error:
            if not is_there and error.code in ("unreachable", "private-address", "bad-address"):
                raise FetchError(error.code, wanted.url, error.what, error.hint) from None
            return Rules(None, f"its robots.txt could not be had: {error.what}")
        except (DamagedDocument, Bomb):
            return Rules(None, "its robots.txt cannot be unpacked")
        return parsed(text[:ROBOTS], token(self.agent))

    def _get(
        self,
        wanted: Target,
        deadline: Deadline,
        asked_delay: float | None,
        extra: Iterable[tuple[str, str]],
        limit: int,
        *,
        may_cut: bool = False,
    ) -> Answer:
        """Send one request, after a polite wait, and take the answer."""
        self._wait(wanted.host, max(self.delay, asked_delay or 0.0), deadline)
        watch = Watch(wanted, deadline, self._header_bytes)
        try:
            return self._asked(wanted, watch, extra, limit, may_cut)
        finally:
            self._asked_last[wanted.host] = self._clock()

    def _asked(
        self,
        wanted: Target,
        watch: Watch,
        extra: Iterable[tuple[str, str]],
        limit: int,
        may_cut: bool,
        content: bytes | None = None,
    ) -> Answer:
        """Send one request, with `content` a POST, and take the answer."""
        url = _library_url(wanted)
        at = self._now()
        request = httpx.Request(
            "GET" if content is None else "POST",
            url,
            headers=[
                ("Host", url.netloc.decode("ascii")),
                ("User-Agent", self.agent),
                ("Accept", "*/*"),
                ("Accept-Encoding", "gzip, deflate, br"),
                ("Connection", "close"),
                *extra,
            ],
            content=content,
        )
        with Transport(Guarded(self, watch), self._tls) as transport, explained(watch):
            response = transport.handle_request(request)
            watch.head_done(limit)
            answer = taken(response, str(url), at, watch, limit, may_cut)
            response.close()
        return answer

    def _wait(self, host: str, gap: float, deadline: Deadline) -> None:
        last = self._asked_last.get(host)
        if last is None:
            return
        before = self._clock()
        if before < last + gap:
            self._sleep(last + gap - before)
            deadline.add(self._clock() - before)

    def addresses(self, wanted: Target, deadline: Deadline) -> tuple[str, ...]:
        """Resolve a host once and return its addresses, every one of which may be asked."""
        answers: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(tuple(self._resolve(wanted.host, wanted.port)))
            except Exception as error:
                answers.put(error)

        if refusal(wanted.host, loopback=self.loopback) is None:
            return (wanted.host,)
        threading.Thread(target=ask, daemon=True).start()
        try:
            found = answers.get(timeout=deadline.left(wanted.url))
        except Empty:
            too_slow(wanted.url)
        if isinstance(found, Exception) or not found:
            raise FetchError(
                "unreachable", wanted.url, f"the name {wanted.host} is not known", "Check it."
            )
        for address in found:
            why = refusal(address, loopback=self.loopback)
            if why:
                raise FetchError(
                    "private-address",
                    wanted.url,
                    f"{wanted.host} stands for {address}, {why}",
                    "Only the public network is asked; save the document and add the file.",
                )
        return tuple(found)

    def open(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        """Open a connection to an address that was checked."""
        return self._connect(address, port, seconds)


def _library_url(wanted: Target) -> httpx.URL:
    """Return an address as the library has it; it must mean the same host and port."""
    try:
        url = httpx.URL(wanted.url)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError("bad-address", wanted.url, str(error).rstrip("."), BY_HAND) from None
    same = (
        url.scheme == wanted.scheme
        and url.raw_host.decode("ascii").strip("[]") == wanted.host
        and (url.port or {"http": 80, "https": 443}[url.scheme]) == wanted.port
        and not url.userinfo
    )
    if not same:
        raise FetchError("bad-address", wanted.url, "its host can be read in two ways", BY_HAND)
    return url


def _joined(base: str, location: str) -> str:
    """Return where a redirect leads; what is odd in it stays there, for the check to find."""
    odd = any(sign.isspace() or not sign.isprintable() or sign == "\\" for sign in location)
    if odd:
        return location if "//" in location else f"{base}{location}"
    try:
        return urljoin(base, location)
    except ValueError:
        return location


def _fail_by_status(answer: Answer) -> NoReturn:
    status = answer.status
    hint = LATER if status >= 500 or status == 429 else "Check the address in a browser."
    what = f"the server answers with status {status}"
    if status in MOVED:
        what += " and does not say where to"
    raise FetchError("http-error", answer.url, what, hint)
