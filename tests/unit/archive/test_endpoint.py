"""One question costs a bounded time, and its key goes to one place only."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from sousveil.archive.endpoint import Endpoint, Limits, Reply, is_local, refused_url, retry_after

from .loopback import Clock, reply, serving

KEY = "sk-canary-7f3e91d04b"
NOW = 1_795_338_000.0  # Sun, 22 Nov 2026 09:00:00 GMT
FINE = reply(b'{"choices": []}', "200 OK", "Content-Type: application/json")


def asked(
    answers: list[bytes], *, key: str | None = KEY, tries: int = 3
) -> tuple[Reply, Clock, list[bytes]]:
    """Put one question to a server that gives these answers, the last one for ever."""
    clock = Clock()
    left = list(answers)
    with serving(lambda _: left.pop(0) if len(left) > 1 else left[0]) as server:
        limits = Limits(seconds=5, tries=tries, pause=1, longest_wait=30, body=4096)
        endpoint = Endpoint(
            f"{server.url}/v1/", key=key, limits=limits, sleep=clock.sleep, now=lambda: NOW
        )
        return endpoint.ask(b'{"model": "m"}'), clock, server.requests


def busy(*headers: str) -> bytes:
    return reply(b"", "429 Too Many Requests", *headers)


def test_the_question_goes_to_the_path_of_chat_completions_with_the_key_in_one_header() -> None:
    found, clock, (request,) = asked([FINE])
    assert found == Reply(body='{"choices": []}', is_billed=True) and clock.slept == []
    head = request.decode()
    assert head.startswith("POST /v1/chat/completions HTTP/1.1\r\n")
    assert head.count(KEY) == 1 and f"Authorization: Bearer {KEY}\r\n" in head


def test_without_a_key_there_is_no_authorization() -> None:
    _, _, (request,) = asked([FINE], key=None)
    assert b"uthorization" not in request


@pytest.mark.parametrize(
    ("headers", "slept"),
    [
        pytest.param([], [1.0], id="unsaid"),
        pytest.param(["Retry-After: 7"], [7.0], id="seconds"),
        pytest.param(["Retry-After: Sun, 22 Nov 2026 09:00:12 GMT"], [12.0], id="date"),
        pytest.param(["Retry-After: Sun, 22 Nov 2020 09:00:12 GMT"], [1.0], id="date-gone-by"),
        pytest.param(["Retry-After: soon"], [1.0], id="a-word"),
        pytest.param(["Retry-After: -3"], [1.0], id="negative"),
        pytest.param(["Retry-After: ١٢"], [1.0], id="other-digits"),
        pytest.param(["Retry-After: 0"], [1.0], id="no-time"),
    ],
)
def test_a_server_says_how_long_to_wait(headers: list[str], slept: list[float]) -> None:
    found, clock, requests = asked([busy(*headers), FINE])
    assert found.body is not None and clock.slept == slept and len(requests) == 2


def test_a_wait_beyond_the_limit_ends_it_at_once() -> None:
    found, clock, requests = asked([busy("Retry-After: 31")])
    assert (found.code, clock.slept, len(requests)) == ("busy", [], 1)
    assert "31 seconds" in found.what


def test_tries_are_bounded_and_further_apart_each_time() -> None:
    found, clock, requests = asked([busy()], tries=4)
    assert (found.code, clock.slept, len(requests)) == ("busy", [1.0, 2.0, 4.0], 4)
    assert not found.is_billed


@pytest.mark.parametrize("status", ["400 Bad", "401 Who", "403 No", "404 Gone", "422 Odd"])
def test_other_refusals_are_not_tried_again(status: str) -> None:
    found, clock, requests = asked([reply(b"no", status, "Retry-After: 1")])
    assert (found.code, clock.slept, len(requests)) == ("refused", [], 1)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Again", "308 For ever"])
def test_no_redirect_is_followed(status: str) -> None:
    found, _, requests = asked([reply(b"", status, "Location: /elsewhere")])
    assert found.code == "redirect" and len(requests) == 1


def test_an_answer_with_the_key_in_it_is_thrown_away() -> None:
    inner = json.dumps({"claims": [KEY]}).replace("k", "\\u006b")
    body = json.dumps({"choices": [{"message": {"content": inner}}]}).encode()
    assert KEY.encode() not in body
    found, _, _ = asked([reply(body, "200 OK", "Content-Type: application/json")])
    assert found.code == "key-echoed" and found.body is None and KEY not in found.what


def test_a_short_key_is_no_secret() -> None:
    body = b'{"model": "local"}'
    found, _, _ = asked([reply(body, "200 OK", "Content-Type: application/json")], key="local")
    assert found.body is not None


@pytest.mark.parametrize("key", ["", "a b", "a\r\nX: 1", "ключ", "a\x00", "x" * 5000])
def test_a_key_that_cannot_be_sent_reaches_nobody(key: str) -> None:
    found, _, requests = asked([FINE], key=key)
    assert found.code == "bad-key" and requests == []
    assert not key or key not in found.what


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://127.9.9.9/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://127.0.0.1.example.org/v1", False),
        ("http://localhost:8080/v1", False),
        ("http://2130706433/v1", False),
        ("http://[::ffff:127.0.0.1]/v1", False),
        ("https://api.example.org/v1", False),
        ("http://0.0.0.0:8080/v1", False),
    ],
)
def test_only_numbers_of_this_machine_are_local(url: str, local: bool) -> None:
    assert is_local(url) is local
    if not local and url.startswith("http://"):
        assert refused_url(url) is not None


def test_a_public_endpoint_needs_https() -> None:
    assert refused_url("https://api.example.org/v1") is None
    assert "https" in str(refused_url("http://api.example.org/v1"))


def test_a_date_is_counted_from_now() -> None:
    assert retry_after("Sun, 22 Nov 2026 09:01:00 GMT", NOW) == 60
    assert retry_after(None, NOW) == 0


CLIENTS = ("httpx", "httpcore", "h11", "requests", "urllib3", "aiohttp", "websockets")
CLIENTS += ("http.client", "urllib.request", "ftplib", "smtplib")

ALLOWED = {"archive/fetch.py", "archive/connection.py", "archive/answers.py"}
"""The fetcher with its parts; `archive/endpoint.py` speaks through it."""


def test_one_door_leads_to_the_network() -> None:
    source = Path(__file__).parents[3] / "src" / "sousveil"
    found = set()
    for path in source.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            if any(f"{name}.".startswith(f"{client}.") for name in names for client in CLIENTS):
                found.add(path.relative_to(source).as_posix())
    assert found == ALLOWED
