"""Fetching from servers on loopback: limits, politeness, and the record of it."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

import brotli
import httpcore
import pytest
from warcio.archiveiterator import ArchiveIterator

from sousveil.archive.fetch import AGENT, Fetched, Fetcher
from sousveil.errors import FetchError
from sousveil.guard.caps import MIB

from .loopback import Clock, Connections, Server, moved, reply, serving

PUBLIC, PUBLIC_2 = "93.184.216.34", "93.184.216.35"
Said = Callable[[str], bytes | Iterable[bytes]] | bytes
"""What a server says: always the same, or by path."""

PAGE = b"<p>64 countries</p>" * 20


def fetcher(**settings: object) -> Fetcher:
    return Fetcher(**({"loopback": True, "delay": 0, "robots": False} | settings))  # type: ignore[arg-type]


def fetched(
    answer: Callable[[str], object] | bytes, path: str = "/", **settings: object
) -> Fetched:
    with serving(answer) as server, fetcher(**settings) as polite:
        return polite.fetch(server.url + path)


def refused(
    answer: Callable[[str], object] | bytes, path: str = "/", **settings: object
) -> FetchError:
    with pytest.raises(FetchError) as raised:
        fetched(answer, path, **settings)
    assert str(raised.value).isprintable()
    assert "fetched: " in str(raised.value)
    return raised.value


# the good case


def test_a_document_comes_with_all_that_is_known_of_it() -> None:
    answer = reply(
        PAGE,
        "200 OK",
        "Content-Type: Text/HTML; charset=utf-8",
        'ETag: "a1"',
        "Last-Modified: Tue, 17 Sep 2019 10:00:00 GMT",
    )
    with serving(answer) as server, fetcher(now=lambda: "2021-03-04T05:06:07Z") as polite:
        got = polite.fetch(f"{server.url}/report?x=1#part")
    assert got.asked == f"{server.url}/report?x=1#part"
    assert got.url == f"{server.url}/report?x=1"
    assert (got.status, got.data, got.hops, got.lost) == (200, PAGE, (), ())
    assert (got.etag, got.modified) == ('"a1"', "Tue, 17 Sep 2019 10:00:00 GMT")
    assert (got.media_type, got.at) == ("text/html", "2021-03-04T05:06:07Z")
    assert ("ETag", '"a1"') in got.headers
    assert server.paths == ["/report?x=1"]


def test_without_the_switch_loopback_is_private() -> None:
    with serving(reply(PAGE)) as server, pytest.raises(FetchError) as raised:
        fetcher(loopback=False).fetch(server.url)
    assert raised.value.code in ("private-address", "bad-address")
    with pytest.raises(FetchError) as raised:
        fetcher(loopback=False).fetch("http://127.0.0.1/")
    assert raised.value.code == "private-address"
    assert server.requests == []


def test_the_request_says_who_we_are_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    answer = reply(PAGE, "200 OK", "Set-Cookie: a=b; Path=/", "Refresh: 0; url=/other")
    with serving(answer) as server, fetcher() as polite:
        polite.fetch(f"{server.url}/a")
        polite.fetch(f"{server.url}/b")
    lines = server.requests[1].decode().split("\r\n")
    assert lines[0] == "GET /b HTTP/1.1"
    assert lines[1:-2] == [
        f"Host: 127.0.0.1:{server.port}",
        f"User-Agent: {AGENT}",
        "Accept: */*",
        "Accept-Encoding: gzip, deflate, br",
        "Connection: close",
    ]
    assert server.paths == ["/a", "/b"], "cookies are not kept, Refresh is not followed"


def chunked(data: bytes) -> bytes:
    parts = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def encoded(name: str, body: bytes) -> bytes:
    return reply(body, "200 OK", f"Content-Encoding: {name}")


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(encoded("gzip", gzip.compress(PAGE, mtime=0)), id="gzip"),
        pytest.param(encoded("br", brotli.compress(PAGE)), id="br"),
        pytest.param(encoded("deflate", zlib.compress(PAGE)), id="deflate"),
        pytest.param(encoded("deflate", zlib.compress(PAGE)[2:-4]), id="raw-deflate"),
        pytest.param(encoded("gzip, br", brotli.compress(gzip.compress(PAGE, mtime=0))), id="two"),
        pytest.param(encoded("gzip", PAGE), id="says-gzip-and-is-plain"),
        pytest.param(
            reply(chunked(PAGE), "200 OK", "Transfer-Encoding: chunked", length=False), id="chunked"
        ),
        pytest.param(reply(PAGE, length=False), id="until-the-end"),
        pytest.param(b"HTTP/1.0 200 OK\r\n\r\n" + PAGE, id="old-http"),
        pytest.param(b"HTTP/1.1 103 Hints\r\nLink: x\r\n\r\n" + reply(PAGE), id="hints-before"),
    ],
)
def test_bodies_are_decoded_and_kept_as_they_came(answer: bytes) -> None:
    got = fetched(answer)
    assert (got.data, got.lost) == (PAGE, ())
    final = answer[answer.rindex(b"HTTP/1.") :]
    assert final + b"\r\n\r\n" in got.exchange


# the record


def records(data: bytes) -> list[dict[str, str]]:
    out = []
    for record in ArchiveIterator(BytesIO(data), check_digests="raise"):
        content = record.raw_stream.read()
        headers = dict(record.rec_headers.headers)
        out.append(headers | {"content": content.decode("latin-1"), "type": record.rec_type})
    return out


def test_the_record_holds_every_hop_and_its_digests_hold() -> None:
    def answer(path: str) -> bytes:
        if path == "/a":
            return moved("/b", "301 Moved")
        body = gzip.compress(PAGE, mtime=0)
        return reply(body, "200 OK", "Content-Encoding: gzip", "X-Odd:  \xe9 ", "x-Case: y")

    with serving(answer) as server, fetcher() as polite:
        got = polite.fetch(f"{server.url}/a")
    assert got.hops == ((f"{server.url}/a", 301, "/b"),)
    found = records(got.exchange)
    assert [record["type"] for record in found] == [
        "warcinfo",
        "response",
        "request",
        "response",
        "request",
    ]
    assert "software: sousveil/" in found[0]["content"]
    first, last = found[1], found[3]
    assert last["WARC-Target-URI"] == f"{server.url}/b"
    assert last["WARC-IP-Address"] == "127.0.0.1"
    assert last["WARC-Concurrent-To"] == found[4]["WARC-Record-ID"]
    assert found[4]["WARC-Concurrent-To"] == last["WARC-Record-ID"]
    assert last["WARC-Date"] == got.at and first["WARC-Date"] <= got.at
    assert last["content"].encode("latin-1") == gzip.compress(PAGE, mtime=0)
    assert (
        last["WARC-Payload-Digest"]
        == f"sha256:{hashlib.sha256(gzip.compress(PAGE, mtime=0)).hexdigest()}"
    )
    assert b"x-Case: y" in got.exchange
    assert got.exchange.startswith(b"WARC/1.1\r\n")


@pytest.mark.parametrize("rest", [b"", b"HTTP/1.1 200 OK\r\n\r\nmore"], ids=["exact", "more"])
@pytest.mark.parametrize("is_chunked", [False, True], ids=["length", "chunked"])
def test_what_follows_an_answer_is_no_part_of_the_record(rest: bytes, is_chunked: bool) -> None:
    answer = reply(PAGE)
    if is_chunked:
        answer = reply(chunked(PAGE), "200 OK", "Transfer-Encoding: chunked", length=False)
    got = fetched(answer + rest)
    assert got.data == PAGE
    assert records(got.exchange)[1]["Content-Length"] == str(len(answer))


# redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_five_redirects_are_followed(status: int) -> None:
    def answer(path: str) -> bytes:
        number = int(path[1:])
        return moved(f"/{number + 1}", f"{status} Moved") if number < 5 else reply(PAGE)

    got = fetched(answer, "/0")
    assert got.data == PAGE and len(got.hops) == 5
    assert len(records(got.exchange)) == 13


def test_six_redirects_are_too_many() -> None:
    with serving(lambda path: moved(f"/{int(path[1:]) + 1}")) as server:
        with pytest.raises(FetchError) as raised, fetcher() as polite:
            polite.fetch(f"{server.url}/0")
        assert raised.value.code == "too-many-redirects"
        assert len(server.requests) == 6


def test_a_circle_of_redirects_ends() -> None:
    assert refused(lambda path: moved("/b" if path == "/a" else "/a"), "/a").code == (
        "too-many-redirects"
    )


def test_a_redirect_without_a_place_is_an_error() -> None:
    assert refused(reply(b"", "302 Found")).code == "http-error"
    assert refused(reply(b"", "300 Many", "Location: /b")).code == "http-error"


def test_a_redirect_that_never_ends_its_text_is_followed() -> None:
    def answer(path: str) -> Iterator[bytes] | bytes:
        if path == "/b":
            return reply(PAGE)
        long = b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n"
        return iter([long, *([bytes(MIB)] * 4)])

    got = fetched(answer, "/a")
    assert got.data == PAGE
    assert "WARC-Truncated" in records(got.exchange)[1]


# names


def test_a_name_is_resolved_once_and_the_address_that_was_checked_is_connected_to() -> None:
    """The first answer is public, the second is not: nobody asks a second time."""
    answers = iter([(PUBLIC,), ("127.0.0.1",)])
    asked = []

    def resolve(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return next(answers)

    with serving(reply(PAGE)) as server:
        connections = Connections({(PUBLIC, 80): server.port})
        with fetcher(resolve=resolve, connect=connections, loopback=False) as polite:
            got = polite.fetch("http://report.example.org/a")
            assert got.data == PAGE
            assert asked == ["report.example.org"]
            assert connections.tried == [(PUBLIC, 80)]
            assert b"Host: report.example.org\r\n" in server.requests[0]
            with pytest.raises(FetchError) as raised:
                polite.fetch("http://report.example.org/b")
    assert raised.value.code == "private-address"
    assert connections.tried == [(PUBLIC, 80)]
    assert records(got.exchange)[1]["WARC-IP-Address"] == PUBLIC


def test_a_redirect_resolves_and_checks_anew() -> None:
    answers = iter([(PUBLIC,), ("169.254.169.254",)])
    with serving(moved("http://report.example.org/b")) as server:
        connections = Connections({(PUBLIC, 80): server.port})
        with (
            fetcher(
                resolve=lambda host, port: next(answers), connect=connections, loopback=False
            ) as polite,
            pytest.raises(FetchError) as raised,
        ):
            polite.fetch("http://report.example.org/a")
    assert raised.value.code == "private-address"
    assert connections.tried == [(PUBLIC, 80)]


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    with serving(reply(PAGE)) as server:
        connections = Connections({(PUBLIC_2, 80): server.port})
        with fetcher(resolve=lambda h, p: (PUBLIC, PUBLIC_2), connect=connections) as polite:
            assert polite.fetch("http://example.org/").data == PAGE
    assert connections.tried == [(PUBLIC, 80), (PUBLIC_2, 80)]


def unknown(host: str, port: int) -> tuple[str, ...]:
    raise socket.gaierror(-2, "Name or service not known")


def odd(host: str, port: int) -> tuple[str, ...]:
    raise UnicodeError("label too long")


@pytest.mark.parametrize("resolve", [unknown, odd], ids=["unknown", "odd"])
@pytest.mark.parametrize("robots", [True, False], ids=["robots", "no-robots"])
def test_an_unknown_name_is_unreachable(resolve: Callable[..., object], robots: bool) -> None:
    with pytest.raises(FetchError) as raised:
        fetcher(resolve=resolve, robots=robots).fetch("http://gone.example.org/x")
    assert raised.value.code == "unreachable"
    assert raised.value.url == "http://gone.example.org/x"


def test_a_closed_port_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError) as raised:
        fetcher().fetch(f"http://127.0.0.1:{port}/")
    assert raised.value.code == "unreachable"


def test_a_resolver_that_hangs_is_too_slow() -> None:
    release = threading.Event()

    def resolve(host: str, port: int) -> tuple[str, ...]:
        release.wait(5)
        return (PUBLIC,)

    before = time.monotonic()
    with pytest.raises(FetchError) as raised:
        fetcher(resolve=resolve, seconds=0.3).fetch("http://example.org/")
    release.set()
    assert raised.value.code == "too-slow"
    assert time.monotonic() - before < 3


# limits


def drip(
    first: bytes, piece: bytes = b"x", pause: float = 0.05
) -> Callable[[str], Iterator[bytes]]:
    def answer(path: str) -> Iterator[bytes]:
        yield first
        for _ in range(200):
            time.sleep(0.05)
            yield piece

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(drip(b"HTTP/1.1 200 OK\r\n\r\n"), id="body"),
        pytest.param(drip(b"HTTP/1.1 200 OK\r\nX: "), id="head"),
        pytest.param(drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), id="many-headers"),
        pytest.param(drip(b"", b"HTTP/1.1 100 Go\r\n\r\n"), id="never-the-answer"),
        pytest.param(drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"), id="chunk"),
        pytest.param(drip(b"HTTP/1.1 200 OK\r\n\r\n", b""), id="silence"),
        pytest.param(drip(b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n"), id="redirect"),
    ],
)
def test_a_server_that_drips_is_ended(answer: Callable[[str], Iterator[bytes]]) -> None:
    before = time.monotonic()
    assert refused(answer, seconds=0.6).code == "too-slow"
    assert time.monotonic() - before < 3


def test_redirects_share_one_time() -> None:
    def answer(path: str) -> bytes:
        time.sleep(0.25)
        return moved(f"/{int(path[1:]) + 1}")

    assert refused(answer, "/0", seconds=0.6).code == "too-slow"


def test_a_silent_secure_server_is_ended() -> None:
    with serving(drip(b"")) as server, pytest.raises(FetchError) as raised:
        fetcher(seconds=0.5).fetch(server.url.replace("http:", "https:"))
    assert raised.value.code in ("too-slow", "unreachable")


def body_of(size: int, *headers: str) -> Callable[[str], Iterator[bytes]]:
    def answer(path: str) -> Iterator[bytes]:
        yield reply(b"", "200 OK", *headers, length=False)
        for _ in range(size // MIB + 1):
            yield bytes(MIB)

    return answer


def test_a_huge_body_is_refused() -> None:
    error = refused(body_of(60 * MIB))
    assert error.code == "too-large"


def test_a_body_at_the_limit_is_taken() -> None:
    assert len(fetched(reply(bytes(MIB)), body_bytes=MIB).data) == MIB
    assert refused(reply(bytes(MIB + 1)), body_bytes=MIB).code == "too-large"


def test_a_length_beyond_the_limit_is_refused_at_once() -> None:
    answer = drip(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
    before = time.monotonic()
    assert refused(answer).code == "too-large"
    assert time.monotonic() - before < 3


def test_very_small_chunks_do_not_get_around_the_limit() -> None:
    def answer(path: str) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        for _ in range(60):
            yield b"1;" + b"e" * 1000 + b"\r\nx\r\n"

    assert refused(answer, body_bytes=20_000, header_bytes=1000).code == "too-large"


@pytest.mark.parametrize("name", ["gzip", "br", "deflate"])
def test_a_bomb_is_refused(name: str) -> None:
    pack = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}[name]
    assert refused(encoded(name, pack(bytes(60 * MIB)))).code == "bomb"


def test_a_body_too_large_when_decoded_is_no_bomb() -> None:
    noise = hashlib.shake_256(b"x").digest(MIB)
    assert (
        refused(encoded("gzip", gzip.compress(noise * 2)), body_bytes=MIB + 1).code == "too-large"
    )
    half = gzip.compress(noise[: MIB // 2] + bytes(MIB))
    assert refused(encoded("gzip", half), body_bytes=MIB).code == "too-large"


@pytest.mark.parametrize("size", [70_000, 200_000])
@pytest.mark.parametrize("line", [b"X: y\r\n", b"x"], ids=["lines", "one-line"])
def test_a_long_head_is_refused(size: int, line: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nX: " + line * (size // len(line)) + b"\r\n\r\n"
    assert refused(head).code == "too-large"


def test_announcements_without_end_are_refused() -> None:
    assert refused(b"HTTP/1.1 100 Continue\r\n\r\n" * 9000).code == "too-large"


# what does not come


@pytest.mark.parametrize(
    ("answer", "lost"),
    [
        pytest.param(
            reply(b"", "200 OK", "Content-Length: 1000", length=False) + PAGE,
            "body: its end is missing, 380 of 1000 bytes came",
            id="length",
        ),
        pytest.param(
            reply(chunked(PAGE)[:-5], "200 OK", "Transfer-Encoding: chunked", length=False),
            "body: its end is missing, 380 bytes came",
            id="chunked",
        ),
        pytest.param(
            encoded("gzip", gzip.compress(PAGE, mtime=0)[:-9]),
            "body: the content encoding 'gzip' is not whole",
            id="gzip",
        ),
    ],
)
def test_a_cut_body_is_told(answer: bytes, lost: str) -> None:
    got = fetched(answer)
    assert got.lost == (lost,)
    assert PAGE.startswith(got.data)
    assert len(records(got.exchange)) == 3


def test_a_longer_body_than_its_length_is_cut_there() -> None:
    got = fetched(reply(b"", "200 OK", "Content-Length: 5", length=False) + PAGE)
    assert got.data == PAGE[:5]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param(reply(b"", "404 Not Found"), "http-error", id="404"),
        pytest.param(reply(b"", "410 Gone"), "http-error", id="410"),
        pytest.param(reply(b"", "429 Slow Down"), "http-error", id="429"),
        pytest.param(reply(b"", "500 Oh"), "http-error", id="500"),
        pytest.param(reply(b"", "204 No Content"), "http-error", id="204"),
        pytest.param(reply(b"", "206 Partial Content"), "http-error", id="206"),
        pytest.param(reply(b"", "304 Not Modified"), "http-error", id="304-unasked"),
        pytest.param(reply(b"", "999 ?"), "http-error", id="999"),
        pytest.param(b"HTTP/1.1 101 Switch\r\nUpgrade: x\r\n\r\n", "http-error", id="101"),
        pytest.param(encoded("zstd", b"x"), "http-error", id="zstd"),
        pytest.param(b"\x16\x03\x01garbage\r\n\r\n", "http-error", id="garbage"),
        pytest.param(b"SSH-2.0-OpenSSH_9\r\n", "http-error", id="ssh"),
        pytest.param(b"HTTP/1.1 abc\r\n\r\n", "http-error", id="no-status"),
        pytest.param(b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n", "http-error", id="bad-header"),
        pytest.param(reply(b"", "200 OK", "Content-Length: -1"), "http-error", id="negative"),
        pytest.param(reply(b"", "200 OK", "Content-Length: 1, 2"), "http-error", id="two-lengths"),
        pytest.param(
            reply(b"", "200 OK", "Transfer-Encoding: gzip, chunked"),
            "http-error",
            id="odd-transfer",
        ),
        pytest.param(b"", "unreachable", id="nothing"),
    ],
)
def test_other_answers_are_errors(answer: bytes, code: str) -> None:
    error = refused(answer)
    assert error.code == code
    if answer.startswith(b"HTTP/1.1 4"):
        assert f"status {answer[9:12].decode()}" in str(error)


def test_an_error_does_not_wait_for_its_text() -> None:
    before = time.monotonic()
    assert (
        refused(drip(b"HTTP/1.1 404 No\r\nContent-Length: 99999999\r\n\r\n")).code == "http-error"
    )
    assert time.monotonic() - before < 3


@pytest.mark.parametrize("failure", [ValueError("odd"), RuntimeError("odd"), KeyError("odd")])
def test_nothing_else_escapes(failure: Exception) -> None:
    def connect(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        raise failure

    with pytest.raises(FetchError) as raised:
        fetcher(connect=connect).fetch("http://127.0.0.1/")
    assert raised.value.code == "unreachable"


# asking again


def test_what_has_not_changed_comes_without_data() -> None:
    with serving(reply(b"", "304 Not Modified", 'ETag: "a1"', length=False)) as server:
        got = fetcher().fetch(server.url, etag='"a1"', modified="Tue, 17 Sep 2019 10:00:00 GMT")
    assert (got.status, got.data, got.lost, got.etag) == (304, b"", (), '"a1"')
    assert b'If-None-Match: "a1"\r\n' in server.requests[0]
    assert b"If-Modified-Since: Tue, 17 Sep 2019 10:00:00 GMT\r\n" in server.requests[0]
    assert len(records(got.exchange)) == 3


@pytest.mark.parametrize("mark", ['"a"\r\nX-Injected: 1', "\u00e9", "a" * 999, " ", ""])
def test_an_odd_mark_is_not_sent(mark: str) -> None:
    with serving(reply(PAGE)) as server:
        assert fetcher().fetch(server.url, etag=mark, modified=mark).status == 200
    assert b"If-" not in server.requests[0] and b"Injected" not in server.requests[0]


# robots.txt


def site(robots: bytes, page: bytes = reply(PAGE)) -> Callable[[str], bytes]:
    return lambda path: robots if path == "/robots.txt" else page


def rules(*lines: str) -> bytes:
    return reply("\n".join(lines).encode(), "200 OK", "Content-Type: text/plain")


def test_robots_are_asked_once_and_heeded() -> None:
    answer = site(rules("User-agent: *", "Disallow: /private", "Allow: /"))
    with serving(answer) as server, fetcher(robots=True) as polite:
        assert polite.fetch(f"{server.url}/public").data == PAGE
        with pytest.raises(FetchError) as raised:
            polite.fetch(f"{server.url}/private/x")
        assert polite.fetch(f"{server.url}/other").data == PAGE
    assert raised.value.code == "robots"
    assert server.paths == ["/robots.txt", "/public", "/other"]


@pytest.mark.parametrize(
    ("lines", "is_allowed"),
    [
        pytest.param(["User-agent: sousveil", "Disallow: /"], False, id="us"),
        pytest.param(["User-agent: Sousveil/2.0", "Disallow: /"], False, id="us-with-version"),
        pytest.param(["User-agent: otherbot", "Disallow: /"], True, id="others"),
        pytest.param(["User-agent: o", "User-agent: *", "Disallow: /"], False, id="grouped"),
        pytest.param(["User-agent: *", "Disallow: /*.pdf$"], True, id="pattern"),
        pytest.param(["User-agent: *", "Disallow: /*x$"], False, id="pattern-met"),
        pytest.param(["User-agent: *", "Disallow:"], True, id="empty"),
        pytest.param(["<html>", "not found"], True, id="page"),
        pytest.param(["\x00\xff\u2028User-agent", ":::", "Crawl-delay: nan"], True, id="garbage"),
        pytest.param(
            ["User-agent: *", "Disallow: /", "User-agent: sousveil", "Allow: /"], True, id="own"
        ),
    ],
)
def test_rules(lines: list[str], is_allowed: bool) -> None:
    with serving(site(rules(*lines))) as server, fetcher(robots=True) as polite:
        if is_allowed:
            assert polite.fetch(f"{server.url}/x").data == PAGE
        else:
            with pytest.raises(FetchError, match=r"robots\.txt"):
                polite.fetch(f"{server.url}/x")


@pytest.mark.parametrize(
    ("robots", "is_allowed"),
    [
        pytest.param(reply(b"", "404 Not Found"), True, id="404"),
        pytest.param(reply(b"", "403 Forbidden"), True, id="403"),
        pytest.param(reply(b"", "500 Oh"), False, id="500"),
        pytest.param(reply(b"", "503 Later"), False, id="503"),
        pytest.param(b"garbage\r\n\r\n", False, id="garbage"),
        pytest.param(moved("http://10.0.0.1/robots.txt"), False, id="redirect-to-private"),
        pytest.param(moved("/robots.txt"), False, id="circle"),
        pytest.param(encoded("gzip", gzip.compress(bytes(60 * MIB))), False, id="bomb"),
        pytest.param(rules("User-agent: *", "Allow: /", "#" * 600_000), True, id="long"),
    ],
)
def test_answers_about_robots(robots: bytes, is_allowed: bool) -> None:
    with serving(site(robots)) as server, fetcher(robots=True) as polite:
        for _ in range(2):
            if is_allowed:
                assert polite.fetch(f"{server.url}/x").data == PAGE
            else:
                with pytest.raises(FetchError) as raised:
                    polite.fetch(f"{server.url}/x")
                assert raised.value.code == "robots"
    assert server.paths.count("/x") == (2 if is_allowed else 0)


def test_names_times_rules_do_not_fill_the_memory() -> None:
    lines = [f"User-agent: bot{n}" for n in range(12_000)] + ["Disallow: /a"] * 12_000
    before = time.process_time()
    assert fetched(site(rules(*lines)), robots=True).data == PAGE
    assert time.process_time() - before < 3


def test_a_redirect_asks_the_robots_of_the_other_origin() -> None:
    with serving(site(rules("User-agent: *", "Disallow: /"))) as other:
        first = site(reply(b"", "404 No"), moved(f"{other.url}/x"))
        with (
            serving(first) as server,
            fetcher(robots=True) as polite,
            pytest.raises(FetchError) as raised,
        ):
            polite.fetch(f"{server.url}/a")
    assert raised.value.code == "robots"
    assert server.paths == ["/robots.txt", "/a"]
    assert other.paths == ["/robots.txt"]


# waiting


def waits(robots: bytes, delay: float = 2.0, paths: tuple[str, ...] = ("/a", "/b")) -> list[float]:
    clock = Clock()
    with serving(site(robots)) as server:
        polite = fetcher(robots=True, delay=delay, clock=clock, sleep=clock.sleep)
        for path in paths:
            polite.fetch(server.url + path)
    return clock.slept


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("", [2, 2], id="usual"),
        pytest.param("Crawl-delay: 7", [7, 7], id="asked"),
        pytest.param("Crawl-delay: 1", [2, 2], id="less-than-usual"),
        pytest.param("Crawl-delay: 9999", [30, 30], id="too-long"),
        pytest.param("Crawl-delay: inf", [2, 2], id="endless"),
        pytest.param("Crawl-delay: -5", [2, 2], id="negative"),
    ],
)
def test_we_wait_between_requests(line: str, expected: list[float]) -> None:
    assert waits(rules("User-agent: *", line)) == expected


def test_waiting_is_polite_and_does_not_use_up_the_time() -> None:
    clock = Clock()
    with serving(lambda path: reply(PAGE) if path == "/2" else moved("/2")) as server:
        polite = fetcher(delay=20.0, clock=clock, sleep=clock.sleep)
        assert polite.fetch(f"{server.url}/1").data == PAGE
        assert polite.fetch(f"{server.url}/2").data == PAGE
    assert clock.slept == [20, 20]


def test_other_hosts_are_not_waited_for() -> None:
    clock = Clock()
    with serving(reply(PAGE)) as server:
        connections = Connections({(PUBLIC, 80): server.port})
        polite = fetcher(
            delay=5.0,
            clock=clock,
            sleep=clock.sleep,
            connect=connections,
            resolve=lambda host, port: (PUBLIC,),
        )
        polite.fetch("http://a.example.org/")
        polite.fetch("http://b.example.org/")
        assert clock.slept == []
        polite.fetch("http://a.example.org/")
        assert clock.slept == [5]


# secure connections


def test_the_name_is_what_is_asked_for_in_a_secure_connection() -> None:
    seen = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)

        def listen() -> None:
            conversation, _ = listener.accept()
            with conversation:
                seen.extend(conversation.recv(65536))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        connections = Connections({(PUBLIC, 443): listener.getsockname()[1]})
        with pytest.raises(FetchError) as raised:
            fetcher(connect=connections, resolve=lambda host, port: (PUBLIC,)).fetch(
                "https://report.example.org/"
            )
        thread.join(5)
    assert raised.value.code == "unreachable"
    assert b"report.example.org" in seen


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for report.example.org, made now and thrown away."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not here")
    folder = tmp_path_factory.mktemp("certificate")
    key, made = folder / "key.pem", folder / "made.pem"
    command = f"{program} req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=report.example.org"
    subprocess.run(
        [
            *command.split(),
            *("-addext", "subjectAltName=DNS:report.example.org"),
            *("-keyout", str(key), "-out", str(made)),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return key, made


class Secure(Server):
    """A server that speaks TLS."""

    def __init__(self, key: Path, made: Path) -> None:
        super().__init__(lambda path: reply(PAGE))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(made, key)
        self._socket = context.wrap_socket(self._socket, server_side=True)


@pytest.mark.parametrize(
    ("host", "is_known", "is_good"),
    [
        pytest.param("report.example.org", True, True, id="good"),
        pytest.param("report.example.org", False, False, id="unknown-issuer"),
        pytest.param("other.example.org", True, False, id="other-name"),
    ],
)
def test_certificates_are_checked_for_the_name(
    certificate: tuple[Path, Path], host: str, is_known: bool, is_good: bool
) -> None:
    with Secure(*certificate) as server:
        connections = Connections({(PUBLIC, 443): server.port})
        polite = fetcher(connect=connections, resolve=lambda host, port: (PUBLIC,))
        if is_known:
            polite._tls.load_verify_locations(certificate[1])
        if is_good:
            got = polite.fetch(f"https://{host}/")
            assert got.data == PAGE and len(records(got.exchange)) == 3
            return
        with pytest.raises(FetchError) as raised:
            polite.fetch(f"https://{host}/")
    assert raised.value.code == "unreachable"
    assert "certificate" in str(raised.value)
