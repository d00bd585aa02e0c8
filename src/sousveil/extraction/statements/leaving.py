"""Who is in one edition and not in the other, in plainer words."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item, word_at

ABSENT = frozenset(
    {"absent from", "missing from", "not in", "not on", "nowhere in", "left out of", "lacking from"}
    | {"not among the listed", "not part of", "not listed in", "no longer in", "no longer on"}
    | {"is missing from", "are missing from", "not been on", "not been in", "missing in"}
    | {"not found in", "not to be found in", "no longer listed in", "absent in"}
)
NOT = frozenset({"not", "n't", "never", "no longer"})


def left_out(found: list[Item]) -> list[Item]:
    """Read "listed in 2019, absent from the 2022 one" as gone, and the other way round as new."""
    found = [
        item
        for i, item in enumerate(found)
        if not (i and item.low in ("one", "ones") and found[i - 1].roles & ENDS)
    ]
    both = {role for item in found for role in ENDS & item.roles}
    if both != ENDS or any(item.kind in ("supplier", "technology", "demonym") for item in found):
        return found  # "had it in 2019 but is absent from the 2022 edition"
    for i, item in enumerate(found[:-1]):
        verb = item.low in NOT and "listed" in found[i + 1].roles
        stop, low = i + 1 + verb, item.low
        while stop < len(found) and stop < i + 4 and found[stop].low in ("in", "on", "been", "the"):
            low += f" {found[stop].low}" if found[stop].low != "the" else ""
            stop += 1
        after = found[stop] if stop < len(found) else None
        absent = low in ABSENT or verb
        if low.split(" ")[-1] in ("absent", "missing") and after is not None:
            absent = absent or after.low.startswith("in ")
        denied = i and found[i - 1].low in NOT
        if (
            after is None
            or denied
            or not absent
            or not after.roles & ENDS
            or len(after.roles & ENDS) > 1
        ):
            continue
        way = "gone" if "edition_last" in after.roles else "new"
        if any(other.roles & {"new", "gone"} for other in (*found[:i], *found[stop:])):
            return found
        return [*found[:i], word_at(item, item.low, way), *found[stop:]]
    return found


ENDS = frozenset({"edition_first", "edition_last"})

GAINED = {
    "gained": "new", "won": "new", "added": "new", "picked up": "new", "has gained": "new",
    "lost": "gone", "has lost": "gone", "shed": "gone", "has shed": "gone", "loses": "gone",
    "has picked up": "new", "picks up": "new", "wins": "new", "has dropped": "gone",
    "sheds": "gone",
    "gains": "new", "adds": "new", "has added": "new", "has won": "new",
}  # fmt: skip


def gained(found: list[Item]) -> list[Item]:
    """Read "NEC gained Chad between the editions" as "Chad is new" among those with NEC."""
    if not any("between_editions" in item.roles for item in found):
        return found
    made = list(found)
    for i, item in enumerate(found[:-1]):
        way = GAINED.get(item.low)
        after = next((j for j in found[i + 1 : i + 3] if j.low != "the"), None)
        before = next((j for j in reversed(found[:i]) if j.low != ","), None)
        named = before is not None and before.kind in ("supplier", "technology")
        if way and named and after is not None and after.kind == "country":
            made[i] = word_at(item, item.low, way)
    return made


TAKEN = {"added": "new", "included": "new", "dropped": "gone", "removed": "gone", "deleted": "gone"}
TAKEN |= {"has added": "new", "struck": "gone", "has dropped": "gone", "has removed": "gone"}
OWN = frozenset({"to", "from", "its", "list", "the list", "the", "in", "off"})


def taken(found: list[Item]) -> list[Item]:
    """Read "Carnegie added Greece to its list" and "countries added in 2022" as newcomers."""
    for i, item in enumerate(found[1:-1], 1):
        way = TAKEN.get(item.low) or TAKEN.get(item.low.removesuffix(" from"))
        if way is None:
            continue
        before, after = found[i - 1], found[i + 1]
        ends = bool(after.roles & (ENDS | {"between_editions"}))
        if "country_noun" in before.roles and before.low in COUNTRIES and ends:
            low = "newcomers" if way == "new" else "dropouts"
            noun = Item(
                before.first, item.stop, low, "word", roles=frozenset({"country_noun", way})
            )
            return [*found[: i - 1], noun, *found[i + 1 :]]
        if way == "new" and item.low == "included":
            continue
        subject = found[i - 2] if before.low in ("has", "have") and i > 1 else before
        acts = subject.roles & {"index", "edition_last"}
        names = [j for j in range(i + 1, len(found)) if found[j].place]
        if not acts or not names or found[names[0] - 1] not in (item, *found[i + 1 : i + 2]):
            continue
        rest = found[names[-1] + 1 :]
        told = [j for j in rest if j.roles & ENDS]
        if any(j.low not in OWN and j not in told and j.kind != "sign" for j in rest):
            continue
        verb = word_at(item, "are new" if way == "new" else "are gone", way)
        where = word_at(item, "in the index", "listed")
        ahead = found[: found.index(subject)]
        if any(j.low not in ("the", ",") and not j.roles & ENDS for j in ahead):
            continue
        signs = [j for j in rest if j.kind == "sign"]
        return [*found[i + 1 : names[-1] + 1], verb, where, *told, *signs]
    return found


COUNTRIES = frozenset({"country", "countries", "nations", "states", "names", "governments"})


def since(found: list[Item]) -> list[Item]:
    """Read "has been on the list since the first edition" as "is in both editions"."""
    for i in range(1, len(found) - 2):
        has, been = found[i].low, found[i + 1].low
        at = i + 2 if (has, been) in (("has", "been"), ("have", "been")) else i + 1
        if at == i + 1 and has not in ("has been", "have been"):
            continue
        if at + 1 >= len(found) or "listed" not in found[at].roles:
            continue
        last = found[at + 1]
        if last.low.startswith("since") and "between_editions" in last.roles:
            both = word_at(last, "in both editions", "both_editions", "kept")
            return [*found[:i], word_at(found[i], "is", "be", "idle"), both, *found[at + 2 :]]
    return found
