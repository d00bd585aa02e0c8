"""How many voices stand behind the documents of a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.independence import Origins, Witness, origins
from sousveil.errors import QueryError
from sousveil.model.codec import claim_from_plain, to_plain
from sousveil.model.decision import Decision
from sousveil.model.source import Finding
from sousveil.project.standing import CODEBOOK
from sousveil.project.state import Reading, decision, decisions, findings, readings
from sousveil.review.decide import person
from sousveil.storage.ledger import Ledger, View, row

FEWEST = {"one-origin": 2, "own-origin": 1}
"""Kinds of decisions about documents, and how many documents each takes at least."""

SHORTEST = 4  # digits of a digest that name a document


def found_origins(
    view: View, codebook: Codebook, *, up_to: int | None = None, until: str | None = None
) -> Origins:
    """Group a project's documents by origin; `until` a day, YYYY-MM-DD, leaves out what is later.

    Holds the texts of all documents in memory.
    """
    made = origin_decisions(view, up_to=up_to, until=until)
    return origins(_witnesses(view, codebook, up_to, until), made, codebook)


def origin_decisions(
    view: View, *, up_to: int | None = None, until: str | None = None
) -> Iterator[Decision]:
    """Return the decisions about documents, in the order in which they were made."""
    return (d for d in decisions(view, up_to=up_to, until=until) if d.kind in FEWEST)


def unfounded(view: View) -> Iterator[tuple[str, str]]:
    """Return the decisions about documents that cannot hold: their id, and why in words."""
    known = {stored.id for stored in view.rows("snapshot")}
    for made in origin_decisions(view):
        named = made.documents or ()
        if not known.issuperset(named):
            yield made.id, "it decides about documents that are not there"
        elif len(set(named)) < FEWEST[made.kind] or made.claims:
            yield made.id, "it does not say about which documents it decides"


def decide(
    ledger: Ledger, kind: str, documents: Iterable[str], *, by: str, at: str, because: str
) -> Decision:
    """Write down a decision about documents, named as `document` takes them.

    Raises `QueryError` if a document is not there or is meant by several, or if a person or a
    reason is lacking.
    """
    by, because = by.strip(), because.strip()
    if not because or not by or person(by) == CODEBOOK:
        raise QueryError(
            "A decision names the person who decides, and the reason. "
            f"Nobody may sign as {CODEBOOK!r}."
        )
    if any("\ud800" <= sign <= "\udfff" for sign in by + because):
        raise QueryError("The name or the reason holds half a character. Type it again.")
    given = [documents] if isinstance(documents, str) else list(documents)
    with ledger.writing(at) as writer:
        places = findings(writer)
        named = {document(name, places) for name in given}
        if len(named) < FEWEST[kind]:
            raise QueryError("One origin takes two different documents, one that stands alone one.")
        made = decision(kind, (), by=by, at=at, because=because, documents=named)
        if writer.row("decision", made.id) is not None:
            raise QueryError("The same was decided within this second. Try again in a moment.")
        writer.append([row("decision", to_plain(made))])
    return made


def document(name: str, places: dict[str, tuple[Finding, ...]]) -> str:
    """Return the digest of the document that is meant.

    A name is the digest, its beginning with or without `sha256:`, a place where the document was
    found, or the last part of one. Raises `QueryError` if there is none or are several.
    """
    if name in places:
        return name
    digits = name.removeprefix("sha256:").lower()
    found = {
        snapshot
        for snapshot, where in places.items()
        if any(name in (place.location, place.address) for place in where)
    }
    if not found and len(digits) >= SHORTEST:
        found = {s for s in places if s.removeprefix("sha256:").startswith(digits)}
    if not found and name:
        found = {
            snapshot
            for snapshot, where in places.items()
            if any(place.location.endswith(f"/{name}") for place in where)
        }
    if len(found) == 1:
        return found.pop()
    if not found:
        raise QueryError(
            f"There is no document {name!r} in this project. "
            "sousveil documents lists them, with their digests."
        )
    several = ", ".join(s[7:19] for s in sorted(found)[:5])
    raise QueryError(f"{name!r} may be {len(found)} documents: {several}. Give one of these.")


def _witnesses(
    view: View, codebook: Codebook, up_to: int | None, until: str | None
) -> Iterator[Witness]:
    places = findings(view, up_to=up_to)
    for snapshot, reading in readings(view, up_to=up_to).items():
        where = [p for p in places.get(snapshot, ()) if until is None or p.at[:10] <= until]
        if not where:
            continue
        yield _witness(view, snapshot, reading, where, codebook, up_to)


def _witness(
    view: View,
    snapshot: str,
    reading: Reading,
    where: list[Finding],
    codebook: Codebook,
    up_to: int | None,
) -> Witness:
    stored = view.row("text", reading.text)
    known = [place.source for place in where if place.source in codebook.sources]
    return Witness(
        snapshot=snapshot,
        text=reading.text,
        content="" if stored is None else str(stored.plain["content"])[: reading.shown],
        title=reading.about.title if reading.about else None,
        source=known[0] if known else where[0].source,
        publisher=reading.about.publisher if reading.about else None,
        date=reading.date,
        claims=tuple(
            claim_from_plain(claim.plain)
            for claim in view.rows("claim", up_to=up_to, text=reading.text)
        ),
    )
