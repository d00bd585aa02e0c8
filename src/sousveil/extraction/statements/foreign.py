"""Suppliers from anywhere but one country: "the largest non-Chinese supplier"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.step import Step, run

RANKED = frozenset({"most", "least", "more", "fewer"})
RANKED |= {"ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5"}
OUTSIDE = frozenset(
    {"outside", "outside of", "beyond", "outside the", "outside of the", "beyond the"}
)
FROM = frozenset({"from", "based", "headquartered", "at home", "that are based", "that is based"})
THAT_IS = frozenset({"that is", "that are", "which is", "which are"})
HOME = frozenset({"country", "demonym"})
SMALL = frozenset({"the", "'s", "a", "an", "all", "any"})


def _mark(item: Item, first: Item, last: Item, loose: bool = False) -> Item:
    """Return one word for all that tells the country that suppliers are not from."""
    low = f"not from {item.low}"
    roles = frozenset({"foreign_to"})
    return Item(first.first, last.stop, low, "word", id=item.id, roles=roles, loose=loose)


def _firm(item: Item | None) -> bool:
    return item is not None and "supplier_noun" in item.roles and "country_noun" not in item.roles


def _at(found: list[Item], i: int) -> Item | None:
    return found[i] if 0 <= i < len(found) else None


def _non(found: list[Item]) -> list[Item]:
    """Read "non-Chinese suppliers" as suppliers that are not from China."""
    for i in range(len(found) - 2):
        non, name = found[i : i + 2]
        firm = _firm(found[i + 2]) or found[i + 2].roles & {"be"} or found[i + 2].kind == "sign"
        if non.low in ("non", "not a", "not an") and name.kind == "demonym" and firm:
            return [*found[:i], _mark(name, non, name), *found[i + 2 :]]
        if non.low == "not" and name.kind == "demonym" and _firm(_at(found, i - 1)):
            mark = _mark(name, non, name)  # "the largest supplier not Chinese"
            return [*found[: i - 1], mark, found[i - 1], *found[i + 2 :]]
        that = i and found[i - 1].low in THAT_IS and _firm(_at(found, i - 2))
        if that and non.low == "not" and name.kind == "demonym" and _ends(found, i + 2):
            return [*found[: i - 1], _mark(name, non, name), *found[i + 2 :]]
    return found


def _aside(found: list[Item]) -> list[Item]:
    """Read "Chinese companies aside, ..." as "except Chinese companies, ..."."""
    at = next((i for i, item in enumerate(found[:5]) if "left_out" in item.roles), 0)
    if not at or found[0].kind not in HOME or _low(found, at + 1) != ",":
        return found
    if any(not (_firm(one) or one.low == "'s") for one in found[1:at]):
        return found
    word = Item(found[at].first, found[at].stop, "except", "word", roles=frozenset({"apart"}))
    return _except([word, *found[:at], *found[at + 1 :]])


def _except(found: list[Item]) -> list[Item]:
    """Read "apart from the Chinese" and "excluding Chinese firms" in the same way."""
    for i, item in enumerate(found[:-2]):
        if "apart" not in item.roles or "lack" in item.roles:
            continue
        at = i + 1
        the = found[at].low == "the"
        at += the or found[at].low == "all"
        name = _at(found, at)
        if name is None or name.kind not in HOME:
            continue
        after = at + 1 + (_low(found, at + 1) == "'s")
        firms = _firm(_at(found, after)) and _plural(found[after])
        fronted = not any(one.kind != "sign" for one in found[:i])
        ends = _ends(found, at + 1) or (fronted and _low(found, at + 1) == "and")
        people = name.kind == "demonym" and the and ends
        land = name.kind == "country" and not the and ends
        if not (firms or people or land):
            continue
        last = found[after] if firms else name
        rest = found[after + 1 :] if firms else found[at + 1 :]
        if fronted and rest and rest[0].low in (",", "and"):
            rest = rest[1:]
        return [*found[:i], _mark(name, item, last, loose=land), *rest]
    return found


def _outside(found: list[Item]) -> list[Item]:
    """Read "the largest supplier based outside China", and "... outside China", in this way."""
    for i in range(1, len(found) - 1):
        if found[i].low not in OUTSIDE or found[i + 1].kind != "country":
            continue
        before = found[i - 1]
        based = before.low in FROM or "based" in before.roles
        noun = _at(found, i - 1 - based)
        if not _firm(noun) or not _ends(found, i + 2):
            continue
        first = before if based else found[i]
        return [
            *found[: i - based],
            _mark(found[i + 1], first, found[i + 1], loose=not based),
            *found[i + 2 :],
        ]
    return found


def _fronted(found: list[Item]) -> list[Item]:
    """Read "Outside China, NEC is the largest supplier", which may mean either."""
    if len(found) < SHORTEST or found[0].low not in OUTSIDE or found[1].kind != "country":
        return found
    ranked = found[2].low == "the" and found[3].roles & RANKED  # "Outside China the largest ..."
    opens = ranked or found[2].roles & {"none"} or found[2].kind == "supplier"
    if found[2].low != "," and not opens:
        return found
    mark = _mark(found[1], found[0], found[1], loose=True)
    return [mark, *found[2 + (found[2].low == ",") :]]


SHORTEST = 6  # items of "Outside China, NEC comes first."


def _low(found: list[Item], i: int) -> str:
    return found[i].low if i < len(found) else ""


def _plural(item: Item) -> bool:
    return item.low.endswith("s")


def _ends(found: list[Item], i: int) -> bool:
    """Tell whether a phrase may end before an item: at a sign, a verb or a name."""
    item = _at(found, i)
    if item is None or item.kind in ("sign", "supplier"):
        return True
    return bool(item.roles & {"be", "none", "rank", "most", "listed", "edition_first"})


def foreign_firms(found: list[Item]) -> list[Item]:
    """Make one word of what tells from where ranked suppliers are not."""
    if not any(item.roles & RANKED for item in found):
        return found
    if len({item.id for item in found if item.kind == "supplier"}) != 1:
        return found
    return run(STEPS, _parted(found))


def _parted(found: list[Item]) -> list[Item]:
    """Part the set phrase "outside China" into its two words."""
    made: list[Item] = []
    for item in found:
        if item.low == OUTSIDE_CHINA:
            made.append(Item(item.first, item.first + 1, "outside", "word"))
            made.append(Item(item.first + 1, item.stop, "china", "country", id="CHN"))
        else:
            made.append(item)
    turned = run((*STEPS[-2:],), made)
    return found if turned is made else turned


OUTSIDE_CHINA = "outside china"


STEPS = (
    Step(_non, ("non", "not a", "not an", "not"), ("demonym",)),
    Step(_aside, ("left_out",), HOME),
    Step(_except, ("apart",), HOME),
    Step(_outside, OUTSIDE, ("country",)),
    Step(_fronted, OUTSIDE, ("country",)),
)
SIGNS = OUTSIDE | {"non", "not a", "not an", "not", "apart", "left_out", OUTSIDE_CHINA}
