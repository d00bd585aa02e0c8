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
            of = f" of {content.denominator:g}" if content.denominator is not None else ""
            query = ", ".join([*map(name, terms), *groups]) or "any AI surveillance"
            return f"{bounded(content)}{of} {content.unit} with {query}"
    raise TypeError(type(content).__name__)


def bounded(count: Count) -> str:
    """Say the number of a count with its bound."""
    words = {"min": "at least ", "max": "at most ", "approx": "about "}
    return f"{words.get(count.bound, '')}{count.value:g}"
