"""What a project holds: its documents, their copies, and what was refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from sousveil.edition.likeness import Publication, Relation, bands, classify, likeness, signature
from sousveil.model.codec import from_plain
from sousveil.model.source import Finding, Refusal
from sousveil.project.search import entries
from sousveil.project.state import Reading
from sousveil.storage.ledger import Ledger, Row, View, last


class Holding(Struct, frozen=True, kw_only=True):
    """One document of a project, as it was read last."""

    snapshot: str
    status: str
    """`ok`, or `partial` where something was lost."""

    media_type: str
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    language: str | None
    date: str | None
    """When it speaks: as told, else as it shows itself."""

    known: str | None
    """The date that its metadata gives."""

    claims: int
    lost: tuple[str, ...]
    places: tuple[Finding, ...]
    """Every place and time of finding, in order."""


class Pair(Struct, frozen=True, kw_only=True):
    """Two documents that give one text, or nearly so: they are not two witnesses."""

    relation: str
    """`exact`, `same-text`, `near`, `syndicated` or `republished`, see `edition.likeness`."""

    one: Finding
    other: Finding
    jaccard: float
    """Of the runs of five words that either has, the share that both have."""

    containment: float
    """Of those of the shorter one, the share that the other has too."""


def holdings(view: View) -> Iterator[Holding]:
    """Yield all documents, in the order in which they came."""
    for snapshot in view.rows("snapshot"):
        found = _holding(view, snapshot)
        if found is not None:
            yield found


def some(view: View, skip: int, limit: int) -> tuple[Holding, ...]:
    """Return a stretch of the documents, in the order in which they came."""
    found = (_holding(view, snapshot) for snapshot in view.page("snapshot", skip, limit))
    return tuple(one for one in found if one is not None)


def one(view: View, snapshot: str) -> Holding | None:
    """Return one document; None where there is none of this digest."""
    stored = view.row("snapshot", snapshot)
    return None if stored is None else _holding(view, stored)


def _holding(view: View, snapshot: Row) -> Holding | None:
    read = last(view.rows("reading", snapshot=snapshot.id))
    if read is None:
        return None
    reading = from_plain(read.plain, Reading)
    about = reading.about
    return Holding(
        snapshot=snapshot.id,
        status="partial" if reading.lost else "ok",
        media_type=snapshot.plain["media_type"],
        title=about.title if about else None,
        authors=about.authors if about else (),
        publisher=about.publisher if about else None,
        language=about.language if about else None,
        date=reading.date,
        known=about.known if about else None,
        claims=view.count("claim", text=reading.text),
        lost=reading.lost,
        places=_places(view, snapshot.id),
    )


def refusals(view: View) -> Iterator[Refusal]:
    """Yield what was refused and why, in order; a document may have been taken since."""
    for stored in view.rows("refusal"):
        yield from_plain(stored.plain, Refusal)


def copies(file: Path, ledger: Ledger) -> Iterator[Pair]:
    """Yield the pairs of documents that are copies of each other, each pair once.

    Exact copies are one snapshot that was found at several places. Others share one text, or
    nearly all of it. Not found: a short piece inside a much longer text, translations,
    retellings.
    """
    from sousveil.storage.fulltext import ask

    with ledger.reading() as view:
        snapshots = [stored.id for stored in view.rows("snapshot")]
    seen: dict[str, list[Publication]] = {}
    for snapshot in snapshots:
        with ledger.reading() as view:
            read = last(view.rows("reading", snapshot=snapshot))
            places = _places(view, snapshot)
            if read is None or not places:
                continue
            reading = from_plain(read.plain, Reading)
            content = _shown(view, reading)
        for other in places[1:]:
            yield Pair(
                relation=str(Relation.EXACT.value),
                one=places[0],
                other=other,
                jaccard=1.0,
                containment=1.0,
            )
        mine = _publication(reading, places)
        near = bands(signature(content))
        texts = ask(file, ledger, entries, lambda index, near=near: index.candidates(near))  # type: ignore[misc]
        for text in texts:
            for theirs in seen.get(text, ()):
                yield from _compared(ledger, mine, theirs, content)
        seen.setdefault(reading.text, []).append(mine)


def _compared(
    ledger: Ledger, mine: Publication, theirs: Publication, content: str
) -> Iterator[Pair]:
    with ledger.reading() as view:
        read = last(view.rows("reading", snapshot=theirs.snapshot))
        if read is None:
            return
        other = _shown(view, from_plain(read.plain, Reading))
        one_place, other_place = (_places(view, p.snapshot)[0] for p in (theirs, mine))
    alike = likeness(content, other)
    relation = classify(theirs, mine, alike)
    if relation is not None:
        yield Pair(
            relation=str(relation.value),
            one=one_place,
            other=other_place,
            jaccard=round(alike.jaccard, 3),
            containment=round(alike.containment, 3),
        )


def _publication(reading: Reading, places: tuple[Finding, ...]) -> Publication:
    return Publication(
        snapshot=reading.snapshot,
        text=reading.text,
        source=places[0].source,
        title=reading.about.title if reading.about else None,
        date=reading.date,
        at=places[0].at,
    )


def _shown(view: View, reading: Reading) -> str:
    stored = view.row("text", reading.text)
    return "" if stored is None else str(stored.plain["content"])[: reading.shown]


def _places(view: View, snapshot: str) -> tuple[Finding, ...]:
    return tuple(from_plain(r.plain, Finding) for r in view.rows("finding", snapshot=snapshot))
