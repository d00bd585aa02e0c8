"""Who kept what it had, in plainer words: "Kenya has kept its place in the index"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item, word_at

HAVING = frozenset({"has", "have", "had", "were", "was", "been"})
NAMED = frozenset({"supplier", "technology"})


KEEPING = frozenset({"kept", "keeps", "keep", "retained", "retains", "has kept", "held on to"})
KEEPING |= {"has retained", "holds on to", "preserved", "hung on to", "clung to", "has held on to"}
ALL = frozenset({"all", "all of", "every one of", "each of", "each and every one of", "every"})
NO = frozenset({"none of", "no", "not one of", "not a single one of", "not a single", "none"})
LOSING = frozenset({"lost", "loses", "shed", "has lost", "lose"})


def kept_all(found: list[Item]) -> list[Item]:
    """Read "kept all of its nine countries" as "had nine, and no country with it is gone"."""
    for i in range(1, len(found) - 2):
        keeps = found[i].low in KEEPING and found[i + 1].low in ALL
        loses = found[i].low in LOSING and found[i + 1].low in NO
        name = found[i - 1 - (found[i - 1].low in HAVING)]
        if not (keeps or loses) or name.kind not in NAMED or i > LONGEST_FRONT:
            continue
        at = i + 2
        while at < len(found) and found[at].low in ("of", "its", "the", "of its", "original"):
            at += 1
        number = found[at] if at < len(found) and found[at].kind == "number" else None
        at += number is not None
        if at >= len(found) or not found[at].roles & {"country_noun", "customers"}:
            continue
        rest = found[at + 1 :]
        if any(item.kind != "sign" and not item.roles & WHEN for item in rest):
            continue
        like = found[at]
        had: list[Item] = []
        if number is not None:
            had = [
                name,
                word_at(like, "is", "be", "idle"),
                word_at(like, "named in", "found"),
                number,
                word_at(like, "countries", "country_noun", "idle"),
                word_at(like, "in the first edition", "edition_first"),
                Item(like.first, like.first, ",", "sign"),
            ]
        none = [
            word_at(like, "none of", "none"),
            word_at(like, "the", "idle"),
            word_at(like, "countries", "country_noun", "idle"),
            word_at(like, "with", "use"),
            name,
            word_at(like, "is gone", "gone"),
            word_at(like, "in the index", "listed"),
        ]
        ahead = found[: found.index(name)]
        return [*ahead, *had, *none, *(item for item in rest if item.kind == "sign")]
    return found


LONGEST_FRONT = 4  # items before "kept": "Between the editions, Palantir has"
WHEN = frozenset({"between_editions", "three_years", "both_editions"})
PLACE = frozenset(
    {"place", "spot", "entry", "listing", "slot", "seat", "position", "row", "places"}
)


def kept_its_place(found: list[Item]) -> list[Item]:
    """Read "Kenya has kept its place in the index" as "Kenya is in both editions"."""
    for i in range(1, len(found) - 2):
        if found[i].low not in KEEPING or found[i + 1].low not in ("its", "their", "a", "the"):
            continue
        back = i - 1 - (found[i - 1].low in HAVING)
        if found[i + 2].low not in PLACE or back < 0 or not found[back].place:
            continue
        rest = found[i + 3 :]
        small = ("in", "on", "of", "the", "of the")
        told = [j for j in rest if j.roles & {"index", "listed", *WHEN}]
        if any(j.kind != "sign" and j not in told and j.low not in small for j in rest):
            continue
        if not told:
            continue
        both = word_at(found[i], "in both editions", "both_editions", "kept")
        verb = word_at(found[i], "is", "be", "idle")
        return [*found[: back + 1], verb, both, *(j for j in rest if j.kind == "sign")]
    return found
