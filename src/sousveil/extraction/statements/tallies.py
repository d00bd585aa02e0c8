"""Nouns that stand for a number of countries: "NEC's tally", "the list grew"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item, word_at

TURNING = frozenset({"up", "down", "steady"})


TALLIES = frozenset(
    {
        "tally",
        "toll",
        "headcount",
        "total number",
        "country count",
        "count",
        "total",
        "number",
        "footprint",
        "reach",
        "presence",
        "network",
        "figure",
    }
    | {"client list", "customer list", "customer base", "list of countries", "list", "spread"}
)


OWNERS = frozenset({"supplier", "technology"})


def tally(found: list[Item]) -> list[Item]:
    """Read "NEC's count is unchanged" and "the tally for NEC is" as "NEC countries are"."""
    for i, item in enumerate(found[:-2]):
        noun = item.low.removeprefix("the ")
        if noun not in TALLIES:
            continue
        counted = word_at(item, "countries", "country_noun", "customers", "idle")
        owned = i > 1 and found[i - 1].low == "'s"
        if item.roles & TURNING and not owned:
            continue  # "smart policing spread faster"
        owner = found[i - 1 - owned] if i > owned else None
        if owner is not None and (owner.kind in OWNERS or (owned and owner.kind == "group")):
            return [*found[: i - owned], counted, *found[i + 1 :]]
        after = next((j for j in found[i + 2 : i + 4] if j.low != "the"), None)
        if found[i + 1].low in ("for", "of", "for the", "of the") and after is not None:
            named = after.kind in OWNERS or after.kind == "demonym"
            turned = any(other.roles & TURNING for other in found[i + 3 :])
            if named and turned:
                has = word_at(found[i + 1], "with", "use")
                return [*found[:i], counted, has, *found[i + 2 :]]
    return found


LONGER = {"longer": "up", "bigger": "up", "larger": "up", "shorter": "down", "smaller": "down"}


def _longer(found: list[Item], i: int) -> list[Item]:
    """Read "the list is 22 countries longer than in 2019" as "... grew by 22 countries"."""
    found = [item for item in found if not item.roles & {"edition_last"} or "index" in item.roles]
    near = found[i + 1 : i + 6]
    if len(near) < 5 or near[0].low not in ("is", "was") or near[1].kind != "number":
        return []
    way = LONGER.get(near[3].low.split(" ")[0])
    end = i + 5 + (near[4].low == "than")  # the item behind "than"
    after = found[end] if end < len(found) else None
    if way is None or "country_noun" not in near[2].roles or after is None:
        return []
    if not after.roles & {"edition_first", "three_years", "between_editions"}:
        return []
    return [
        *found[:i],
        word_at(found[i], "listed countries", "country_noun", "listed"),
        word_at(near[0], "grew" if way == "up" else "shrank", way),
        word_at(near[0], "by", "from", "idle"),
        *near[1:3],
        word_at(after, "between the editions", "between_editions"),
        *found[end + 1 :],
    ]


INDEXES = frozenset({"index", "list", "table"})
LISTS = frozenset(
    {"the list", "the index", "list", "index", "the table", "table", "carnegie's list"}
)


def list_grew(found: list[Item]) -> list[Item]:
    """Read "the list grew by 22 countries" as "the number of listed countries grew" so."""
    for i, item in enumerate(found[:-1]):
        opens = i < 2 or "," in (found[i - 1].low, found[i - 1].low == "the" and found[i - 2].low)
        if "index" not in item.roles or item.kind != "word" or not opens:
            continue
        if item.low not in LISTS and not INDEXES & set(item.low.split(" ")):
            continue
        longer = _longer(found, i)
        if longer:
            return longer
        at = i + 1 + (found[i + 1].low in ("has", "have", "had"))
        if at < len(found) and (found[at].roles & {"up", "down"} or found[at].low[:4] == "went"):
            listed = word_at(item, "listed countries", "country_noun", "listed")
            return [*found[:i], listed, *found[i + 1 :]]
    return found


COUNTS = frozenset({"carnegie's count", "carnegie 's count", "the count", "its count", "tally"})
COUNTS |= {"the tally", "count", "carnegie's tally", "carnegie 's tally"}


def count_of(found: list[Item]) -> list[Item]:
    """Read "Carnegie's count of countries with it was up" as "the countries with it" were."""
    for i, item in enumerate(found[:-3]):
        after = next((j for j in found[i + 2 : i + 4] if j.low != "the"), None)
        counts = item.low in COUNTS and found[i + 1].low in ("of", "of the")
        if counts and after is not None and "country_noun" in after.roles:
            return [*found[:i], word_at(item, "the number of", "idle"), *found[i + 2 :]]
    return found
