"""Accepted claims to an edition, from one state of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.compile import compile_edition, edition_digest, evidence
from sousveil.errors import EditionError, NothingToCompile, UnknownTerm
from sousveil.model.claim import Claim
from sousveil.model.codec import claim_from_plain
from sousveil.model.edition import Edition, Records
from sousveil.model.said import said as phrase
from sousveil.model.time import last_day
from sousveil.project.editions import Pinned
from sousveil.project.state import Reading, accepted, findings, readings
from sousveil.storage.ledger import View


class Compiled(Struct, frozen=True, kw_only=True):
    """An edition that is not yet frozen."""

    edition: Edition
    records: Records
    base: Pinned | None = None
    """What a living edition stands on."""

    since: Pinned | None = None
    """The earlier edition of its series."""

    @property
    def digest(self) -> str:
        """Over all that it says."""
        return edition_digest(self.edition, self.records)


class Part(Struct, frozen=True, kw_only=True):
    """The accepted claims of one snapshot."""

    reading: Reading
    sources: frozenset[str]
    claims: tuple[Claim, ...]


def compile_index(
    view: View,
    name: str,
    codebook: Codebook,
    *,
    scope: Iterable[str] = (),
    as_of: str | None = None,
    up_to: int | None = None,
) -> Compiled:
    """Compile what was accepted from sources in scope (none given: from all).

    `as_of` leaves out what was found or decided after that date; `up_to`, what was written
    after that row of the log. Claims of running text enter no edition of an index.
    """
    wanted = tuple(scope)
    found = list(parts(view, as_of, up_to, tables=True))
    inside = [p for p in found if not wanted or p.sources & set(wanted)]
    known = {source for part in found for source in part.sources}
    if not inside or not known.issuperset(wanted):
        lacking = tuple(source for source in wanted if source not in known)
        raise NothingToCompile(lacking, tuple(sorted(known)), as_of)
    layouts = sorted({part.reading.layout or "" for part in inside})
    if len(layouts) > 1:
        sources = sorted({source for part in inside for source in part.sources})
        raise EditionError(
            phrase(
                "The accepted claims come from several indexes: {layouts}. An edition holds "
                "one. Choose with --scope among: {sources}.",
                layouts=", ".join(layouts),
                sources=", ".join(sources),
            )
        )
    layout = codebook.layouts.get(layouts[0])
    if layout is None:
        raise UnknownTerm("tables", layouts[0])
    if layout.source not in codebook.sources:
        raise UnknownTerm("sources", layout.source)
    inside.sort(key=lambda part: part.reading.snapshot)
    claims = {claim.id: claim for part in inside for claim in part.claims}.values()
    snapshots = [part.reading.snapshot for part in inside]
    return Compiled(
        edition=compile_edition(name, claims, layout, codebook, snapshots),
        records=Records(
            cells=tuple(cell for part in inside for cell in part.reading.cells),
            evidence=evidence(claims),
            repairs=tuple(repair for part in inside for repair in part.reading.repairs),
            problems=tuple(problem for part in inside for problem in part.reading.problems),
        ),
    )


def in_scope(part: Part, scope: Iterable[str]) -> bool:
    """Tell whether one of the sources of a snapshot is among those wanted; none given: all."""
    wanted = set(scope)
    return not wanted or bool(part.sources & wanted)


def parts(view: View, as_of: str | None, up_to: int | None, *, tables: bool) -> Iterator[Part]:
    """Yield every snapshot that has accepted claims: of an index table, or of running text."""
    until = None if as_of is None else last_day(as_of)
    stands = accepted(view, up_to=up_to, until=until)
    places = findings(view, up_to=up_to)
    for snapshot, reading in readings(view, up_to=up_to).items():
        sources = frozenset(
            place.source
            for place in places.get(snapshot, ())
            if until is None or place.at[:10] <= until
        )
        if (reading.layout is not None) != tables or not sources:
            continue
        claims = tuple(
            claim_from_plain(row.plain)
            for row in view.rows("claim", up_to=up_to, text=reading.text)
            if row.id in stands
        )
        if claims:
            yield Part(reading=reading, sources=sources, claims=claims)
