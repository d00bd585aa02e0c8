"""Verdicts that a person has confirmed, as ClaimReview of schema.org in JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from sousveil.model.edition import Edition
from sousveil.model.ids import digest
from sousveil.model.saved import Confirmed
from sousveil.publish.package import LICENCE, PROFILE

FILE = re.compile(r"[0-9a-f]{12}-[1-9][0-9]*\.jsonld")
"""What a file of a verdict is called: the beginning of its check's id, and its number."""

RATINGS = {
    "contradicted": "Contradicted by the AI Global Surveillance Index",
    "outdated": "Outdated: an earlier edition of the AI Global Surveillance Index bears it out",
    "depends": "Depends on how the AI Global Surveillance Index is counted",
    "unverifiable": "Not verifiable by the AI Global Surveillance Index",
    "supported": "Supported by the AI Global Surveillance Index",
}
"""What stands as the rating. It is words alone: a number would say more than a recount can."""


def files(
    confirmed: Iterable[Confirmed], edition: Edition, *, publisher: str, base: str | None = None
) -> dict[str, bytes]:
    """Return a file for each verdict, and a description of them all.

    `publisher` is who publishes the reviews; `base`, the address below which they will stand.
    """
    made = {one.file: _json(review(one, edition, publisher, base)) for one in confirmed}
    return {**made, "datapackage.json": _json(_descriptor(made, edition, publisher), indent=2)}


def review(
    one: Confirmed, edition: Edition, publisher: str, base: str | None = None
) -> dict[str, Any]:
    """Return one verdict as ClaimReview; who confirmed it stands in the project alone."""
    check, claim = one.check, one.check.claims[one.number - 1]
    where = {"@type": "CreativeWork", "name": check.title, "url": _address(check.name)}
    said_in = {name: value for name, value in where.items() if value}
    item: dict[str, Any] = {"@type": "Claim"}
    if len(said_in) > 1:
        item["appearance"] = said_in
    if check.publisher:
        item["author"] = {"@type": "Organization", "name": check.publisher}
    made = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": check.verdict_id(one.number),
        "datePublished": one.decision.at[:10],
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": publisher},
        "claimReviewed": " ".join(claim["sentence"]["quote"].split()),
        "itemReviewed": item,
        "reviewRating": {"@type": "Rating", "alternateName": RATINGS[claim["outcome"]]},
        "reviewBody": claim["reason"],
        "isBasedOn": {
            "@type": "Dataset",
            "name": edition.title,
            "creditText": edition.attribution,
            "license": LICENCE["path"],
        },
    }
    if base is not None:
        made["url"] = f"{base.rstrip('/')}/{one.file.removesuffix('.jsonld')}"
    return made


def _descriptor(made: dict[str, bytes], edition: Edition, publisher: str) -> dict[str, Any]:
    return {
        "$schema": PROFILE,
        "name": f"{edition.name.lower()}-claimreview",
        "title": f"Reviews of claims by {publisher}, on {edition.title}",
        "sources": [{"title": edition.title}],
        "attribution": edition.attribution,
        "resources": [
            {
                "name": name.removesuffix(".jsonld"),
                "path": name,
                "format": "json",
                "mediatype": "application/ld+json",
                "encoding": "utf-8",
                "bytes": len(data),
                "hash": digest(data),
            }
            for name, data in made.items()
        ],
    }


def _address(name: str) -> str | None:
    return name if name.startswith(("http://", "https://")) else None


def _json(plain: dict[str, Any], indent: int = 1) -> bytes:
    """Return JSON that can stand inside a script element: nothing in it ends one."""
    text = json.dumps(plain, ensure_ascii=False, indent=indent)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"{text}\n".encode()
