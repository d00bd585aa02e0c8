"""How the index is counted, what it cannot say, and how places and borders are named."""

from __future__ import annotations

from msgspec import Struct

from sousveil.figures.published import Recount
from sousveil.figures.words import RULE_WORDS
from sousveil.model.figure import RULES
from sousveil.publish.package import LICENCE
from sousveil.publish.report.content import MEANS, SIGNS
from sousveil.web.library import Library
from sousveil.web.page import Asked, Page, Route

AREAS = (
    "Crimea",
    "Western Sahara",
    "Kashmir",
    "the Golan Heights",
    "Somaliland",
    "Northern Cyprus",
)
"""Areas whose control is contested; a map never gives them the colour of who controls them."""

OWN = {"TWN": "Taiwan", "HKG": "Hong Kong", "PSE": "Palestine", "XKX": "Kosovo"}
"""Places that stand for themselves, with the name that pages use."""


class Discrepancy(Struct, frozen=True, kw_only=True):
    """A number that a publication prints and its own table does not give."""

    edition: str
    one: Recount
    also: str
    """What else the same number is printed for; empty where nothing."""


def method(library: Library, asked: Asked) -> Page:
    """Say how figures are made, and where they end."""
    book = library.codebook
    found = [
        Discrepancy(
            edition=name,
            one=one,
            also=book.figures[one.published.disputed_by].label
            if one.published and one.published.disputed_by
            else "",
        )
        for name, held in library.held.items()
        for one in held.figures.values()
        if one.agrees is False
    ]
    return Page(
        template="method.html",
        title="Method, limits and borders",
        about="How the index is counted, what it cannot say, and how places and borders are named.",
        section="method",
        shown={
            "discrepancies": found,
            "rules": {
                name: [RULE_WORDS[name, value] for value in values]
                for name, values in RULES.items()
            },
            "means": MEANS,
            "signs": SIGNS,
            "licence": LICENCE,
            "areas": AREAS,
            "own": OWN,
        },
    )


ROUTES = (Route(address="method/", make=method, each=lambda library: ({},)),)
