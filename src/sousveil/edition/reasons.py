"""Which claims and decisions stand behind a difference of two editions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from sousveil.model.decision import Decision
from sousveil.model.edition import Edition, Entry, Records
from sousveil.model.figure import ANY_TECHNOLOGY, Figure


class Why(Struct, frozen=True, kw_only=True):
    """One claim that moved something, and who decided so."""

    claim: str
    did: str
    """`entered`; `withdrawn`, which the new edition tells with its reason; `left-out`, which
    stands, and is not within the scope of the new edition."""

    decision: str | None = None
    """Id of the decision; None where nobody decided, and the document reads otherwise."""

    by: str | None = None
    at: str | None = None
    because: str = ""


class Reasons:
    """Finds the claims of running text that one of two editions has and the other has not.

    Claims of a table have no decision of their own: what moved between two tables is told by
    their cells.
    """

    def __init__(self, old: Edition, new: Edition, before: Records, after: Records) -> None:
        self._moved = _moved(before, after)
        self._entries: dict[str, list[Entry]] = {}
        for entry in (*old.entries, *new.entries):
            if self._moved and _claims(entry) & self._moved.keys():
                self._entries.setdefault(entry.country, []).append(entry)
        self._members: dict[tuple[str, str], set[str]] = {}
        for records in (before, after):
            for member in records.reviewed.memberships if records.reviewed else ():
                key = member.country, member.organisation
                self._members.setdefault(key, set()).update(member.claims, member.against)

    def of(self, country: str, fits: Callable[[Entry], bool]) -> tuple[Why, ...]:
        """Return what moved the entries of a country that fit."""
        entries = (e for e in self._entries.get(country, ()) if fits(e))
        return self._why(claim for entry in entries for claim in _claims(entry))

    def of_group(self, country: str, group: str) -> tuple[Why, ...]:
        """Return what moved a country into a group, or out of it."""
        return self._why(self._members.get((country, group), ()))

    def of_figure(self, figure: Figure, countries: Iterable[str]) -> tuple[Why, ...]:
        """Return what moved countries into a figure, or out of it."""
        found: dict[str, Why] = {}
        for country in countries:
            told = self.of(country, lambda entry: touches(entry, figure))
            for group in (*figure.among, *figure.outside):
                told += self.of_group(country, group)
            found |= {why.claim: why for why in told}
        return tuple(found[claim] for claim in sorted(found))

    def _why(self, claims: Iterable[str]) -> tuple[Why, ...]:
        return tuple(self._moved[c] for c in sorted(set(claims) & self._moved.keys()))


def touches(entry: Entry, figure: Figure) -> bool:
    """Tell whether an entry has something that a figure asks for."""
    rows = figure.rows()
    return not rows or any(
        getattr(row, name) in (getattr(entry, name), ANY_TECHNOLOGY)
        for row in rows
        for name in row.fields()
    )


def _claims(entry: Entry) -> set[str]:
    return {*entry.claims, *(entry.against or ()), *(entry.beside or ())}


def _moved(before: Records, after: Records) -> dict[str, Why]:
    was, now = _decided(before), _decided(after)
    stones = after.reviewed.tombstones if after.reviewed else ()
    found = {
        claim: _why(claim, "entered", decision)
        for claim, decision in now.items()
        if claim not in was
    }
    found |= {
        claim: _why(claim, "left-out", decision)
        for claim, decision in was.items()
        if claim not in now
    }
    found |= {
        stone.claim: Why(
            claim=stone.claim,
            did="withdrawn",
            decision=stone.decision,
            by=stone.by,
            at=stone.at,
            because=stone.because,
        )
        for stone in stones
        if stone.claim in was or before.reviewed is None
    }
    return found


def _decided(records: Records) -> dict[str, Decision | None]:
    reviewed = records.reviewed
    if reviewed is None:
        return {}
    decisions = {decision.id: decision for decision in reviewed.decisions}
    return {s.claim: decisions.get(s.decision) for s in reviewed.statements}


def _why(claim: str, did: str, decision: Decision | None) -> Why:
    if decision is None:
        return Why(claim=claim, did=did)
    return Why(
        claim=claim,
        did=did,
        decision=decision.id,
        by=decision.by,
        at=decision.at,
        because=decision.because,
    )
