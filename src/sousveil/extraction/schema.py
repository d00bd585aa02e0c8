"""Claims in the words of the claim schema, for programs outside."""

from __future__ import annotations

from typing import Any

from sousveil.codebook.vocabulary import Codebook
from sousveil.model.claim import Claim, Count
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row
from sousveil.model.ids import digest


def count_fields(figure: Figure, codebook: Codebook) -> dict[str, str | None]:
    """Return supplier, technology and group of a query; of several, the first."""
    rows = figure.having or figure.any_of or (Row(),)
    sources = [r for r in rows if r.supplier or r.origin]
    technologies = [r.technology for r in rows if r.technology]
    supplier = None
    if sources:
        supplier = sources[0].supplier or f"country:{sources[0].origin}"
    group = figure.among[0] if figure.among else None
    return {
        "supplier": supplier,
        "technology": technologies[0] if technologies else ANY_TECHNOLOGY,
        "group": (codebook.groups[group].slug or group) if group else None,
    }


def count_claim(claim: Claim, codebook: Codebook) -> dict[str, Any]:
    """Return a count claim as an object of the claim schema."""
    content = claim.content
    assert isinstance(content, Count)
    mentions = dict(claim.mentions)
    found: dict[str, Any] = {
        "type": "count",
        "unit": content.unit,
        **count_fields(content.figure, codebook),
        "value": plain_number(content.value),
        "bound": content.bound,
        "strict": content.strict,
        "denominator": None if content.denominator is None else plain_number(content.denominator),
        "polarity": claim.polarity,
        "attribution": list(claim.attribution),
        "hedges": list(claim.hedges),
    }
    for name, mention in mentions.items():
        span = {"start": mention.start, "end": mention.end, "text": mention.text}
        if name == "technology":
            found["technology_mentions"] = [{**span, "id": found["technology"]}]
        else:
            found[f"{name}_mention"] = span
    found["evidence"] = {
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "quote": claim.quote,
    }
    return found


def text_digest(content: str) -> str:
    """Return the digest of a text."""
    return digest(content.encode())


def plain_number(value: float) -> int | float:
    """Return whole numbers without a fraction."""
    return int(value) if float(value).is_integer() else value
