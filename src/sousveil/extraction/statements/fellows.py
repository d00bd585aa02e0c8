"""Others of a kind with their numbers behind one of it: "Japan trails with 19", "Africa has 14"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.filling import GLUE, PLACES, kind_of
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading
from sousveil.extraction.statements.spoken import Spoken

GROUPS = frozenset({"region", "regime", "union", "countries"})
NAMES = GROUPS | {"place", "supplier", "technology"}
LIGHT = frozenset(
    {"account for", "accounts for", "accounted for", "make up", "makes up", "counts", "count"}
    | {"contributes", "contribute", "adds", "add", "has", "have", "it is", "there are", "on"}
    | {"the figure", "the number", "the total", "the count", "the tally", "figure", "number"}
    | {"total", "count", "tally", "numbers", "comes to", "come to", "stands at", "stand at"}
    | {"is at", "are at", "gets", "get", "manages", "manage", "has only", "reaches", "then"}
)
"""Words between a name and its number that say no more than that it has it."""

VERBS = frozenset({"found", "use"})
"""Roles of verbs that say of the next what was said of the one before: "NEC is named in 14"."""

ENDS = frozenset({",", ";", "and", "while", "whereas", "but", "–", "—", ":"})


def fellows(whole: Sequence[Item], reading: Reading, before: Spoken) -> list[Item] | None:
    """Return a sentence of names and their numbers without the words that only join them.

    None unless what is counted is what the sentence before counts, of others of the same kind.
    """
    names = [item for item in whole if kind_of(item, reading.codebook) in NAMES]
    numbers = [item for item in whole if item.kind in ("number", "share") and not _ranks(item)]
    follows = any("in_turn" in item.roles for item in whole)
    if not names or not (numbers or follows) or not _alike(names, reading, before):
        return None
    if whole[0] is not names[0] and whole[0].low not in GLUE | LIGHT | {"then"}:
        return None
    made: list[Item] = []
    for i, item in enumerate(whole):
        if item in names or item in numbers or item.low in ENDS or item.low in GLUE:
            made.append(item)
        elif "in_turn" in item.roles:
            if before.rank is None:
                return None
            made.insert(_name_before(made, names), THEN)
        elif item.roles & {"fewer", "more"} and "outdoing" in item.roles:
            after = next((n for n in numbers if n.first > item.first), None)
            if after is None or not _stands_so(item, after, before):
                return None
        elif item.roles & PLACES or item.low in ("then", "followed by"):
            made.append(item)
        elif not (
            _light(item, whole[i + 1 :])
            or _as_before(item, before)
            or (i and _goes_with(whole[i - 1], item, names))
        ):
            return None
    return made


THEN = Item(-1, -1, "then", "word", roles=frozenset({"ahead"}))


def _ranks(item: Item) -> bool:
    return "rank" in item.roles


def _alike(names: Sequence[Item], reading: Reading, before: Spoken) -> bool:
    """Tell whether all names are of one kind, and one of that kind has its number before them."""
    kinds = {kind_of(item, reading.codebook) for item in names}
    told = [kind_of(item, reading.codebook) for item in before.run]
    if len(kinds) != 1 or not kinds <= {*told}:
        return False
    if kinds & GROUPS and before.whole_size is not None:
        return False  # "Of the 22 democracies, 16 use it. Autocracies have 21": of how many?
    known = {item.id for item in before.run if kind_of(item, reading.codebook) in kinds}
    return not any(item.id in known for item in names)


def _light(item: Item, after: Sequence[Item]) -> bool:
    """Tell a word that only gives a name its number."""
    if item.low in LIGHT:
        return True
    verb = item.roles & VERBS and not item.roles & {"loose", "lack", "none", "only"}
    return bool(verb) and bool(after) and after[0].kind in ("number", "share")


def _goes_with(name: Item, item: Item, names: Sequence[Item]) -> bool:
    """Tell the "platforms" of "smart city platforms"."""
    return name in names and bool(item.roles) and item.roles <= NOUNS


NOUNS = frozenset({"idle", "origin_noun", "technology_noun", "origin_head", "trade"})
NOUNS |= {"supplier_noun"}


def _as_before(item: Item, before: Spoken) -> bool:
    """Tell a word that the sentence before has, too: "US technology reaches 31", and Japan's."""
    return item.kind == "word" and any(item.low == told.low for told in before.run)


def _stands_so(item: Item, number: Item, before: Spoken) -> bool:
    """Tell whether "trails with 19" and "leads with 51" fit the number before."""
    if before.size is None:
        return False
    return number.value < before.size if "fewer" in item.roles else number.value > before.size


def _name_before(made: Sequence[Item], names: Sequence[Item]) -> int:
    """Return where the last name of some items stands."""
    return max((i for i, item in enumerate(made) if item in names), default=0)
