"""One document with its text, and one claim with its decisions, as a page shows them."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from msgspec import Struct

from sousveil.model.claim import Claim
from sousveil.model.codec import claim_from_plain, from_plain
from sousveil.model.decision import Decision
from sousveil.model.noun import replace
from sousveil.model.source import Finding, Map, Piece
from sousveil.project.state import Reading
from sousveil.review.decide import Past, State
from sousveil.storage.ledger import Ledger, Row, View, last


class Opened(Struct, frozen=True, kw_only=True):
    """A stored document, as it was read last."""

    snapshot: str
    size: int
    """Bytes of the original."""

    media_type: str
    reading: Reading
    content: str
    """What readers of the original see; what is hidden there is left out."""

    hidden: int
    """Code points that were left out."""

    pieces: tuple[Piece, ...]
    """Where parts of the text stand in the original; empty where the text is the original."""

    places: tuple[Finding, ...]


class Stood(Struct, frozen=True, kw_only=True):
    """A claim with what was decided about it."""

    claim: Claim
    state: State
    decisions: tuple[Decision, ...]
    """All that named it, in their order, those without effect left out."""


class Fold:
    """All decisions of a ledger, taken once; what comes later is added when it is asked for."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._past = Past()
        self._about: dict[str, list[Decision]] = {}
        self._seq = 0

    def stood(self, claims: Iterable[Claim]) -> tuple[Stood, ...]:
        """Return what stands of some claims."""
        with self._lock:
            self._go_on()
            return tuple(
                Stood(
                    claim=claim,
                    state=self._past.state(claim.id),
                    decisions=tuple(self._about.get(claim.id, ())),
                )
                for claim in claims
            )

    def _go_on(self) -> None:
        with self._ledger.reading() as view:
            for stored in view.rows("decision", after=self._seq):
                made = from_plain(stored.plain, Decision)
                self._seq = stored.seq
                if self._past.take(made) is None:
                    for claim in dict.fromkeys((*made.claims, *(made.instead or ()))):
                        self._about.setdefault(claim, []).append(made)


def opened(view: View, start: str) -> Opened | None:
    """Return the document whose digest begins so; None where there is none, or several."""
    found = view.beginning("snapshot", start)
    if len(found) != 1:
        return None
    (snapshot,) = found
    read = last(view.rows("reading", snapshot=snapshot.id))
    if read is None:
        return None
    reading = from_plain(read.plain, Reading)
    stored = view.row("text", reading.text)
    content = "" if stored is None else str(stored.plain["content"])
    mapped = [from_plain(row.plain, Map) for row in view.rows("map", snapshot=snapshot.id)]
    pieces = next((one.pieces for one in reversed(mapped) if one.text == reading.text), ())
    shown = len(content) if reading.shown is None else reading.shown
    return Opened(
        snapshot=snapshot.id,
        size=snapshot.plain["size"],
        media_type=snapshot.plain["media_type"],
        reading=replace(reading, cells=()),
        content=content[:shown],
        hidden=len(content) - shown,
        pieces=tuple(pieces),
        places=tuple(
            from_plain(r.plain, Finding) for r in view.rows("finding", snapshot=snapshot.id)
        ),
    )


def snapshot_of(view: View, text: str) -> str | None:
    """Return the document that a text was read from last; None where there is none."""
    read = last(view.rows("reading", text=text))
    return None if read is None else read.drawn["snapshot"]


def claim(view: View, start: str) -> Claim | None:
    """Return the claim whose id begins so; None where there is none, or several."""
    found: tuple[Row, ...] = view.beginning("claim", start)
    return claim_from_plain(found[0].plain) if len(found) == 1 else None
