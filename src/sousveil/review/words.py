"""What a claim says, in a few words."""

from __future__ import annotations

from sousveil.codebook.names import Names
from sousveil.model.claim import (
    Claim,
    Content,
    Count,
    Coverage,
    Finance,
    Indicator,
    Membership,
    Ownership,
    Supply,
    Use,
)


def label(term: str, names: Names) -> str:
    """Return the plain name of a country, supplier, technology or group; else the term itself."""
    book = names.codebook
    if term.startswith("country:"):
        return f"somebody in {label(term.removeprefix('country:'), names)}"
    for listed in (book.countries, book.suppliers, book.financiers, book.technologies, book.groups):
        if term in listed:
            return str(listed[term].name)
    return term


def said(claim: Claim, names: Names) -> str:
    """Say in a few words what a claim asserts, or denies, and how real it is."""
    denied = "denied: " if claim.polarity == "negated" else ""
    modality = getattr(claim.content, "modality", "deployed")
    real = "" if modality == "deployed" else f" ({modality})"
    return f"{denied}{_asserted(claim.content, names)}{real}"


def details(claim: Claim) -> tuple[str, ...]:
    """Say place, time, quantity and amount of a claim, as far as it has them."""
    told = []
    if claim.locality is not None:
        told.append(claim.locality.name)
    if claim.time is not None:
        start, end = claim.time.start, claim.time.end
        told.append(start if end == start else f"{start} to {end}" if end else f"since {start}")
    if (much := claim.quantity) is not None:
        told.append(f"{_bounded(much.bound, much.value)} {much.unit}")
    if (sum_ := claim.amount) is not None:
        told.append(f"{sum_.role} of {_bounded(sum_.bound, sum_.value)} {sum_.currency}")
    return tuple(told)


def _asserted(content: Content, names: Names) -> str:

    def name(term: str) -> str:
        return label(term, names)

    match content:
        case Supply():
            kinds = ", ".join(map(name, content.technologies))
            what = f" ({kinds})" if kinds else ""
            return f"{name(content.supplier)} supplies {name(content.recipient)}{what}"
        case Use():
            return f"{name(content.user)} uses {name(content.technology)}"
        case Finance():
            how = "" if content.instrument == "unspecified" else f" by {content.instrument}"
            return f"{name(content.financier)} pays for {name(content.recipient)}{how}"
        case Membership():
            return f"{name(content.country)} belongs to {name(content.organisation)}"
        case Ownership():
            part = f" {content.share} of" if content.share else ""
            return f"{name(content.owner)} owns{part} {name(content.owned)}"
        case Coverage():
            listed = "lists" if content.listed else "examined, and does not list,"
            return f"the index {listed} {name(content.country)}"
        case Indicator():
            return f"{name(content.country)}: {content.indicator} is {content.value}"
        case Count():
            rows = [*content.figure.having, *content.figure.any_of]
            terms = [t for r in rows for t in (r.technology, r.supplier, r.origin) if t]
            groups = [f"in {name(group)}" for group in content.figure.among]
            of = f" of {number(content.denominator)}" if content.denominator is not None else ""
            query = ", ".join([*map(name, terms), *groups]) or "any AI surveillance"
            return f"{bounded(content)}{of} {content.unit} with {query}"
    raise TypeError(type(content).__name__)


def bounded(count: Count) -> str:
    """Say the number of a count with its bound."""
    return _bounded(count.bound, count.value)


def number(value: float) -> str:
    """Write a number out: 60,000,000, and 73.7."""
    return f"{value:,.15g}"


def _bounded(bound: str, value: float) -> str:
    words = {"min": "at least ", "max": "at most ", "approx": "about "}
    return f"{words.get(bound, '')}{number(value)}"
