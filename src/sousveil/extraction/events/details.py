"""What a sentence tells of an event besides who and whom: when, where, how many, how much."""

from __future__ import annotations

import re

from sousveil.extraction.dates import MONTHS
from sousveil.extraction.events.amounts import APPROX, CURRENCY, NATIONAL, number, sums_in
from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.event import Event
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.sums import code, sums
from sousveil.extraction.events.word import Word
from sousveil.model.claim import Amount, Locality, Measured, Mention, Period

YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
UNITS = (
    ("cameras", ("camera", "cctv", "bodycam", "dashcam", "webcam")),
    ("drones", ("drone", "uav", "quadcopter", "aircraft")),
    ("licences", ("licence", "license")),
    ("sites", ("site", "location", "junction", "checkpoint", "crossing", "station")),
    (
        "other",
        (
            "reader",
            "scanner",
            "kit",
            "gate",
            "terminal",
            "sensor",
            "device",
            "unit",
            "tower",
            "balloon",
            "recorder",
            "tag",
            "system",
            "set",
            "catcher",
            "jammer",
            "probe",
            "van",
        ),
    ),
)


def mention(word: Word, last: Word, text: str) -> Mention:
    """Return the mention of a run of words, of which a reader may have swapped the outer two."""
    start, end = min(word.start, last.start), max(word.end, last.end)
    return Mention(start=start, end=end, text=text[start:end])


def _near(event: Event) -> list[Clause]:
    clause = event.clause
    scene = event.stage.scene
    children = [
        c
        for c in scene.clauses
        if c.parent is clause and c.kind in ("inf", "part", "rel", "resume", "coord")
    ]
    rest = [c for c in scene.clauses if c is not clause and c not in children]
    return [clause, *children, *chain(clause), *rest]


def period(event: Event, text: str) -> Period | None:
    """Return when an event holds, from the nearest clause that tells."""
    words = event.stage.scene.words
    seen: set[int] = set()
    for clause in _near(event):
        if clause.index in seen:
            continue
        seen.add(clause.index)
        for i in range(clause.first, min(clause.stop, len(words))):
            if (found := _date(words, i, text)) is not None:
                return found
    return None


def _date(words: list[Word], i: int, text: str) -> Period | None:
    word = words[i]
    if not YEAR.fullmatch(word.low) or word.tag not in ("#", "N"):
        return None
    if i + 1 < len(words) and (
        words[i + 1].tag == "~"
        or ("technology" in words[i + 1].kinds and words[i + 1].low != "video")
    ):
        return None
    start, first = word.low, i
    if i and words[i - 1].low.strip(".") in MONTHS:
        first = i - 1
        start = f"{word.low}-{MONTHS[words[i - 1].low.strip('.')]:02d}"
        if first and words[first - 1].low.isdigit() and 0 < int(words[first - 1].low) < 32:
            first -= 1
            start += f"-{int(words[first].low):02d}"
    before = words[first - 1].low if first else ""
    if before in ("between", "from") and i + 2 < len(words) and YEAR.fullmatch(words[i + 2].low):
        return Period(
            start=start, end=words[i + 2].low, mention=mention(words[first], words[i + 2], text)
        )
    if before == "since":
        return Period(start=start, mention=mention(words[first], word, text))
    return Period(start=start, end=start, mention=mention(words[first], word, text))


def locality(place: Named, levels: dict[str, str]) -> Locality | None:
    """Return the city or region that a place is named by; None for a country."""
    if place.how == "place":
        return Locality(name=place.text, level=levels.get(place.text, "city"))
    if place.how == "capital" and place.role.partition(".")[0] in (
        "in",
        "at",
        "across",
        "around",
        "to",
        "for",
    ):
        return Locality(name=place.text, level="city")
    return None


def agency(event: Event, text: str) -> Mention | None:
    """Return the body that gets or uses a system."""
    scene, place = event.stage.scene, event.second
    if place.sentence != scene.index or place.group is None or "anaphor" in place.marks:
        return None
    words = scene.words
    group = place.group
    bodies = [
        i
        for i in range(group.first, group.stop)
        if "state_noun" in words[i].kinds and words[i].kinds.keys() != {"state_noun", "place"}
    ]
    if bodies:
        first = min(place.first, bodies[0])
        return mention(words[first], words[max(bodies)], text)
    groups = place.clause.groups
    k = next((n for n, g in enumerate(groups) if g is group), None)
    if k and group.prep in ("in", "of", "across", "at", "from"):
        before = groups[k - 1]
        held = [i for i in range(before.first, before.stop) if "state_noun" in words[i].kinds]
        if held and group.first - before.stop <= 2:
            first = before.first + (words[before.first].tag == "D")
            return mention(words[min(first, held[-1])], words[held[-1]], text)
    return None


def quantity(event: Event, text: str) -> Measured | None:
    """Return how many cameras, drones, licences or sites an event is about."""
    words = event.stage.scene.words
    for clause in _near(event)[:3]:
        for i in range(clause.first, min(clause.stop, len(words))):
            word = words[i]
            if word.tag != "#" or (YEAR.fullmatch(word.low) and "," not in word.text):
                continue
            if i and (words[i - 1].text in "$€£¥₹₦" or words[i - 1].low == "rs"):
                continue
            for j in range(i + 1, min(i + 6, len(words))):
                if words[j].tag in (",", "P", "V", "(", ")", ".", "C", "R", "'"):
                    break
                low = words[j].low
                unit = next((u for u, names in UNITS if any(n in low for n in names)), None)
                if unit is None or (
                    unit == "other" and "technology" not in words[j].kinds and j - i > 2
                ):
                    continue
                value = number(word.text)
                if value is None:
                    break
                before = words[i - 1].low if i else ""
                bound = "approx" if before in APPROX else "exact"
                first = i - 1 if bound == "approx" else i
                two = " ".join(w.low for w in words[max(0, i - 2) : i])
                if two in ("at least", "more than") or before == "over":
                    bound = "min"
                elif two == "up to" or before == "up to" or two in ("fewer than", "less than"):
                    bound = "max"
                return Measured(
                    value=value,
                    unit=unit,
                    bound=bound,
                    mention=mention(words[first], words[j], text),
                )
    return None


def amount(event: Event, text: str, instrument: str) -> Amount | None:
    """Return the sum of money nearest to an event, in the currency of the text."""
    span = event.stage.scene.span
    words = event.stage.scene.words
    anchor = (
        words[event.clause.at].start if event.clause.at >= 0 else words[event.clause.first].start
    )
    found: tuple[int, Amount] | None = None
    language = event.stage.lexicon.language
    printed = (
        sums_in(text, span) if language == "en" else sums(text, span.start, span.end, language)
    )
    for one in printed:
        place = event.keys[-1]
        currency = (
            NATIONAL.get((one.name, place)) or CURRENCY.get(one.name) or code(one.name, place)
        )
        if currency is None:
            continue
        role = (
            {"grant": "grant", "guarantee": "guarantee", "own_budget": "budget"}.get(
                instrument, "loan"
            )
            if event.type == "finance"
            else "contract"
        )
        made = Amount(
            value=round(one.value, 2),
            currency=currency,
            role=role,
            bound=one.bound,
            mention=Mention(start=one.start, end=one.end, text=text[one.start : one.end]),
        )
        gap = abs(one.start - anchor)
        if found is None or gap < found[0]:
            found = (gap, made)
    return found[1] if found else None


LOANS = frozenset(
    ("loan", "loans", "credit", "credits", "credit line", "line of credit", "lines of credit",
     "credit facility", "facility", "mortgage", "debt")
)  # fmt: skip
"""What is to be paid back, of the nouns of money."""


def instrument(event: Event) -> str:
    """Return how money is given."""
    if event.keys[0] == f"country:{event.keys[1]}":
        return "own_budget"
    at = event.stage
    kinds: set[str] = set()
    for clause in _near(event)[:3]:
        for group in [*clause.groups, *(clause.subjects() if clause is event.clause else [])]:
            kinds |= at.kinds(group) if group.stop <= len(at.scene.words) else set()
    lemma = event.clause.verb.lemma
    if lemma in ("guarantee", "insure") or "guarantee_noun" in kinds:
        return "guarantee"
    for name in ("soft_loan", "buyer_credit"):
        if name in kinds:
            return name
    if "lease_noun" in kinds:
        return "lease"
    if (
        "loan_noun" in kinds and any(w.low.removeprefix("the ") in LOANS for w in at.scene.words)
    ) or lemma in ("lend", "loan", "borrow", "advance", "owe", "repay", "pay back"):
        return "loan"
    if "grant_noun" in kinds or lemma in ("donate", "grant", "give", "gift"):
        return "grant"
    return "unspecified"
