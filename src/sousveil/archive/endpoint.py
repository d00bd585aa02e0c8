"""Questions to the one language model that a project's settings name."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC
from typing import TYPE_CHECKING

from msgspec import Struct

from sousveil.errors import FetchError

if TYPE_CHECKING:
    from sousveil.archive.fetch import Fetcher, Posted

MIB = 1024 * 1024

PATH = "/chat/completions"
AGAIN = frozenset({429, 500, 502, 503, 504})
"""Statuses after which the same question may be put again."""

LONG_ENOUGH = 8  # characters from which a key is looked for in answers; "ollama" is no secret
PLAIN_KEY = re.compile(r"[A-Za-z0-9._~+/=:-]{1,4096}")
SECONDS_GIVEN = re.compile(r"\d{1,9}", re.ASCII)
DEEP = 4  # JSON inside JSON that is looked through for the key
ESCAPED = re.compile(r"\\u00([0-9a-fA-F]{2})|\\([\\/\"])")


class Limits(Struct, frozen=True, kw_only=True):
    """What one question may cost, all its tries together."""

    seconds: float = 120.0
    """For each try, from the first byte sent to the last one received."""

    tries: int = 3
    pause: float = 1.0
    """Seconds before the second try; twice as long before each further one."""

    longest_wait: float = 30.0
    """Seconds that a server may ask to wait; where it asks for more, the question is given up."""

    body: int = MIB
    """Bytes of an answer, as sent and as unpacked."""


class Reply(Struct, frozen=True, kw_only=True):
    """What came of one question: the body, or why there is none."""

    body: str | None = None
    code: str | None = None
    """A word from the list in docs/how-to-models.md; None where there is a body."""

    what: str = ""
    """In words; holds nothing of the answer's body, and no key."""

    is_billed: bool = False
    """Whether the model may have worked for it."""


class Endpoint:
    """Puts questions to an endpoint that speaks like OpenAI's chat completions.

    `url` is the base, such as `http://127.0.0.1:8080/v1`. Plain http is for this machine alone.
    The key goes into one header, and nowhere else.
    """

    def __init__(
        self,
        url: str,
        *,
        key: str | None = None,
        limits: Limits | None = None,
        fetcher: Fetcher | None = None,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.limits = limits or Limits()
        self._url = url.rstrip("/") + PATH
        self._key = key
        self._fetcher = fetcher
        self._sleep = sleep
        self._now = now

    def ask(self, body: bytes) -> Reply:
        """Put one question, given as JSON; a failure is an answer, too."""
        if self._key is not None and not PLAIN_KEY.fullmatch(self._key):
            return Reply(code="bad-key", what="the key holds signs that cannot be sent")
        pause = self.limits.pause
        for left in range(self.limits.tries - 1, -1, -1):
            reply, wait = self._try(body)
            if wait is None or not left:
                return reply
            if wait > self.limits.longest_wait:
                what = f"{reply.what}, and asks to wait for {wait:.0f} seconds"
                return Reply(code=reply.code, what=what, is_billed=reply.is_billed)
            self._sleep(min(max(wait, pause), self.limits.longest_wait))
            pause *= 2
        raise AssertionError("there is always a first try")

    def _try(self, body: bytes) -> tuple[Reply, float | None]:
        """Return what came, and after how many seconds to try again; None: not again."""
        headers = [("Content-Type", "application/json"), ("Accept", "application/json")]
        if self._key is not None:
            headers.append(("Authorization", f"Bearer {self._key}"))
        try:
            posted = self._poster().post(self._url, body, headers, seconds=self.limits.seconds)
        except FetchError as error:
            what = error.what.replace(self._key, "[key]") if self._key else error.what
            reached = error.code not in ("bad-address", "private-address", "unreachable")
            again = 0.0 if error.code == "unreachable" else None
            return Reply(code=error.code, what=what, is_billed=reached), again
        if posted.status != 200:
            return self._refused(posted)
        kind = (posted.header("content-type") or "").partition(";")[0].strip().lower()
        if kind != "application/json":
            return Reply(code="wrong-type", what="the answer is no JSON", is_billed=True), None
        try:
            text = posted.data.decode("utf-8")
        except UnicodeDecodeError:
            return Reply(code="wrong-type", what="the answer is no UTF-8", is_billed=True), None
        if self._key is not None and len(self._key) >= LONG_ENOUGH and _holds(text, self._key):
            what = "the answer holds the key; it was thrown away"
            return Reply(code="key-echoed", what=what, is_billed=True), None
        return Reply(body=text, is_billed=True), None

    def _refused(self, posted: Posted) -> tuple[Reply, float | None]:
        status = posted.status
        if 300 <= status < 400:
            return Reply(code="redirect", what="it leads elsewhere, and nobody followed"), None
        what = f"it answers with status {status}"
        if status not in AGAIN:
            return Reply(code="refused", what=what), None
        code = "busy" if status == 429 else "server-error"
        return Reply(code=code, what=what), retry_after(posted.header("retry-after"), self._now())

    def _poster(self) -> Fetcher:
        if self._fetcher is None:
            from sousveil.archive.fetch import Fetcher

            self._fetcher = Fetcher(
                loopback=is_local(self._url),
                body_bytes=self.limits.body,
            )
        return self._fetcher


def is_local(url: str) -> bool:
    """Tell whether an address is one of this very machine, written as a number."""
    from sousveil.archive.addresses import refusal, target

    try:
        host = target(url, loopback=True).host
    except FetchError:
        return False
    return refusal(host) is not None and refusal(host, loopback=True) is None


def refused_url(url: str) -> str | None:
    """Say in words why an endpoint's address cannot be used; None where it can."""
    from sousveil.archive.addresses import target

    if any(sign in url for sign in "?#@"):
        return "it must hold no password, no question mark and no #: keys do not belong there"
    local = is_local(url)
    if url.lower().startswith("http:") and not local:
        return "plain http:// is for this machine alone: write https://, or http://127.0.0.1:PORT"
    try:
        target(url, loopback=local)
    except FetchError as error:
        return error.what
    return None


def retry_after(header: str | None, now: float) -> float:
    """Return the seconds that a server asks to wait, given in seconds or as a date; else 0."""
    if header is None:
        return 0.0
    if SECONDS_GIVEN.fullmatch(header.strip()):
        return float(header.strip())
    from email.utils import parsedate_to_datetime

    try:
        date = parsedate_to_datetime(header)
    except (TypeError, ValueError, OverflowError):
        return 0.0
    due = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, due.timestamp() - now)


def _holds(text: str, key: str) -> bool:
    """Tell whether a key stands in an answer, however often JSON has escaped its letters."""
    for _ in range(DEEP):
        if key in text:
            return True
        text = ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)
    return key in text
