"""Parts of a sentence that say who is in the index and since when, beside another claim.

", absent from the first edition," and ", the only Nordic country in the index," are claims of
their own. Their words would change the claim that they stand beside, if they were read with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.items import items
from sousveil.model.query import Moved
from sousveil.model.question import Question

EDITION = frozenset({"edition_first", "edition_last"})
THERE = EDITION | {"listed", "index"}
STANDING = frozenset({"lack", "gone", "new", "still"})
"""What a word does that says of when something was there, and when not."""
SINCE = frozenset(
    "since until till known prominent present now today currently already first only day not"
    " unlisted unnamed unmentioned overlooked ignored omitted".split()
)
CLAIMING = frozenset({"use", "buy", "supply", "operate", "new", "gone", "found", "listed"})
NAMES = frozenset({"supplier", "technology", "group", "demonym", "number", "share", "whole"})
DESCRIBING = frozenset({"country_noun", "customers", "idle", "belong", "reported", *THERE})
CUTS = frozenset({",", ";", "(", ")", "–", "—", "-"})
VERBS = frozenset({"be", "buy", "use", "supply", "operate"})
JOINING = frozenset({"and", "but", "yet"})
LEADING = JOINING | {"as", "being"}
THE_ONLY = ("the only", "the sole", "the one", "the lone", "the single", "as the only", "only")


def beside_membership(s: Sentence, codebook: Codebook, found: Sequence[Question]) -> str:
    """Return the words on who is in the index that a claim beside them has taken for its own."""
    parts = [part for part in _parts(items(s, codebook)) if part]
    if len(parts) == 1:
        return ""
    one = len(found) == 1 and not isinstance(found[0].query, Moved)
    for place, part in enumerate(parts):
        rest = [item for other in parts if other is not part for item in other]
        if _only_one(part, rest, place) or (one and _stands(part, rest)):
            return " ".join(t.low for t in s.tokens[part[0].first : part[-1].stop])
    return ""


def _parts(every: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield what stands between signs, and what "and is" and ", which" begin."""
    part: list[Item] = []
    for i, item in enumerate(every):
        joins = item.low in JOINING and i + 1 < len(every) and every[i + 1].roles & VERBS
        if item.low in CUTS or joins:
            yield part
            part = [item] if joins else []
        elif item.kind != "sign":
            part.append(item)
    yield part


def _only_one(part: Sequence[Item], rest: Sequence[Item], place: int) -> bool:
    """Tell "the only Nordic country in the index" beside a claim: it says more than "only"."""
    named = part[0].place and len(part) > 1 and "be" in part[1].roles
    said = part[2:] if named else part
    while said and (said[0].low in LEADING or "be" in said[0].roles):
        said = said[1:]
    if len(said) > 2 and said[0].kind == "group" and said[1].low == "'s":
        said = said[2:]
    if not said or said[0].kind == "number" or "only" not in said[0].roles:
        return False
    if not said[0].low.startswith(THE_ONLY):
        return False
    if any(item.place for item in said if item.kind != "demonym") and place:
        return False
    of_countries = [i for i in said[1:5] if i.kind == "group" or "country_noun" in i.roles]
    others = [i for i in said[1:] if i.kind != "group" and not (i.roles and i.roles <= DESCRIBING)]
    there = any(i.roles & THERE for i in said)
    if place == 0 and not there:
        return False
    bare = all("be" in i.roles or i.place for i in others)
    lacking = not named and any("lack" in i.roles for i in others)
    claimed = any(i.roles & CLAIMING for i in rest)
    return bool(of_countries) and claimed and (bare or lacking)


def _stands(part: Sequence[Item], rest: Sequence[Item]) -> bool:
    """Tell "listed since 2022" and "and is still in the index", where nothing else is said."""
    if part[0].place and len(part) > 2 and "be" in part[1].roles and _goes_on(rest):
        part = part[2:]
    if "be" in part[0].roles or any(i.place or i.kind in NAMES for i in part):
        return False
    edition = frozenset({"first"})
    words = [
        (i, bool(SINCE.intersection(i.low.split()) - (edition if i.roles & EDITION else set())))
        for i in part
    ]
    if any(i.kind == "unknown" and not since for i, since in words):
        return False
    told = any(i.roles & STANDING or since for i, since in words)
    there = any(i.roles & THERE for i in part)
    there = there and not any(i.roles & {"use", "supply"} and not since for i, since in words)
    return told and there and any(i.roles & (CLAIMING | EDITION) or i.kind in NAMES for i in rest)


def _goes_on(rest: Sequence[Item]) -> bool:
    """Tell "and used it in 2019", which goes on about the same country."""
    return bool(rest) and rest[0].low in JOINING and not any(item.place for item in rest)
