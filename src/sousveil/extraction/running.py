"""Running text to all claims that the software proposes of it."""

from __future__ import annotations

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction import figures
from sousveil.extraction.events import claims as events
from sousveil.model.claim import Claim, Count
from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.model.source import Text

READ = ("en", "fr", "es", "pt")
"""Languages whose sentences are read; others are archived, searched, and said to be unread."""

COUNTED = ("en",)
"""Languages whose numbers of countries are read."""


def claims(text: Text, codebook: Codebook, language: str | None = None) -> tuple[Claim, ...]:
    """Return the claims of a text: counts and events, by their place in it.

    `language` is an ISO 639-1 code; None is read as English.
    """
    tongue = (language or "en")[:2].lower()
    found = list(events.claims(text, codebook, tongue)) if tongue in READ else []
    counted = figures.claims(text, codebook) if tongue in COUNTED else ()
    framed = {_value(claim): claim for claim in found if isinstance(claim.content, Count)}
    for claim in counted:
        other = framed.get(_value(claim))
        if other is None:
            found.append(claim)
        elif claim.rule == figures.RULE and not _closer(other, claim):
            found[found.index(other)] = claim
    return tuple(sorted(found, key=lambda c: (c.evidence.start, c.evidence.end)))


def _closer(framed: Claim, claim: Claim) -> bool:
    """Tell whether the frames name a technology where the index's own words name none."""
    return _technology(claim) in (None, ANY_TECHNOLOGY) and _technology(framed) not in (
        None,
        ANY_TECHNOLOGY,
    )


def _technology(claim: Claim) -> str | None:
    assert isinstance(claim.content, Count)
    rows = claim.content.figure.having or claim.content.figure.any_of
    return next((row.technology for row in rows if row.technology), None)


def _value(claim: Claim) -> int:
    """Return where the number of a count stands."""
    return dict(claim.mentions)["value"].start
