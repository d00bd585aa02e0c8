"""What accepted claims say of one thing together: its status, what denies it, what is disputed."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from sousveil.model.claim import Claim, Content, Finance, Supply, Use
from sousveil.model.edition import Entry
from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.model.time import PARTIAL, first_day, last_day

ORDER = ("deployed", "contracted", "trial", "planned")
"""Statuses by strength: what several claims say of one thing is the first of them."""

DEPTH = {"planned": 0, "contracted": 1, "trial": 1, "deployed": 2, "ended": 2}
"""How much has been done. Who denies a lesser thing denies what goes further, too."""

Days = tuple[str, str]
"""The first and the last day that something may have held, YYYY-MM-DD."""


class Weighed(Struct, frozen=True, kw_only=True):
    """The answer; every claim given stands in exactly one of the three lists."""

    status: str
    disputed: bool
    claims: tuple[Claim, ...]
    """Those that say the status."""

    against: tuple[Claim, ...]
    """Denials, and endings of what has not ended for sure."""

    beside: tuple[Claim, ...]
    """Those that say another status, or what an ending has overtaken."""


def modality(content: Content) -> str:
    """Return how real a claim says a system is; `deployed` for what has no modality."""
    return str(getattr(content, "modality", "deployed"))


def weigh(claims: Iterable[Claim], others: Iterable[Claim], printed: str | None = None) -> Weighed:
    """Weigh claims about one thing, and `others` about more than it that deny or end it.

    `printed` is the day of a table that says the thing, too. A claim without a date is neither
    earlier nor later than any other; so an ending without a date leaves a dispute. Raises
    `ValueError` where nothing is said but that something has not ended, see `says_something`.
    """
    own = sorted(claims, key=lambda claim: claim.id)
    wide = sorted((c for c in others if c not in own), key=lambda claim: claim.id)
    said = [c for c in own if c.polarity == "asserted" and modality(c.content) != "ended"]
    ends = [c for c in (*own, *wide) if c.polarity == "asserted" and c not in said]
    ends = [c for c in ends if modality(c.content) == "ended"]
    denials = [c for c in (*own, *wide) if c.polarity == "negated"]
    going_on = [c for c in denials if modality(c.content) == "ended"]
    denials = [c for c in denials if c not in going_on]
    live = [c for c in said if not any(_after(e, days_of(c)) for e in ends)]
    table = None if printed is None else (printed, printed)
    is_printed = table is not None and not any(_after(e, table) for e in ends)
    past = [c for c in said if c not in live]
    if not live and not is_printed:
        return _gone(ends, denials, [*past, *going_on], has_table=table is not None)
    status = "deployed" if is_printed else _strongest(live)
    top = [c for c in live if modality(c.content) == status]
    times = [days_of(c) for c in top] + ([table] if is_printed else [])
    doubted = [e for e in ends if not _overtaken(e, times)]
    hit = [
        d
        for d in denials
        if (modality(d.content) == status or DEPTH[modality(d.content)] < DEPTH[status])
        and not _overtaken(d, times)
    ]
    overtaken = [e for e in ends if e not in doubted]
    rest = [c for c in live if c not in top]
    return Weighed(
        status=status,
        disputed=bool(doubted or hit),
        claims=tuple(top),
        against=_by_id([*denials, *doubted]),
        beside=_by_id([*rest, *past, *going_on, *overtaken]),
    )


def says_something(claim: Claim) -> bool:
    """Tell whether a claim says more than that something has not ended."""
    return claim.polarity == "asserted" or modality(claim.content) != "ended"


def concerns(claim: Claim, content: Content, entry: Entry) -> bool:
    """Tell whether a denial or an ending speaks of an entry, be it of more than the entry alone.

    Who denies a supply denies each of its technologies; a country that denies a use denies it
    whoever supplied. Who denies one technology or one supplier says nothing of the others.
    """
    match content:
        case Use(user=country, technology=technology):
            if country != entry.country or entry.kind == "finance":
                return False
            return technology in (ANY_TECHNOLOGY, entry.technology)
        case Supply(supplier=party, recipient=country, technologies=technologies):
            fits = entry.kind in ("supply", "supplier", "origin") and country == entry.country
            return fits and _same_party(party, entry) and _covers(technologies, entry)
        case Finance(financier=party, recipient=country, technologies=technologies):
            fits = entry.kind == "finance" and country == entry.country
            return fits and party == entry.financier and _covers(technologies, entry)
    return False


def days_of(claim: Claim) -> Days | None:
    """Return the days between which a claim says that something held; None without a date."""
    if claim.time is None or not PARTIAL.fullmatch(claim.time.start):
        return None
    end = claim.time.end if claim.time.end and PARTIAL.fullmatch(claim.time.end) else None
    return first_day(claim.time.start), last_day(end or claim.time.start)


def later(one: Days | None, other: Days | None) -> bool:
    """Tell whether the first is later for sure."""
    return one is not None and other is not None and one[0] > other[1]


def _gone(
    ends: list[Claim], denials: list[Claim], beside: list[Claim], *, has_table: bool
) -> Weighed:
    if ends or has_table:
        return Weighed(
            status="ended",
            disputed=bool(denials),
            claims=tuple(ends),
            against=_by_id(denials),
            beside=_by_id(beside),
        )
    if denials:
        return Weighed(
            status="denied",
            disputed=False,
            claims=tuple(denials),
            against=(),
            beside=_by_id(beside),
        )
    raise ValueError("nothing says that there is anything")


def _strongest(claims: list[Claim]) -> str:
    found = {modality(claim.content) for claim in claims}
    return next(status for status in ORDER if status in found)


def _after(claim: Claim, days: Days | None) -> bool:
    return later(days_of(claim), days)


def _overtaken(claim: Claim, times: list[Days | None]) -> bool:
    """Tell whether something is said to hold later than this claim."""
    return any(later(days, days_of(claim)) for days in times)


def _same_party(party: str, entry: Entry) -> bool:
    if party.startswith("country:"):
        return entry.origin == party.removeprefix("country:")
    return party == entry.supplier


def _covers(technologies: tuple[str, ...], entry: Entry) -> bool:
    return not technologies or bool({ANY_TECHNOLOGY, entry.technology} & set(technologies))


def _by_id(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: claim.id))
