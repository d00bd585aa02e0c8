"""Names of peoples and of groups as the countries that they stand for: "the Swedes"."""

from __future__ import annotations

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace


def made_countries(found: list[Item], codebook: Codebook) -> list[Item]:
    """Return the items with peoples and groups as the countries that they stand for."""
    kinds = {item.kind for item in found}
    if any("kin" in item.roles for item in found):
        found = _without_kin(found, codebook)
    if "demonym" in kinds:
        found = _peoples(_translated(found))
    if "group" in kinds:
        found = _sized(found, codebook)
        found = _meant_whole(_spelt_out(found, codebook), codebook)
    return found


def _translated(found: list[Item]) -> list[Item]:
    """Leave "The Chinese edition" unread, which is no index of Chinese technology."""
    return [
        replace(item, kind="unknown", roles=frozenset())
        if item.kind == "demonym" and after is not None and after.low in EDITIONS
        else item
        for item, after in zip(found, [*found[1:], None], strict=True)
    ]


EDITIONS = frozenset({"edition", "editions", "version", "translation", "index"})
QUANTIFYING = frozenset(
    {"every", "none", "notall", "only", "mostly", "few", "some", "lack", "both"}
)
NUMBERS = frozenset({"number", "share", "whole"})


def _meant_whole(found: list[Item], codebook: Codebook) -> list[Item]:
    """Read "the Baltic states use it" as "all the Baltic states use it"."""
    if len(found) < LEAST or found[0].low != "the" or not _members(found[1], codebook):
        return found
    if any(i.roles & (QUANTIFYING | COMPARING) - {"both"} or i.kind in NUMBERS for i in found):
        return found
    verb = next((i for i in found[2:] if "country_noun" not in i.roles), None)
    if verb is None or not verb.roles & {"use", "buy", "be"} or found[1].low.endswith("n"):
        return found
    every = replace(found[0], low="all the", kind="word", roles=frozenset({"every"}))
    return [every, *found[1:]]


LEAST = 4  # items of "the Baltics use it"


def _without_kin(found: list[Item], codebook: Codebook) -> list[Item]:
    """Read "Georgia and its neighbour Armenia" as "Georgia and Armenia".

    A neighbour must be of the same region, so that nothing plainly wrong is passed by.
    """
    regions = {codebook.countries[item.id].region for item in found if item.place}
    made: list[Item] = []
    for i, item in enumerate(found):
        after = next((j for j in found[i + 1 : i + 3] if j.low not in ("the", ":")), None)
        kin = "kin" in item.roles and after is not None and after.place
        near = len(regions) == 1 and any(j.place for j in found[:i])
        if not kin or ("neighb" in item.low and not near):
            made.append(item)
    return made


COMPARING = frozenset({"more", "fewer", "most", "least", "same", "ahead", "behind", "up", "down"})
ADJECTIVES = ("ish", "ch", "ese", "swiss")
"""How those names of peoples end that are adjectives, too: "the French"."""

PLURALS = ("s", "men", "women")
JOINTS = frozenset({"and", "or", ",", "nor", "&"})
LEADING = frozenset(
    {"the", "and", "or", "nor", "both", "neither", "to", "of", "for", "among", "in"}
)
"""What may stand before the name of a whole people: not "most Swedes"."""

ALIKE = frozenset({"both", "also", "too", "alike", "each", "all", "either", "already", "now"})


def _peoples(found: list[Item]) -> list[Item]:
    """Read "the Swedes" and "the Swiss have it" as the country."""
    made = list(found)
    compared = any(item.roles & COMPARING for item in found)
    for i, item in enumerate(found):
        if item.kind != "demonym":
            continue
        before = found[i - 1].low if i else ""
        before_that = found[i - 2].low if i > 1 else ""
        if before in ("from", "by") or before_that in ("from", "by"):
            continue
        plural = item.low.endswith(PLURALS) and not item.low.endswith(ADJECTIVES)
        if plural and i and found[i - 1].roles & QUANTIFYING:
            made[i] = replace(item, kind="unknown", id="")  # "most Swedes" are no country
            continue
        if compared:
            continue
        plural = plural and (i == 0 or before in LEADING or found[i - 1].kind == "sign")
        if plural or (before == "the" and item.low.endswith(ADJECTIVES) and _acts(found, i)):
            made[i] = replace(item, kind="country")
    return made


def _acts(found: list[Item], i: int) -> bool:
    """Tell "the Swiss use it" and "the Swiss and the Danes" from "the Swiss company"."""
    for at in range(i + 1, min(len(found), i + 5)):
        item = found[at]
        if item.low in ALIKE:
            continue
        if item.low in JOINTS:
            after = found[at + 1 : at + 3]
            named = [a for a in after if a.low != "the"][:1]
            again = bool(after) and after[0].low == "the"
            return bool(named) and (named[0].kind == "country" or (again and named[0].place))
        verb = item.roles & {"use", "buy"} and "supply" not in item.roles
        beyond = found[at + 1] if at + 1 < len(found) else None
        return bool(verb) and (beyond is None or beyond.kind not in ("number", "share"))
    return False


DEFINITE = ("the ", "all ", "these ", "those ", "both ")
ARTICLES = frozenset({"the", "all", "of the", "all the", "all of the", "each of the", "these"})


def _sized(found: list[Item], codebook: Codebook) -> list[Item]:
    """Make one item of "the six Gulf monarchies" and "the Visegrad four".

    Only where they are as many as the number says.
    """
    made: list[Item] = []
    at = 0
    while at < len(found):
        item = found[at]
        after = found[at + 1] if at + 1 < len(found) else None
        if item.kind == "number" and after is not None and _as_many(item, after, codebook):
            before = made[-1].low if made else ""
            if item.low.startswith(DEFINITE) or before in ARTICLES or before.endswith("of the"):
                if item.low.startswith("all "):
                    every = replace(item, low="all", kind="word", roles=frozenset({"every"}))
                    made.append(every)
                at += 1
                continue
        many = ALL_OF.get(item.low, 0)
        stop = at + 1
        while many and stop < len(found) and found[stop].low in ("of", "of the", "the"):
            stop += 1
        if many and stop < len(found) and _members(found[stop], codebook) == many:
            made.append(replace(item, low="all", kind="word", roles=frozenset({"every"})))
            at = stop
            continue
        if item.kind == "group" and after is not None and _as_many(after, item, codebook):
            beyond = found[at + 2] if at + 2 < len(found) else None
            if beyond is None or "country_noun" not in beyond.roles:
                made.append(item)
                at += 2
                continue
        made.append(item)
        at += 1
    return made


def _as_many(number: Item, group: Item, codebook: Codebook) -> bool:
    members = _members(group, codebook)
    return bool(members) and number.kind == "number" and number.value == members


def _members(group: Item, codebook: Codebook) -> int:
    """Return how many named countries a group has; 0 for what is none."""
    return len(codebook.groups[group.id].countries) if group.kind == "group" else 0


ALL_OF = {"all three": 3, "all four": 4, "all five": 5}


SIGNS = frozenset({",", "–", "—", "(", ")", ":"})


def _spelt_out(found: list[Item], codebook: Codebook) -> list[Item]:
    """Leave out the list in "the BRICS, Brazil, Russia, India, China and South Africa,"."""
    for i, item in enumerate(found):
        members = codebook.groups[item.id].countries if item.kind == "group" else ()
        if not members:
            continue
        at = i + 1
        while at < len(found) and found[at].low not in SIGNS and found[at].roles & OF_GROUP:
            at += 1
        if at >= len(found) or found[at].low not in SIGNS:
            continue
        stop = last = at + 1
        named: set[str] = set()
        while stop < len(found) and (found[stop].place or found[stop].low in (",", "and", "the")):
            if found[stop].place:
                named.add(found[stop].id)
                last = stop + 1
            stop += 1
        every = any("every" in before.roles for before in found[max(0, i - 3) : i])
        whole = named == set(members) or (every and len(named) >= LISTED and named <= set(members))
        if whole and last < len(found) and found[last].kind == "sign":
            return [*found[:at], *found[last + (found[last].low in SIGNS) :]]
    return found


OF_GROUP = frozenset({"country_noun", "edition_first", "edition_last", "belong", "idle", "listed"})
LISTED = 3  # countries of a list that spells out a group


GOVERNING = frozenset({"government", "governments", "regime", "regimes", "authorities", "rulers"})
GOVERNING |= {"administration", "administrations", "leaders", "leadership", "ministers"}


def governing(found: list[Item]) -> list[Item]:
    """Read "the governments in Nairobi and Kampala" as "Nairobi and Kampala"."""
    made: list[Item] = []
    for i, item in enumerate(found):
        here = [item, *found[i + 1 : i + 3]]
        before = [*found[i - 1 : i], *here[:2]] if i else []
        if _governing(here) and not (i and "only" in found[i - 1].roles):
            if made and made[-1].low == "the":
                made.pop()
        elif not _governing(before):
            made.append(item)
    return made if len(made) < len(found) else found


NOUN_IN_CAPITAL = 3  # items


def _governing(three: list[Item]) -> bool:
    """Tell "government in Nairobi"."""
    if len(three) < NOUN_IN_CAPITAL:
        return False
    first, small, last = three
    return first.low in GOVERNING and small.low in ("in", "of") and last.kind == "capital"
