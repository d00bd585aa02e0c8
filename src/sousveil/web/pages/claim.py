"""One claim that an edition rests on: its words, who says so, who decided, who answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sousveil.edition.reasons import Why
from sousveil.model.edition import Entry, Tombstone
from sousveil.web.catalogue import said
from sousveil.web.dossier import citation
from sousveil.web.index import part
from sousveil.web.library import Library
from sousveil.web.page import Asked, NoPage, Page, Route
from sousveil.web.told import STATUSES, parties, told

CELL = "This is one cell of a table that its publisher gave out; it is taken as printed."


def claim(library: Library, asked: Asked, claim: str) -> Page:
    """Show a claim behind an edition; what nobody accepted has no page here."""
    id = library.index.claims.get(claim)
    if id is None:
        return _withdrawn(library, claim)
    behind = library.index.behind(id)
    newest = behind[-1]
    one = told(library, newest)
    statement = newest.statement
    country = newest.cell.country if newest.cell else statement.country if statement else None
    return Page(
        template="claim.html",
        title=said("Claim {claim}", claim=claim),
        about="One claim with its words, its place in the file, and who says so.",
        section="sources",
        shown={
            "id": id,
            "one": one,
            "says": CELL if one.place else None,
            "statement": statement,
            "cell": newest.cell,
            "column": newest.column,
            "country": country,
            "has_text": one.document in library.index.texts,
            "entries": [
                (where.held.edition.name, entry, _side(entry, id))
                for where in behind
                for entry in where.entries
            ],
            "editions": [where.held.edition.name for where in behind],
            "all_replies": library.index.replies(
                [id],
                *(f"supplier:{party}" for party in parties(newest)),
                f"country:{country}",
            ),
            "decisions": _decisions(library, id),
            "moved": _moved(library, id),
            "citation": citation(
                library,
                f"Claim {id}, “{one.quote}”",
                f"claim/{claim}/",
                [where.held.edition.name for where in behind],
            ),
            "words": STATUSES,
            "part": part,
        },
    )


def _withdrawn(library: Library, claim: str) -> Page:
    """Show what is left of a claim that an earlier edition rested on, or say that there is none."""
    stones = [
        (name, stone)
        for name, held in library.held.items()
        for stone in (held.records.reviewed.tombstones if held.records.reviewed else ())
        if part(stone.claim) == claim
    ]
    if not stones:
        raise NoPage(
            "No edition rests on such a claim. Claims that wait for a decision are in review."
        )
    id = stones[0][1].claim
    return Page(
        template="withdrawn.html",
        title=said("Claim {claim}, withdrawn", claim=claim),
        about="A claim that an earlier edition rested on, and that stands no more.",
        section="sources",
        shown={
            "id": id,
            "stones": stones,
            "replies": library.index.replies([id]),
            "words": STATUSES,
        },
    )


def _side(entry: Entry, claim: str) -> str:
    if claim in entry.claims:
        return "for"
    return "against" if claim in (entry.against or ()) else "another state"


def _decisions(library: Library, id: str) -> list[tuple[str, str, str, str]]:
    """Return kind, who, when and why of each decision about a claim, as far as it is known here."""
    project = library.project
    stood = None if project is None else project.claim(id)
    if stood is not None:
        found = {decision.id: decision for decision in stood.decisions}
    else:
        found = {
            where.decision.id: where.decision
            for where in library.index.behind(id)
            if where.decision is not None
        }
    return [(d.kind, d.by, d.at, d.because) for d in found.values()]


def _moved(library: Library, id: str) -> list[tuple[str, str, Why]]:
    """Return the changes between editions that a claim stands behind."""
    found: dict[tuple[str, str, str], tuple[str, str, Why]] = {}
    for diff in library.index.diffs.values():
        moved = [w for one in diff.listed for w in one.why]
        moved += [w for change in diff.changed_cells for w in change.why]
        for why in moved:
            if why.claim == id:
                found[diff.old, diff.new, why.did] = (diff.old, diff.new, why)
    return list(found.values())


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    """Yield the claims that editions rest on, and those that an edition withdrew."""
    stones: list[Tombstone] = [
        stone
        for held in library.held.values()
        for stone in (held.records.reviewed.tombstones if held.records.reviewed else ())
    ]
    for claim in {**library.index.claims, **{part(stone.claim): stone.claim for stone in stones}}:
        yield {"claim": claim}


ROUTES = (Route(address="claim/{claim}/", make=claim, each=_each),)
