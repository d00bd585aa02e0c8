"""Running text to all claims that the software proposes of it."""

from __future__ import annotations

from dataclasses import replace

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction import figures
from sousveil.extraction.events import claims as events
from sousveil.extraction.events.find import stance_at, told_of
from sousveil.extraction.events.lexicon import Lexicon
from sousveil.extraction.events.told import Told
from sousveil.extraction.screen import sift
from sousveil.extraction.sentences import sentences
from sousveil.model.claim import Claim, Count
from sousveil.model.codec import with_id
from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.model.source import Text

READ = ("en", "fr", "es", "pt")
"""Languages whose sentences are read; others are archived, searched, and said to be unread."""

UNITS = frozenset({"countries", "states", "nations", "governments"})

COUNTED = ("en",)
"""Languages whose numbers of countries are read."""


def claims(text: Text, codebook: Codebook, language: str | None = None) -> tuple[Claim, ...]:
    """Return the claims of a text: counts and events, by their place in it.

    `language` is an ISO 639-1 code; None is read as English.
    """
    tongue = (language or "en")[:2].lower()
    sifted = sift(text.content, sentences(text.content))
    found = list(events.claims(text, codebook, tongue, sifted)) if tongue in READ else []
    lexicon = events.lexicon_of(codebook, "en")
    counted = figures.claims(text, codebook, sifted) if tongue in COUNTED else ()
    quoted: dict[str, Told] = {}
    framed = {_value(claim): claim for claim in found if isinstance(claim.content, Count)}
    for claim in counted:
        other = framed.get(_value(claim))
        if other is None:
            if _says_what(claim) and (stance := _stance(claim, quoted, lexicon)) != "untold":
                found.append(_with(claim, stance))
        elif claim.rule == figures.RULE and not _closer(other, claim):
            found[found.index(other)] = _with(claim, other.polarity)
    return tuple(sorted(found, key=lambda c: (c.evidence.start, c.evidence.end)))


def _stance(claim: Claim, quoted: dict[str, Told], lexicon: Lexicon) -> str:
    """Return the stance of a count; its sentence is read once for all its numbers."""
    if claim.quote not in quoted:
        quoted[claim.quote] = told_of(claim.quote, lexicon)
    return stance_at(quoted[claim.quote], _value(claim) - claim.evidence.start)


def _with(claim: Claim, polarity: str) -> Claim:
    same = claim.polarity == polarity
    return claim if same else with_id(replace(claim, polarity=polarity))


def _says_what(claim: Claim) -> bool:
    """Tell a number that counts what the index counts, from one of cameras, millions or years.

    It has to name a technology. A supplier is enough where every word of the sentence was read and
    the number stands before its unit: "Huawei sells to 50 countries".
    """
    if any(name == "technology" for name, _ in claim.mentions):
        return True
    if _technology(claim) not in (None, ANY_TECHNOLOGY):
        return True
    assert isinstance(claim.content, Count)
    sold = any(row.supplier or row.origin for row in claim.content.figure.having)
    value = dict(claim.mentions)["value"]
    after = claim.quote[value.end - claim.evidence.start :].split(maxsplit=2)[:2]
    counted = any(word.strip(",.;:").casefold() in UNITS for word in after)
    return claim.rule == figures.RULE and sold and counted


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
