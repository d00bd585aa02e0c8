"""A model's entry to a claim, every word of it found in the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from sousveil.extraction.llm_answer import Drop, Proposed, entry
from sousveil.extraction.llm_names import Resolver, share_of
from sousveil.model.claim import (
    Claim,
    Content,
    Finance,
    Membership,
    Mention,
    Ownership,
    Supply,
    Use,
)
from sousveil.model.codec import with_id
from sousveil.model.source import Span

MOST_EVIDENCE = 2000  # characters from the first to the last sentence of one claim
MOST_PLACES = 50  # of one quote that are looked at


class Shown(Struct, frozen=True):
    """A part of a text that a model has seen."""

    text: str
    """Digest of the whole text."""

    content: str
    span: Span
    sentences: tuple[Span, ...]

    def places(self, words: str) -> list[int]:
        """Return where words begin, to the letter, in what was shown."""
        found: list[int] = []
        at = self.content.find(words, self.span.start, self.span.end)
        while at >= 0 and len(found) < MOST_PLACES:
            found.append(at)
            at = self.content.find(words, at + 1, self.span.end)
        return found

    def around(self, start: int, end: int) -> Span:
        """Return the whole sentences that hold a stretch."""
        held = [s for s in self.sentences if s.start < end and start < s.end]
        if not held:
            return Span(start, end)
        return Span(min(start, held[0].start), max(end, held[-1].end))


def claim_of(plain: Any, shown: Shown, resolver: Resolver, rule: str) -> Claim:
    """Return the claim that an entry is; raise `Drop` where the text does not bear it out."""
    said = entry(plain, Proposed)
    evidence = _evidence(said, shown)
    quote = shown.content[evidence.start : evidence.end]
    for word in said.hedges:
        _mention(word, evidence, shown, "hedge-not-found")
    for name in said.attribution:
        if not shown.places(name):
            raise Drop("speaker-not-found", name)
    parts = _Parts(shown, evidence, resolver)
    content = _content(said, parts)
    if said.agency is not None:
        parts.point("agency", said.agency)
    return with_id(
        Claim(
            id="",
            text=shown.text,
            evidence=evidence,
            quote=quote,
            content=content,
            polarity=said.polarity,
            attribution=tuple(said.attribution),
            hedges=tuple(said.hedges),
            mentions=tuple(parts.mentions),
            marks=tuple(sorted(parts.marks)),
            rule=rule,
        )
    )


class _Parts:
    """Finds the arguments of a claim in its evidence."""

    def __init__(self, shown: Shown, evidence: Span, resolver: Resolver) -> None:
        self.shown, self.evidence, self.resolver = shown, evidence, resolver
        self.mentions: list[tuple[str, Mention]] = []
        self.marks: set[str] = set()

    def point(self, role: str, words: str | None, term: str | None = None) -> None:
        """Add the place of an argument; raise `Drop` where its words are not in the evidence."""
        found = _mention(_needed(role, words), self.evidence, self.shown, "name-not-found")
        made = Mention(start=found, end=found + len(words or ""), text=words or "", id=term)
        self.mentions.append((role, made))

    def actor(self, role: str, words: str | None) -> str:
        """Resolve and point at a supplier, financier or owner."""
        id, marks = self.resolver.actor(_needed(role, words))
        self.point(role, words, id)
        self.marks |= set(marks)
        return id

    def country(self, role: str, words: str | None) -> str:
        """Resolve and point at a country."""
        id = self.resolver.country(_needed(role, words))
        self.point(role, words, id)
        return id

    def technologies(self, said: Proposed) -> tuple[str, ...]:
        """Resolve and point at kinds of system."""
        found = []
        for named in said.technologies:
            id = self.resolver.technology(named.id, named.words)
            self.point("technology", named.words, id)
            found.append(id)
        return tuple(dict.fromkeys(found))


def _content(said: Proposed, parts: _Parts) -> Content:
    match said.type:
        case "supply":
            return Supply(
                supplier=parts.actor("supplier", said.actor),
                recipient=parts.country("recipient", said.country),
                technologies=parts.technologies(said),
                modality=said.modality,
            )
        case "use":
            user = parts.country("user", said.country)
            technologies = parts.technologies(said)
            if len(technologies) != 1:
                raise Drop("no-technology", f"{len(technologies)} technologies in one use")
            return Use(user=user, technology=technologies[0], modality=said.modality)
        case "finance":
            return Finance(
                financier=parts.actor("financier", said.actor),
                recipient=parts.country("recipient", said.country),
                instrument=said.instrument or "unspecified",
                technologies=parts.technologies(said),
                modality=said.modality,
            )
        case "membership":
            country = parts.country("country", said.country)
            joined = parts.resolver.organisation(_needed("object", said.object))
            parts.point("organisation", said.object, joined)
            return Membership(country=country, organisation=joined)
        case "ownership":
            owner, owned = parts.actor("owner", said.actor), parts.actor("owned", said.object)
            if owner == owned:
                raise Drop("no-name", said.object)
            if said.share is not None:
                parts.point("share", said.share)
            share = None if said.share is None else share_of(said.share)
            return Ownership(owner=owner, owned=owned, share=share)


def _evidence(said: Proposed, shown: Shown) -> Span:
    """Return the whole sentences around the quotes.

    A quote that stands once is its own place. One that stands several times is taken in the one
    sentence that another quote stands in, or that all the names stand in; else it is dropped.
    """
    places = {quote: shown.places(quote) for quote in said.quotes}
    for quote, found in places.items():
        if not found:
            raise Drop("quote-not-found", quote)
    sure = [
        shown.around(found[0], found[0] + len(quote))
        for quote, found in places.items()
        if len(found) == 1
    ]
    spans = list(sure)
    for quote, found in places.items():
        if len(found) > 1:
            around = {shown.around(at, at + len(quote)) for at in found}
            fitting = {s for s in around if any(_inside(s, other) for other in sure)}
            if not sure:
                names = [w for w in (said.actor, said.country, said.object, *places) if w]
                fitting = {s for s in around if _holds_all(shown.content, s, names)}
            if len(fitting) != 1:
                raise Drop("quote-ambiguous", quote)
            spans.append(fitting.pop())
    evidence = Span(min(s.start for s in spans), max(s.end for s in spans))
    if evidence.end - evidence.start > MOST_EVIDENCE:
        raise Drop("too-wide", said.quotes[0])
    return evidence


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _holds_all(content: str, span: Span, words: Iterable[str]) -> bool:
    return all(word in content[span.start : span.end] for word in words)


def _needed(role: str, words: str | None) -> str:
    if words is None:
        raise Drop("wrong-schema", f"the words for the {role} are missing")
    return words


def _mention(words: str, evidence: Span, shown: Shown, reason: str) -> int:
    """Return where words begin in the evidence, as whole words; raise `Drop` if nowhere."""
    content = shown.content
    at = content.find(words, evidence.start, evidence.end)
    while at >= 0:
        end = at + len(words)
        before, after = content[max(0, at - 1) : at], content[end : end + 1]
        if not (_cased(words[0]) and _cased(before)) and not (_cased(words[-1]) and _cased(after)):
            return at
        at = content.find(words, at + 1, evidence.end)
    raise Drop(reason, words)


def _cased(sign: str) -> bool:
    """Tell letters of scripts with spaces between words, and digits."""
    return bool(sign) and (sign.isdigit() or sign.lower() != sign.upper())
