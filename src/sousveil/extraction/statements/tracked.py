"""What a noun is said to be for the index: "the technologies that it tracks" are those listed."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item

TRACKING = frozenset(
    """
    track tracks tracked monitors monitored record records recorded list lists listed name names
    named cover covers covered count counts counted document documents documented register
    registers registered catalogue catalogues catalogued catalog catalogs cataloged log logs logged
    note notes noted include includes included chart charts charted map maps mapped report reports
    reported tally tallies tallied distinguish distinguishes distinguished identify identifies
    identified find finds found mention mentions mentioned feature features featured show shows
    shown contain contains contained measure measures measured know knows known follow follows
    followed tabulate tabulates tabulated
    """.split()
) | {"asks about", "ask about", "asked about", "looks at", "look at", "looked at", "looks for"}
TRACKING |= {"keeps track of", "kept track of", "takes in", "took in", "keeps tabs on"}
"""What the index does with what stands in its columns; of countries it examines more."""

TOLD = TRACKING | {f"{word} by" for word in TRACKING}
"""Words without one of which nothing here is read."""

NOUNS = frozenset({"technology_noun", "supplier_noun"})
NAMES = frozenset({"supplier", "technology", "group", "number", "share"})
INDEX = frozenset({"index", "edition_first", "edition_last"})
LONGEST = 4  # items of "Carnegie's own 2022 index"


def told_of_the_index(found: list[Item]) -> list[Item]:
    """Read "the tools that the index tracks" and "... tracked by it" as those "in the index"."""
    if not any("index" in item.roles or item.low in IT for item in found):
        return found
    for i, item in enumerate(found[:-2]):
        noun = item.roles & NOUNS or item.low.split(" ")[-1] in KINDS
        if not noun or item.kind in NAMES or item.place:
            continue
        stop = _clause(found, i + 1) or _participle(found, i + 1)
        if stop:
            listed = Item(item.stop, item.stop, "in the index", "word", roles=frozenset({"listed"}))
            kept = [one for one in found[i + 1 : stop] if one.roles & EDITIONS]
            return [*found[: i + 1], listed, *kept, *found[stop:]]
    return found


KINDS = frozenset({"technologies", "tools", "systems", "categories", "kinds", "types", "forms"})
IT = frozenset({"it"})
EDITIONS = frozenset({"edition_first", "edition_last"})
THAT = frozenset({"that", "which"})
SMALL = frozenset({"the", "'s", "own", "this", "that"})


def _clause(found: list[Item], at: int) -> int:
    """Return where "that the index tracks" ends; 0 where it is not there."""
    start = at + (found[at].low in THAT)
    stop = _index(found, start)
    if not stop and start < len(found) and found[start].low in IT:
        stop = start + 1
    if not stop or stop >= len(found) or found[stop].low not in TRACKING:
        return 0
    return stop + 1 if _ends(found, stop + 1) else 0


def _participle(found: list[Item], at: int) -> int:
    """Return where "tracked by the index" or "recorded there" ends; 0 where it is not there."""
    words = found[at].low
    by = words.endswith(" by")
    if words.removesuffix(" by") not in TRACKING or at + 1 >= len(found):
        return 0
    if not by and found[at + 1].low not in ("by", "in"):
        return 0
    stop = _index(found, at + 1 + (not by))
    return stop if stop and _ends(found, stop) else 0


def _index(found: list[Item], start: int) -> int:
    """Return where a name of the index that begins at an item ends; 0 for none."""
    at, named = start, False
    while at < len(found) and at - start < LONGEST:
        if found[at].roles & INDEX and found[at].kind == "word":
            named = True
        elif found[at].low not in SMALL:
            break
        at += 1
    return at if named else 0


def _ends(found: list[Item], at: int) -> bool:
    """Tell "the index tracks," from "the index tracks in schools"."""
    if at >= len(found):
        return True
    after = found[at]
    return (
        after.kind == "sign"
        or bool(after.roles & {"be", "most", "least", "use", "found", "listed", "ordinal_2"})
        or bool(after.roles & (EDITIONS | {"in_order", "reported"}))
        or after.low in ("and", "but", "while", "have", "has")
    )
