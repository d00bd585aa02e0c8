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
from sousveil.model.said import joined
from sousveil.model.said import said as phrase

BOUNDS = {"min": "at least {n}", "max": "at most {n}", "approx": "about {n}"}
"""What stands with a number that is a bound."""


def label(term: str, names: Names) -> str:
    """Return the plain name of a country, supplier, technology or group; else the term itself."""
    book = names.codebook
    if term.startswith("country:"):
        return phrase("somebody in {place}", place=label(term.removeprefix("country:"), names))
    for listed in (book.countries, book.suppliers, book.financiers, book.technologies, book.groups):
        if term in listed:
            return str(listed[term].name)
    return term


def said(claim: Claim, names: Names) -> str:
    """Say in a few words what a claim asserts, or denies, and how real it is."""
    told = _asserted(claim.content, names)
    if claim.polarity == "negated":
        told = phrase("denied: {what}", what=told)
    modality = getattr(claim.content, "modality", "deployed")
    return told if modality == "deployed" else phrase("{what} ({how})", what=told, how=modality)


def details(claim: Claim) -> tuple[str, ...]:
    """Say place, time, quantity and amount of a claim, as far as it has them."""
    told: list[str] = []
    if claim.locality is not None:
        told.append(claim.locality.name)
    if claim.time is not None:
        start, end = claim.time.start, claim.time.end
        if end and end != start:
            told.append(phrase("{start} to {end}", start=start, end=end))
        else:
            told.append(start if end else phrase("since {start}", start=start))
    if (much := claim.quantity) is not None:
        told.append(phrase("{n} {unit}", n=_bounded(much.bound, much.value), unit=much.unit))
    if (sum_ := claim.amount) is not None:
        told.append(
            phrase(
                "{role} of {sum} {currency}",
                role=sum_.role,
                sum=_bounded(sum_.bound, sum_.value),
                currency=sum_.currency,
            )
        )
    return tuple(told)


def _asserted(content: Content, names: Names) -> str:

    def name(term: str) -> str:
        return label(term, names)

    match content:
        case Supply():
            parties = {"supplier": name(content.supplier), "place": name(content.recipient)}
            if not content.technologies:
                return phrase("{supplier} supplies {place}", **parties)
            kinds = joined(map(name, content.technologies))
            return phrase("{supplier} supplies {place} ({kinds})", **parties, kinds=kinds)
        case Use():
            return phrase(
                "{place} uses {technology}",
                place=name(content.user),
                technology=name(content.technology),
            )
        case Finance():
            parties = {"financier": name(content.financier), "place": name(content.recipient)}
            if content.instrument == "unspecified":
                return phrase("{financier} pays for {place}", **parties)
            how = content.instrument.replace("_", " ")
            return phrase("{financier} pays for {place} by {how}", **parties, how=how)
        case Membership():
            return phrase(
                "{place} belongs to {group}",
                place=name(content.country),
                group=name(content.organisation),
            )
        case Ownership():
            owner, owned = name(content.owner), name(content.owned)
            if not content.share:
                return phrase("{owner} owns {owned}", owner=owner, owned=owned)
            return phrase(
                "{owner} owns {share} of {owned}", owner=owner, share=content.share, owned=owned
            )
        case Coverage(listed=True):
            return phrase("the index lists {place}", place=name(content.country))
        case Coverage():
            return phrase(
                "the index examined, and does not list, {place}", place=name(content.country)
            )
        case Indicator():
            return phrase(
                "{place}: {measure} is {value}",
                place=name(content.country),
                measure=content.indicator,
                value=content.value,
            )
        case Count():
            return _counted(content, names)
    raise TypeError(type(content).__name__)


def _counted(content: Count, names: Names) -> str:
    rows = [*content.figure.having, *content.figure.any_of]
    terms = [t for r in rows for t in (r.technology, r.supplier, r.origin) if t]
    asked = [label(term, names) for term in terms]
    asked += [phrase("in {group}", group=label(group, names)) for group in content.figure.among]
    told = {
        "number": bounded(content),
        "unit": content.unit,
        "query": joined(asked) if asked else phrase("any AI surveillance"),
    }
    if content.denominator is None:
        return phrase("{number} {unit} with {query}", **told)
    whole = number(content.denominator)
    return phrase("{number} of {whole} {unit} with {query}", **told, whole=whole)


def bounded(count: Count) -> str:
    """Say the number of a count with its bound."""
    return _bounded(count.bound, count.value)


def number(value: float) -> str:
    """Write a number out: 60,000,000, and 73.7."""
    return f"{value:,.15g}"


def _bounded(bound: str, value: float) -> str:
    told = number(value)
    return phrase(BOUNDS[bound], n=told) if bound in BOUNDS else told
