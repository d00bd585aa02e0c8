"""A claim in plain words, on one line."""

from __future__ import annotations

from typing import Any

from sousveil.codebook.vocabulary import Codebook

VERBS = {
    "supply": ("supplies", "does not supply"),
    "use": ("uses", "does not use"),
    "finance": ("finances a system of", "does not finance a system of"),
    "membership": ("belongs to", "does not belong to"),
    "ownership": ("owns", "does not own"),
}


def in_words(claim: dict[str, Any], codebook: Codebook) -> str:
    """Return what a claim of the claim schema says, with names for ids."""
    kind = claim["type"]
    if kind == "count":
        about = ", ".join(str(claim[k]) for k in ("supplier", "technology", "group") if claim[k])
        of = f" of {claim['denominator']}" if claim["denominator"] is not None else ""
        said = f"{claim['bound']} {claim['value']}{of} {claim['unit']}: {about}"
        return said if claim["polarity"] == "asserted" else f"not {said}"
    one, other = _parties(claim)
    verb = VERBS[kind][claim["polarity"] == "negated"]
    found = f"{name(one, codebook)} {verb} {name(other, codebook)}"
    if claim.get("technologies"):
        found += f" ({', '.join(name(t, codebook) for t in claim['technologies'])})"
    notes = [claim[k] for k in ("modality", "instrument", "share") if claim.get(k)]
    if claim["attribution"]:
        notes.append(f"says {' > '.join(claim['attribution'])}")
    return f"{kind}: {found}; {', '.join(notes)}" if notes else f"{kind}: {found}"


def name(term: str, codebook: Codebook) -> str:
    """Return the plain name of an id; the id itself where nobody has listed it."""
    code = term.removeprefix("country:")
    if code in codebook.countries:
        return codebook.countries[code].name
    for book in (codebook.suppliers, codebook.financiers, codebook.technologies, codebook.groups):
        if term in book:
            return str(book[term].name)
    return term


def _parties(claim: dict[str, Any]) -> tuple[str, str]:
    match claim["type"]:
        case "supply":
            return claim["supplier"], claim["recipient"]
        case "use":
            return claim["user"], claim["technology"]
        case "finance":
            return claim["financier"], claim["recipient"]
        case "membership":
            return claim["country"], claim["organisation"]
        case _:
            return claim["owner"], claim["owned"]
