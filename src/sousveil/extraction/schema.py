"""Claims in the words of the claim schema, for programs outside."""

from __future__ import annotations

from typing import Any

from sousveil.codebook.vocabulary import Codebook
from sousveil.model.claim import Amount, Claim, Count, Measured, Mention, Period, Use
from sousveil.model.codec import to_plain
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row
from sousveil.model.ids import digest


def count_fields(figure: Figure, codebook: Codebook) -> dict[str, str | None]:
    """Return supplier, technology and group of a query; of several, the first."""
    rows = figure.having or figure.any_of
    if not rows and not figure.among:
        rows = (Row(),)
    sources = [r for r in rows if r.supplier or r.origin]
    technologies = [r.technology for r in rows if r.technology]
    supplier = None
    if sources:
        supplier = sources[0].supplier or f"country:{sources[0].origin}"
    group = figure.among[0] if figure.among else None
    return {
        "supplier": supplier,
        "technology": technologies[0] if technologies else ANY_TECHNOLOGY if rows else None,
        "group": (codebook.groups[group].slug or group) if group else None,
    }


def schema_claim(claim: Claim, codebook: Codebook) -> dict[str, Any]:
    """Return a claim of running text as an object of the claim schema."""
    content = claim.content
    found: dict[str, Any] = {"type": content.type}
    match content:
        case Count():
            found |= {
                "unit": content.unit,
                **count_fields(content.figure, codebook),
                "value": plain_number(content.value),
                "bound": content.bound,
                "strict": content.strict,
                "denominator": None
                if content.denominator is None
                else plain_number(content.denominator),
            }
        case _:
            found |= to_plain(content)
    found |= {
        "polarity": claim.polarity,
        "attribution": list(claim.attribution),
        "hedges": list(claim.hedges),
    }
    technologies: list[dict[str, Any]] = []
    for name, mention in claim.mentions:
        if name != "technology":
            found["agency" if name == "agency" else f"{name}_mention"] = _span(mention)
        elif isinstance(content, Use):
            found["technology_mention"] = _span(mention)
        else:
            term = mention.id or found.get("technology")
            technologies.append({**_span(mention), "id": term})
    if technologies:
        found["technology_mentions"] = technologies
    if claim.locality is not None:
        found["place"] = to_plain(claim.locality)
    for name in ("time", "quantity", "amount"):
        noun: Period | Measured | Amount | None = getattr(claim, name)
        if noun is not None:
            plain = {**to_plain(noun), "mention": _span(noun.mention)}
            if "value" in plain:
                plain["value"] = plain_number(plain["value"])
            found[name] = plain
    if claim.marks:
        found["marks"] = list(claim.marks)
    found["evidence"] = {
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "quote": claim.quote,
    }
    return found


def _span(mention: Mention) -> dict[str, Any]:
    return {"start": mention.start, "end": mention.end, "text": mention.text}


def text_digest(content: str) -> str:
    """Return the digest of a text."""
    return digest(content.encode())


def plain_number(value: float) -> int | float:
    """Return whole numbers without a fraction."""
    return int(value) if float(value).is_integer() else value
