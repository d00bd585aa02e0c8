"""Running text to all claims that the software proposes of it."""

from __future__ import annotations

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction import figures
from sousveil.extraction.events import claims as events
from sousveil.model.claim import Claim, Count
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
    found: list[Claim] = []
    if tongue in READ:
        found += events.claims(text, codebook, tongue)
    if tongue in COUNTED:
        counted = {_value(claim) for claim in found if isinstance(claim.content, Count)}
        found += [c for c in figures.claims(text, codebook) if _value(c) not in counted]
    return tuple(sorted(found, key=lambda c: (c.evidence.start, c.evidence.end)))


def _value(claim: Claim) -> int:
    """Return where the number of a count stands."""
    return dict(claim.mentions)["value"].start
