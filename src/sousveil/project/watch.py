"""Feeds and lists of addresses, and what is new in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sousveil.errors import FetchError, ReadingError
from sousveil.model.codec import from_plain
from sousveil.model.source import Finding
from sousveil.project.collect import Added, Collector
from sousveil.project.documents import Given, Refused, is_address

ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def watch(collector: Collector, lists: Iterable[str], source: str | None = None) -> Iterator[Added]:
    """Take each list, then every address in it that was never fetched before.

    A list is a feed, a library of references, or a text with one address a line. It is a
    document itself, and kept as one.
    """
    for given in lists:
        taken = list(collector.add([Given(given)]))
        yield from taken
        snapshot = taken[-1].snapshot
        if snapshot is None:
            continue
        for address in _addresses(collector, snapshot):
            if not _was_fetched(collector, address):
                yield from collector.add([Given(address)], source)


def _addresses(collector: Collector, snapshot: str) -> list[str]:
    """Return the addresses that a list gives, in its order, each once."""
    try:
        found = collector.reader.extract(collector.blobs.read(snapshot))
    except (ReadingError, Refused, FetchError):
        return []
    told = [address.url for address in found.addresses]
    if not told:
        lines = (line.strip() for line in found.text.content.split("\n"))
        told = [line for line in lines if ADDRESS.fullmatch(line)]
    return list(dict.fromkeys(url for url in told if is_address(url)))


def _was_fetched(collector: Collector, address: str) -> bool:
    with collector.ledger.reading() as view:
        return any(
            from_plain(stored.plain, Finding).location == address for stored in view.rows("finding")
        )
