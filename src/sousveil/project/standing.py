"""What the codebook decides about a document's claims by itself; what people decided stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sousveil.codebook.vocabulary import Codebook
from sousveil.model.claim import Claim
from sousveil.model.decision import Decision
from sousveil.model.edition import Repair
from sousveil.project.extract import Extract
from sousveil.project.state import decided, decision, repaired
from sousveil.storage.ledger import View

CODEBOOK = "codebook"
"""Who signs these decisions; nobody else may."""


def standing_decisions(
    view: View, found: Extract, former: str | None, codebook: Codebook, source: str, at: str
) -> Iterator[Decision]:
    """Yield the decisions that follow from the codebook and are not in the ledger yet.

    `former` is the text made from the same snapshot before, None for a new snapshot.
    """
    ids = {claim.id for claim in found.claims}
    before = {} if former is None else decided(view)
    ours = {claim: last.kind for claim, last in before.items() if last.by == CODEBOOK}
    stored = () if former is None else view.rows("claim", text=former)
    if gone := {row.id for row in stored if ours.get(row.id) == "accept"} - ids:
        because = f"not read so any more with the codebook {codebook.version}"
        yield decision("reject", gone, by=CODEBOOK, at=at, because=because)
    new = {claim for claim in ids if claim not in before or ours.get(claim) == "reject"}
    if new and (because := _accepts(found, codebook, source)):
        yield decision("accept", new, by=CODEBOOK, at=at, because=because)
    there = set() if former is None else set(repaired(view))
    for repair in found.reading.repairs:
        because = f"{repair.printed} -> {repair.read_as}: {repair.because}"
        claims = concerned(repair, found.claims)
        made = decision("repair", claims, by=CODEBOOK, at=at, because=because)
        if (made.because, *made.claims) not in there:
            yield made


def _accepts(found: Extract, codebook: Codebook, source: str) -> str:
    """Return the standing reason to take a publisher's table as printed; empty for none.

    A table that somebody else prints (a source of the codebook's own) waits for a person.
    """
    if found.reading.layout is None:
        return ""
    publisher = codebook.sources.get(codebook.layouts[found.reading.layout].source)
    if publisher is None or not publisher.accept:
        return ""
    if source != publisher.id and source in codebook.sources:
        return ""
    return f"{publisher.accept} ({publisher.id})"


def concerned(repair: Repair, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the claims that rest on a repair: those of its cell, or of its whole row."""
    own, row = [], []
    for claim in claims:
        if claim.place is None:
            continue
        if str(claim.place) == repair.where and (
            claim.quote == repair.printed or repair.kind in claim.marks
        ):
            own.append(claim.id)
        if claim.place.row == repair.printed:
            row.append(claim.id)
    return tuple(row or own)
