"""Whom a document retells, by what it says itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sousveil.edition.voices import Heard, Mention, Voice, Voices
from sousveil.edition.witness import Witness

LEAD = 4  # sentences at the head of a text; whom they name, the document retells
SHARE = 5  # or who is named in one sentence of so many, and at least twice


def retold(doc: Witness, said: Heard, voices: Voices) -> tuple[Voice, Mention | None] | None:
    """Return the origin that a document retells, and where it names it first; None for none.

    Who publishes itself is its own. Of several it is the one named most, and first.
    """
    speaker = speaker_of(doc, voices)
    if speaker is not None and not speaker.passes_on:
        return speaker, None
    main = _main(said, [m for m in said.mentions if m.is_origin])
    return None if main is None else (main.voice, main)


def passed_on(
    doc: Witness, said: Heard, voices: Voices
) -> tuple[int, Voice, Mention | None] | None:
    """Return the newspaper or agency that a document has it from, and how surely (0 is best).

    0 is named in the text, 1 in a dateline or credit, 2 is the document's own publisher.
    """
    media = [m for m in said.mentions if m.voice.passes_on and not m.link]
    if said.own is None and (main := _main(said, media)) is not None:
        return 0, main.voice, main
    if said.credits:
        return 1, said.credits[0].voice, said.credits[0]
    speaker = speaker_of(doc, voices)
    return None if speaker is None or not speaker.passes_on else (2, speaker, None)


def speaker_of(doc: Witness, voices: Voices) -> Voice | None:
    """Return who speaks, if the codebook knows."""
    if doc.source in voices.by_source:
        return voices.by_source[doc.source]
    return voices.called(doc.publisher) if doc.publisher else None


def _main(said: Heard, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention that stands for what a document retells: in its lead, or often."""
    told: dict[str, set[int]] = {}
    first: dict[str, Mention] = {}
    for mention in mentions:
        told.setdefault(mention.voice.key, set()).add(mention.sentence)
        first.setdefault(mention.voice.key, mention)
    for sentence, start in said.taken_up:
        place = bisect_right(mentions, start, key=lambda mention: mention.start)
        if place and mentions[place - 1].sentence != sentence:
            told[mentions[place - 1].voice.key].add(sentence)
    head = LEAD if said.own is None or said.own >= LEAD else 0
    unnamed = said.unnamed is not None and said.unnamed < head

    def is_retold(key: str) -> bool:
        number = len(told[key])
        often = number >= 2 and number * SHARE >= said.sentences
        return often or first[key].sentence < head or (unnamed and number >= 2)

    fit = [key for key in told if is_retold(key)]
    if not fit:
        return None
    return first[min(fit, key=lambda key: (-len(told[key]), first[key].start))]
