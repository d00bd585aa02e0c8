"""How many of the leading suppliers are from one country: "two of the top three are Chinese"."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.lists import BOUNDS
from sousveil.extraction.statements.places_told import MOST_TOP
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.query import Rank

PASSED = frozenset({"idle", "be", "most", "within", "only", "supplier_noun", "origin_noun", "from"})
PASSED |= {"listed", "index", "reported", "rank", "classed", "belong", "edition_first", "every"}
PASSED |= {"edition_last", "mostly", "none", "some", "based", "exception", "foreign_to"}
REFUSED = frozenset(
    {"use", "supply", "buy", "lack", "apart", "outside", "up", "down", "new", "gone"}
)
ONE = frozenset({"one", "one of", "is one of", "a single", "a", "an", "the only", "the sole"})
ONE |= {"the one", "the lone", "only one", "just one", "one is", "is the only", "only one of"}
NONE = frozenset({"no", "none", "none of", "not one", "not one of", "not a single", "no one"})
ALL = frozenset({"all", "all of", "every", "each of", "every one of", "all the", "all of the"})
MOST = frozenset({"most of", "the majority of", "a majority of", "more than half of"})
MOST |= {f"{words} the" for words in MOST}
HOME = frozenset({"demonym", "country"})
NAMES = frozenset({"sign", "number", "whole", "supplier", "group"})


def held(clause: Clause) -> Rank | None:
    """Read how many of the first so many suppliers a country has; the firms named are all."""
    top = _top(clause)
    foreign = clause.at("foreign_to")
    homes = foreign or [i for i in clause.kinds(*HOME) if not _owns(clause, i)]
    if top is None or len(homes) != 1 or clause.kinds("technology", "capital", "share"):
        return None
    if not _firms(clause, top) or len(clause.editions) > 1:
        return None
    found = clause.terms()
    if found.unread or found.loose or found.apart or found.joined:
        return None
    numbers = [i for i in clause.kinds("number", "whole") if i != top]
    said = _said(clause, top, numbers)
    if said is None or clause.unread(PASSED, [top, *numbers]):
        return None
    held_by, bound, negated, told = said
    if (found.lacking and not negated) or not _plain(clause, homes[0], told):
        return None
    names = tuple(clause.items[i].id for i in clause.kinds("supplier"))
    if foreign and (clause.items[foreign[0]].loose or clause.kinds("demonym") or not names):
        return None
    only = (
        held_by > 1
        or clause.has("only")
        or any(clause.low(i) == "of the top" for i in clause.wanted)
    )
    if names and (len(set(names)) != held_by or bound != "exact" or negated or not only):
        return None
    return Rank(
        dimension="supplier",
        subjects=names,
        figure=figure(Terms(among=found.among, outside=found.outside)),
        top=int(clause.items[top].value),
        home=None if foreign else clause.items[homes[0]].id,
        foreign=clause.items[homes[0]].id if foreign else None,
        held=held_by,
        bound=bound,
        negated=negated,
    )


def _top(clause: Clause) -> int | None:
    """Return where the number of "top three" or "three largest" stands."""
    for i in clause.kinds("number", "whole"):
        if BOUNDS & set(clause.low(i).split(" ")) or not 1 < clause.items[i].value <= MOST_TOP:
            continue
        if "most" in clause.items[i - 1].roles and clause.low(i - 1) not in MOST:
            return i
        after = clause.items[i + 1] if i + 1 < len(clause.items) else None
        if (
            after is not None
            and "most" in after.roles
            and after.low.split(" ")[0] not in ("most", "of")
        ):
            return i
    return None


def _firms(clause: Clause, top: int) -> bool:
    """Tell whether suppliers are what is ranked."""
    near = clause.items[top + 1 : top + 4]
    firms = [item for item in near if "supplier_noun" in item.roles and item.low not in NOT_FIRMS]
    if firms or any(item.low in PLACES for item in near[:1]):
        return True
    elsewhere = clause.kinds("supplier") or clause.has("supplier_noun")
    ends = not near or near[0].kind == "sign" or bool(near[0].roles & {"only", "be", "listed"})
    return bool(elsewhere) and ends


NOT_FIRMS = frozenset({"one", "name", "group", "player", "players"})
PLACES = frozenset({"places", "spots", "positions", "slots", "ranks"})


def _said(clause: Clause, top: int, numbers: list[int]) -> tuple[int, str, bool, list[int]] | None:
    """Return how many are said to be from there, the bound, whether it is denied, and where."""
    many = int(clause.items[top].value)
    if len(numbers) > 1:
        return None
    if numbers:
        item = clause.items[numbers[0]]
        bound = "min" if item.low.startswith(("at least ", "no fewer than ")) else "exact"
        if item.value != int(item.value) or (bound == "exact" and BOUNDS & set(item.low.split())):
            return None
        return int(item.value), bound, False, numbers
    for words, number, bound, negated in (
        (NONE, 1, "min", True),
        (ALL, many, "exact", False),
        (MOST, many // 2 + 1, "min", False),
        (ONE, 1, "exact", False),
    ):
        told = [i for i in clause.wanted if clause.low(i) in words]
        if words is ONE:
            told += [i for i in clause.wanted if clause.low(i) == "one of the top"]
        if words is ONE and len(told) > 1:
            told = [i for i in told if clause.low(i) not in ("a", "an")]
        if len(told) == 1 and (clause.low(told[0]) not in ("a", "an") or clause.kinds("supplier")):
            return number, bound, negated, told
    return None


def _owns(clause: Clause, i: int) -> bool:
    """Tell the home in "Japan's NEC" from the country that firms are counted for."""
    after = [item for item in clause.items[i + 1 : i + 3] if item.low != "'s"]
    return bool(after) and after[0].kind == "supplier"


def _plain(clause: Clause, home: int, told: list[int]) -> bool:
    """Tell whether nothing but small words stands beside the numbers, the names and the firms."""
    for i in clause.wanted:
        item = clause.items[i]
        if i in told or i == home or item.kind in NAMES or (item.place and _owns(clause, i)):
            continue
        if item.low in FROM or "based" in item.low:
            continue
        if item.roles & REFUSED and not item.roles & {"be", "listed"}:
            return False
        if item.low not in PLACES and not item.roles & PASSED:
            return False
    if clause.items[home].kind != "country":
        return True
    near = [item for item in clause.items[max(0, home - 3) : home] if item.low != "the"]
    return bool(near) and (near[-1].low in FROM or "based" in near[-1].low)


FROM = frozenset({"from", "come from", "comes from", "hail from", "hails from", "at home in"})
FROM |= {"based in", "headquartered in", "made in"}
