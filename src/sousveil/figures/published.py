"""The named figures of an edition, recounted beside what its publication prints."""

from __future__ import annotations

from msgspec import Struct

from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.compute import compute
from sousveil.model.edition import Edition
from sousveil.model.figure import NamedFigure, PublishedFigure, Rules, Unanswerable

HEADLINES = (
    "countries",
    "examined",
    "facial-recognition",
    "smart-city",
    "smart-policing",
    "social-media-surveillance",
    "china-tech",
    "us-tech",
    "japan-tech",
    "bri",
    "china-tech-bri",
)
"""Figures that come first wherever figures are shown."""


class Recount(Struct, frozen=True, kw_only=True):
    """A named figure on one edition, with the printed number where there is one."""

    named: NamedFigure
    edition: str

    value: int | None
    """None where the edition cannot answer; `reason` says why."""

    countries: tuple[str, ...] = ()
    reason: str | None = None
    published: PublishedFigure | None = None

    agrees: bool | None = None
    """Does the recount bear out the print, its bound included? None where either is missing."""


def recount(
    codebook: Codebook, edition: Edition, rules: Rules | None = None
) -> tuple[Recount, ...]:
    """Recount every named figure of the codebook: the headlines, then the others by id."""
    printed = {p.figure: p for p in codebook.published if p.edition == edition.index}
    others = sorted(codebook.figures.keys() - set(HEADLINES))
    return tuple(
        _recount(codebook.figures[name], edition, printed.get(name), rules)
        for name in (*HEADLINES, *others)
        if name in codebook.figures
    )


def bears_out(value: int, published: PublishedFigure) -> bool | None:
    """Tell whether a recount agrees with a printed number; None for an approximate one."""
    match published.bound:
        case "exact":
            return value == published.value
        case "min":
            return value >= published.value
        case "max":
            return value <= published.value
    return None


def _recount(
    named: NamedFigure, edition: Edition, printed: PublishedFigure | None, rules: Rules | None
) -> Recount:
    value, countries, reason = _value(named, edition, rules)
    return Recount(
        named=named,
        edition=edition.name,
        value=value,
        countries=countries,
        reason=reason,
        published=printed,
        agrees=None if printed is None or value is None else bears_out(value, printed),
    )


def _value(
    named: NamedFigure, edition: Edition, rules: Rules | None
) -> tuple[int | None, tuple[str, ...], str | None]:
    if named.examined:
        if edition.examined is None:
            return None, (), f"The files of {edition.name} do not name the countries examined."
        return len(edition.examined), edition.examined, None
    computed = compute(named.figure, edition, rules)
    if isinstance(computed, Unanswerable):
        return None, (), computed.reason
    return computed.value, computed.countries, None
