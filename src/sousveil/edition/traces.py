"""What two texts may have in common by more than chance: quotations, numbers with units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sousveil.codebook.vocabulary import Codebook
from sousveil.model.claim import Claim, Count
from sousveil.model.codec import to_plain
from sousveil.model.ids import canonical
from sousveil.model.source import Span
from sousveil.model.words import Word, words

QUOTED = 8  # words of a quotation that are no chance
CROWD = 32  # documents with one trace that are compared; those after them find one of these
SMALLEST = 11  # a smaller number is in every text
ORDINARY = frozenset({12, 15, 24, 25})  # dozens and quarters
REACH = 3  # words from a number to its unit
SURROUND = 200  # code points around a quotation in which "told reporters" counts

QUOTATION = re.compile(r"[\"“„«‟]([^\"“”„«»‟\n]{24,4000})[\"”»“]")
NUMBER = re.compile(
    r"(?<![\w.,])(?P<money>[$€£¥]\s?)?(?P<value>\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,9})(?P<more>\.\d{1,9})?"
    r"(?![\d,.]*\d)(?:\s(?P<scale>million|billion|trillion|thousand)\b)?"
    r"(?:\s(?:out\sof|of)\s(?:the\s)?(?P<of>\d{1,6})(?![\d%.,]*\d))?"
)
TERM = re.compile(r"[ \t]+([^\W\d_][\w.'’-]*)")
PART = re.compile(r"\s+of\s+(?:which|whom|them|these|those)\b", re.IGNORECASE)


class Shared(Struct, frozen=True):
    """Words that stand in two documents."""

    one: int
    other: int
    """Places of the documents in the list."""

    spans: tuple[Span, Span]
    count: int
    """Words."""


Pair = tuple[float, str]
"""A number and its unit."""


def quotations(content: str) -> tuple[Span, ...]:
    """Return what stands between marks of quotation and may have eight words."""
    return tuple(Span(*match.span(1)) for match in QUOTATION.finditer(content))


def shared_quotations(contents: Sequence[str]) -> Iterator[Shared]:
    """Yield the longest stretch of words that one text quotes and another one has, for each two.

    Marks, dashes, case and accents do not count. Of a stretch that very many have, the first 32
    are compared with all.
    """
    index: dict[str, list[tuple[int, int, int]]] = {}
    spans: list[list[Span]] = []
    for doc, content in enumerate(contents):
        mine: list[Span] = []
        spans.append(mine)
        for quotation in quotations(content):
            found = list(words(content, quotation.start, quotation.end))
            start = len(mine)
            mine += [Span(word.start, word.end) for word in found]
            for at in range(len(found) - QUOTED + 1):
                places = index.setdefault(_run(found[at : at + QUOTED]), [])
                if len(places) < CROWD and (not places or places[-1][0] != doc):
                    places.append((doc, start + at, len(mine)))
    best: dict[tuple[int, int], Shared] = {}
    for doc, content in enumerate(contents):
        if index:
            for shared in _met(doc, content, index, spans):
                key = (shared.one, shared.other)
                if key not in best or best[key].count < shared.count:
                    best[key] = shared
    yield from (best[key] for key in sorted(best))


def _met(
    doc: int,
    content: str,
    index: dict[str, list[tuple[int, int, int]]],
    spans: list[list[Span]],
) -> Iterator[Shared]:
    """Yield the stretches of a text that others quote."""
    found = list(words(content))
    running: dict[int, tuple[int, int, int, int]] = {}
    for at in range(len(found) - QUOTED + 1):
        here: dict[int, tuple[int, int, int, int]] = {}
        for other, place, _ in index.get(_run(found[at : at + QUOTED]), ()):
            if other == doc:
                continue
            before = running.get(other)
            if before is not None and before[2] == place - 1 and before[3] == at - 1:
                here[other] = (before[0], before[1], place, at)
            else:
                here[other] = (place, at, place, at)
        for other, run in running.items():
            if here.get(other, (None, None))[:2] != run[:2]:
                yield _stretch(doc, other, run, found, spans)
        running = here
    for other, run in running.items():
        yield _stretch(doc, other, run, found, spans)


def _stretch(
    doc: int, other: int, run: tuple[int, int, int, int], found: list[Word], spans: list[list[Span]]
) -> Shared:
    place, at, last_place, last = run
    theirs = spans[other]
    quoted = Span(theirs[place].start, theirs[last_place + QUOTED - 1].end)
    here = Span(found[at].start, found[last + QUOTED - 1].end)
    count = last - at + QUOTED
    if other < doc:
        return Shared(other, doc, (quoted, here), count)
    return Shared(doc, other, (here, quoted), count)


def is_public(content: str, span: Span, public: re.Pattern[str]) -> bool:
    """Whether a quotation was said before many ears, or handed to everybody who asked."""
    around = content[max(0, span.start - SURROUND) : span.end + SURROUND]
    return public.search(around) is not None


def numbers(content: str, claims: Iterable[Claim], codebook: Codebook) -> dict[Pair, Span]:
    """Return the unusual numbers with units, and where each stands first.

    Not taken: numbers below 11, round ones, years, dates and times, shares in percent, and
    numbers without a unit.
    """
    uncounted = frozenset(codebook.reporting.get("uncounted", ()))
    units = _units(codebook)
    found: dict[Pair, Span] = {}
    for match in NUMBER.finditer(content):
        value = float(match["value"].replace(",", "") + (match["more"] or ""))
        if match["of"] is not None:
            if _is_unusual(value):
                found.setdefault((value, f"of {match['of']}"), Span(*match.span()))
            value, end = float(match["of"]), match.end()
        else:
            end = match.end()
        if not match["scale"] and not _is_unusual(value):
            continue
        if match["money"] or match["scale"]:
            unit: str | None = f"{(match['money'] or '').strip()} {match['scale'] or ''}".strip()
        elif "," not in match["value"] and _is_year(value):
            continue
        else:
            unit, end = _unit(content, end, units, uncounted)
        if unit:
            found.setdefault((value, unit), Span(match.start(), end))
    for claim in claims:
        if isinstance(claim.content, Count) and _is_unusual(claim.content.value):
            pair = (float(claim.content.value), claim.content.unit)
            value_at = next((m for name, m in claim.mentions if name == "value"), claim.evidence)
            found.setdefault(pair, Span(value_at.start, value_at.end))
    return found


def shared_numbers(held: Sequence[dict[Pair, Span]]) -> Iterator[tuple[int, int, tuple[Pair, ...]]]:
    """Yield two documents and the numbers that both have; each with one of the first 32."""
    index: dict[Pair, list[int]] = {}
    for doc, mine in enumerate(held):
        common: dict[int, list[Pair]] = {}
        for pair in sorted(mine):
            places = index.setdefault(pair, [])
            for other in places:
                common.setdefault(other, []).append(pair)
            if len(places) < CROWD:
                places.append(doc)
        for other in sorted(common):
            yield other, doc, tuple(common[other])


def counts(claims: Iterable[Claim]) -> str:
    """Return the full set of count claims in one form; empty with fewer than two unusual ones."""
    found = {
        canonical([to_plain(c.content.figure), c.content.unit, c.content.value]).decode()
        for c in claims
        if isinstance(c.content, Count)
    }
    unusual = {
        c.content.value
        for c in claims
        if isinstance(c.content, Count) and _is_unusual(c.content.value)
    }
    return "\n".join(sorted(found)) if len(unusual) > 1 else ""


def _run(found: Sequence[Word]) -> str:
    return " ".join(word.folded for word in found)


def _unit(
    content: str, at: int, units: dict[str, str], uncounted: frozenset[str]
) -> tuple[str | None, int]:
    if part := PART.match(content, at):
        return "of which", part.end()
    first, end = None, at
    for _ in range(REACH):
        match = TERM.match(content, at)
        if match is None:
            break
        term = match[1].rstrip(".'’")
        word, at = term.lower(), match.start(1) + len(term)
        if first is None and (word in uncounted or word.startswith("percent")):
            return None, at
        if word in units:
            return units[word], at
        if first is None:
            first, end = word, at
    return (first, end) if first and len(first) > 2 else (None, end)


def _units(codebook: Codebook) -> dict[str, str]:
    return {
        word: kind.removeprefix("unit_")
        for kind in ("unit_countries", "unit_cities", "unit_companies", "unit_contracts")
        for word in codebook.wording.get(kind, ())
    }


def _is_unusual(value: float) -> bool:
    if value != int(value):
        return True
    if value < SMALLEST or value in ORDINARY:
        return False
    return bool(value % 10) if value < 1000 else bool(value % 100)


def _is_year(value: float) -> bool:
    return 1900 <= value <= 2100
