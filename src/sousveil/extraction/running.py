"""Running text to all claims that the software proposes of it."""

from __future__ import annotations

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.events import claims as events
from sousveil.extraction.screen import sift
from sousveil.extraction.sentences import sentences
from sousveil.model.claim import Claim
from sousveil.model.source import Text

READ = ("en", "fr", "es", "pt")
"""Languages whose sentences are read; others are archived, searched, and said to be unread."""


def claims(text: Text, codebook: Codebook, language: str | None = None) -> tuple[Claim, ...]:
    """Return the claims of a text: counts and events, by their place in it.

    `language` is an ISO 639-1 code; None is read as English. The reader of numbers in
    `extraction/reader.py` asks what an edition can answer, and is for `check`.
    """
    tongue = (language or "en")[:2].lower()
    if tongue not in READ:
        return ()
    sifted = sift(text.content, sentences(text.content))
    return events.claims(text, codebook, tongue, sifted)
