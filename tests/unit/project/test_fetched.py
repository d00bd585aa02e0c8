"""Addresses into the project, from a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from archive.loopback import Server

from sousveil.project import Project

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Desk</title>
<item><title>One</title><link>{url}/one</link></item>
<item><title>Two</title><link>{url}/two</link></item></channel></rss>"""


class Site:
    """A site whose pages can be changed."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.etags: dict[str, str] = {}

    def __call__(self, path: str) -> bytes:
        if path not in self.pages:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        body = self.pages[path].encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n"
        if path in self.etags:
            head += f"ETag: {self.etags[path]}\r\n"
        return f"{head}\r\n".encode() + body


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Site, Server]]:
    monkeypatch.setenv("SOUSVEIL_ALLOW_LOOPBACK", "1")
    made = Site()
    with Server(made) as server:
        yield made, server


def page(text: str) -> str:
    return f"<html><head><title>News</title></head><body><p>{text}</p></body></html>"


def test_a_fetched_page_keeps_its_exchange(project: Project, site: tuple[Site, Server]) -> None:
    pages, server = site
    pages.pages["/story"] = page("A camera was put up in Lima.")
    (added,) = project.add([f"{server.url}/story"], delay=0)
    assert (added.status, added.source) == ("ok", "127-0-0-1")
    (place,) = project.findings()[added.snapshot or ""]
    exchange = project.original(place.exchange or "")
    assert exchange.startswith(b"WARC/1.1") and b"GET /story" in exchange
    assert project.verify(deep=True).problems == project.verify().notes == ()


def test_another_version_is_another_snapshot_and_tells_what_changed(
    project: Project, site: tuple[Site, Server]
) -> None:
    pages, server = site
    address = f"{server.url}/story"
    pages.pages["/story"] = page("A camera was put up in Lima.")
    (first,) = project.add([address], delay=0)
    pages.pages["/story"] = page("A camera was taken down in Lima.")
    (second,) = project.add([address], delay=0)
    assert second.snapshot != first.snapshot
    assert second.changed == "1 lines added and 1 removed since 2026-01-01"


def test_the_same_bytes_again_are_another_time_of_finding(
    project: Project, site: tuple[Site, Server]
) -> None:
    pages, server = site
    pages.pages["/story"] = page("A camera was put up in Lima.")
    (first,) = project.add([f"{server.url}/story"], delay=0)
    (again,) = project.add([f"{server.url}/story"], delay=0)
    assert (again.status, again.code) == ("skipped", "already-there")
    assert len(list(project.claims(first.text))) == first.claims


def test_a_refused_address_is_recorded(project: Project, site: tuple[Site, Server]) -> None:
    _, server = site
    (added,) = project.add([f"{server.url}/gone"], delay=0)
    assert (added.status, added.code) == ("rejected", "http-error")
    (refusal,) = project.refusals()
    assert refusal.location == f"{server.url}/gone"


def test_without_the_switch_this_very_machine_is_not_reached(
    project: Project, site: tuple[Site, Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOUSVEIL_ALLOW_LOOPBACK")
    (added,) = project.add([f"{site[1].url}/story"], delay=0)
    assert added.code in ("private-address", "bad-address")
    assert site[1].requests == []


def test_watch_adds_what_is_new_in_a_feed_and_nothing_twice(
    project: Project, site: tuple[Site, Server]
) -> None:
    pages, server = site
    pages.pages["/feed"] = FEED.format(url=server.url)
    pages.pages["/one"], pages.pages["/two"] = page("A camera in Lima."), page("One in Oslo.")
    first = list(project.watch([f"{server.url}/feed"], delay=0))
    assert [a.input.rpartition("/")[2] for a in first] == ["feed", "one", "two"]
    second = list(project.watch([f"{server.url}/feed"], delay=0))
    assert [a.input.rpartition("/")[2] for a in second] == ["feed"]


def test_watch_reads_a_list_of_addresses(
    project: Project, site: tuple[Site, Server], tmp_path: Path
) -> None:
    pages, server = site
    pages.pages["/one"] = page("A camera in Lima.")
    listed = tmp_path / "list.txt"
    listed.write_text(f"Sites to read\n{server.url}/one\n")
    added = list(project.watch([str(listed)], delay=0))
    assert [a.status for a in added] == ["ok", "ok"]
