"""That no supplier is named, or that one is, as a condition: "no company is named for Croatia"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item, word_at
from sousveil.model.figure import Measured
from sousveil.model.noun import replace

NO = frozenset(
    {"no", "without", "without a", "without any", "not a", "lacks", "lack", "not a single"}
)
NAMED_FIRM = frozenset(
    {"supplier", "suppliers", "vendor", "vendors", "named supplier", "named suppliers"}
)


TELLING = frozenset(
    {"index", "edition_first", "edition_last", "both_editions", "listed", "reported"}
)
TELLING |= {"found"}
"""Roles of words without one of which "Kenya has no supplier" is said of the world."""

UNNAMED_FIRM = frozenset({"company", "companies", "firm", "firms", "provider", "providers"})
UNNAMED_FIRM |= {"manufacturer", "manufacturers", "business", "businesses"}
"""Nouns that are a supplier where the words say that none is named."""


def no_supplier(found: list[Item]) -> list[Item]:
    """Make one item of "no supplier" and "lacks a named supplier", which is read as a condition."""
    if any(item.roles & {"more", "most", "same", "fewer"} for item in found):
        return found  # "no supplier is named in more countries"
    found = _some_supplier(found)
    told = any(item.roles & TELLING or "named" in item.low for item in found)
    for i, item in enumerate(found[:-1]):
        if item.low not in NO:
            continue
        stop = i + 1
        while stop < len(found) - 1 and found[stop].low in ("a", "any", "single", "named"):
            stop += 1
        after = found[stop + 1] if stop + 1 < len(found) else None
        head, inside = found[stop].low, []
        if head.endswith((" for", " in")) and head.rpartition(" ")[0] in NAMED_FIRM:
            head, _, small = head.rpartition(" ")
            inside = [_small_word(found[stop], small)]
        named = head in UNNAMED_FIRM and any(
            other.roles & {"listed", "found", "reported"} for other in found[stop + 1 : stop + 3]
        )
        if not (named or (head in NAMED_FIRM and told)) or (
            after is not None and after.low in OF_FIRMS
        ):
            continue
        low = " ".join(word.low for word in found[i : stop + 1])
        none = Item(
            item.first,
            found[stop].stop,
            low,
            "word",
            roles=frozenset({"use", "country_noun"}),
            measured=Measured(measure="suppliers", at_most=0),
        )
        return [*found[:i], none, *inside, *found[stop + 1 :]]
    return found


ANY = frozenset({"a", "at least one", "at least a single", "one or more", "some", "any"})
WHOLES = frozenset({"every", "almost", "none", "notall", "mostly", "vast", "slim", "ample"})
HAVING = frozenset({"has", "have", "had", "with"})


def _some_supplier(found: list[Item]) -> list[Item]:
    """Make one item of "has at least one named supplier", said of every one of a whole.

    Nothing may follow that says more of the supplier.
    """
    if not any(item.roles & WHOLES for item in found[:6]):
        return found
    told = any(item.roles & {"index", "edition_first", "edition_last"} for item in found)
    for i in range(2, len(found) - 2):
        if found[i].low not in HAVING or found[i + 1].low not in ANY:
            continue
        stop = i + 2
        while stop < len(found) - 1 and found[stop].low in NAMING:
            stop += 1
        head = found[stop].low
        named = "named" in head or stop > i + 2 or told
        if found[stop + 1].low in NAMING:
            named, stop = True, stop + 1  # "has a supplier named"
        after = found[stop + 1] if stop + 1 < len(found) else None
        if not named or head not in NAMED_FIRM | UNNAMED_FIRM:
            continue
        if after is not None and after.kind != "sign":
            continue
        are = replace(found[i], low="are", kind="word", roles=frozenset({"be", "idle"}))
        some = Item(
            found[i + 1].first,
            found[stop].stop,
            " ".join(word.low for word in found[i + 1 : stop + 1]),
            "word",
            roles=frozenset({"use", "country_noun"}),
            measured=Measured(measure="suppliers", at_least=1),
        )
        return [*found[:i], are, some, *found[stop + 1 :]]
    return found


NAMING = frozenset({"named", "listed", "recorded"})
"""Words that say that the index names the firm."""


def _small_word(item: Item, low: str) -> Item:
    return word_at(item, low, "belong", "idle")


OF_FIRMS = frozenset({"from", "of", "outside", "other than", "except", "apart from", "but"})
