"""How many of a country's suppliers are at home there, abroad, or in another country.

The order of the words is free: "of the five companies named for Israel, four are Israeli and one
is American", "for South Korea the index names three domestic suppliers and one from abroad".
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.model.figure import Figure, Row
from sousveil.model.query import Member, Query, Sole

SMALL = frozenset(
    "of the in for with and while whereas but its their is are was were be has have had as to named"
    " listed recorded given by from among at on it"
    " counts count records record lists list names name shows show gives give , 's : ;".split()
)
SMALL |= {"of the", "named for", "recorded for", "listed for", "in the", "on the", "there are"}
SMALL |= {"come from", "comes from", "supplier for", "suppliers for", "suppliers of", "supplier of"}
SMALL |= {"based in", "headquartered in", "the other", "of them", "of which", "of these"}
EXACT = frozenset({"only", "just", "exactly"})
FRAMES = frozenset({"index", "edition_first", "edition_last"})
BASING = frozenset({"from", "based in", "headquartered in", "come from", "comes from"})
FIRM = frozenset({"supplier_noun", "origin_noun"})
FIRMS = frozenset({"supplier", "vendor", "provider", "company", "firm"})
FIRMS |= {"suppliers", "vendors", "providers", "companies", "firms"}
ABROAD = frozenset({"abroad", "overseas", "foreign", "elsewhere"})
STANDING = frozenset({"from", "are", "is", "were", "was", "come from", "comes from"})
ONE = frozenset({"one", "one of", "a single"})
ALL = {"all": 0, "all of": 0, "all the": 0, "both": 2, "both of": 2}
ALL |= {"all two": 2, "all three": 3, "all four": 4, "all five": 5}
NONE = frozenset({"none of", "none of the", "no"})


class Told(Struct):
    """So many of the suppliers, and where they are at home."""

    size: int
    home: str
    """Alpha-3; "" for abroad."""

    names: list[str] = field(default_factory=list)
    exact: bool = False


def firms_at_home(run: Sequence[Item], reading: Reading, before: Spoken | None) -> Made | None:
    """Read how many suppliers of one country are domestic, foreign, or of a country."""
    if before is not None or not any(_firms(item) for item in run):
        return None
    whose = _whose(run)
    if whose is None:
        return None
    if run[0].low in ALL or run[0].low in NONE:
        return _of_all(run, whose, reading)
    found = _told(run, whose)
    if found is None:
        return None
    total, parts = found
    code = run[whose].id
    said: list[Query] = []
    for part in parts:
        bound = "of" if part.exact or part.size > 1 or len(parts) > 1 else "some"
        where, at = ("home", part.home) if part.home else ("away", code)
        said.append(Sole(countries=(code,), field=where, ids=(at,), size=part.size, bound=bound))
        if part.names:
            if len(part.names) != part.size or not _at_home(part, code, reading):
                return None
            for name in part.names:
                named = Figure(having=(Row(supplier=name),))
                said.append(Member(countries=(code,), figure=named, listing=True))
            if part.home:
                said.append(Sole(countries=(part.home,), field="seat", ids=tuple(part.names)))
    if total:
        said.append(Sole(countries=(code,), field="supplier", ids=(), size=total))
    return _made(said, run, reading)


def _made(said: Sequence[Query], run: Sequence[Item], reading: Reading) -> Made:
    """Return what is stated, of the editions that the words name."""
    roles = frozenset(role for item in run for role in item.roles)
    editions = tuple(year for name, year in reading.years.items() if name in roles)
    stated = [
        Stated(query=q, editions=editions, first=run[0].first, stop=run[-1].stop) for q in said
    ]
    return Made(said=tuple(stated), spoken=Spoken(run=tuple(run), editions=editions))


def _of_all(run: Sequence[Item], whose: int, reading: Reading) -> Made | None:
    """Read "all three suppliers named for Taiwan are domestic" and "none of them is foreign"."""
    code, low = run[whose].id, run[0].low
    size, homes = ALL.get(low, 0), []
    for i, item in enumerate(run[1:], start=1):
        if i == whose or item.roles & FRAMES:
            continue
        if item.kind in ("number", "whole") and not size and item.roles <= {"idle"}:
            size = int(item.value)
        elif (home := _home(run, i, code)) is not None:
            homes.append(home)
        elif item.low not in SMALL and not _firms(item) and "seat_noun" not in item.roles:
            return None
    if len(homes) != 1:
        return None
    bound = "exact" if (low in ALL) == bool(homes[0]) else "none"
    said: list[Query] = [
        Sole(countries=(code,), field="home", ids=(homes[0] or code,), bound=bound)
    ]
    if size:
        said.append(Sole(countries=(code,), field="supplier", ids=(), size=size))
    return _made(said, run, reading)


def _firms(item: Item) -> bool:
    """Tell "suppliers" and "companies" from other words that firms go by."""
    words = item.low.split(" ")
    if len(words) > 1 and words[-1] in ("for", "of"):
        return words[0] in FIRMS
    return bool(item.roles & FIRM) and words[-1] in FIRMS


def _whose(run: Sequence[Item]) -> int | None:
    """Return where the country stands whose suppliers are spoken of."""
    places = [i for i, item in enumerate(run) if item.kind == "country"]
    told = [i for i in places if i == 0 or run[i - 1].low not in BASING]
    return told[0] if len(told) == 1 else None


def _told(run: Sequence[Item], whose: int) -> tuple[int, list[Told]] | None:
    """Return how many suppliers there are and where so many are; None unless all is read."""
    total, size, of_firms, exact = 0, 0, False, False
    parts: list[Told] = []
    names: list[str] = []
    for i, item in enumerate(run):
        if i == whose or item.roles & FRAMES:
            continue
        firms_behind = i + 1 < len(run) and _firms(run[i + 1])
        if item.kind == "whole":
            total = int(item.value)
        elif item.kind == "number" or (item.low in ONE and i + 1 < len(run)):
            value = int(item.value) or 1
            if not item.roles <= {"only", "idle", "supplier_noun"} or item.value != int(item.value):
                return None
            if size and firms_behind and not total:
                total = value
                continue
            if size and (parts or total or not of_firms):
                return None
            total, size = size or total, value
            of_firms, exact = firms_behind, exact or "only" in item.roles
        elif (home := _home(run, i, run[whose].id)) is not None:
            if not size:
                return None
            parts.append(Told(size=size, home=home, names=names, exact=exact))
            size, of_firms, exact, names = 0, False, False, []
        elif item.kind == "supplier":
            (names if size or not parts else parts[-1].names).append(item.id)
        elif item.low in EXACT:
            exact = True
        elif item.low not in SMALL and not _firms(item) and "seat_noun" not in item.roles:
            return None
    return (total, parts) if parts and not (size or names) else None


def _home(run: Sequence[Item], i: int, code: str) -> str | None:
    """Return the country in which a word says that firms are at home; "" for abroad."""
    item = run[i]
    if "homely" in item.roles:
        return code
    before = run[i - 1] if i else None
    if item.low in ABROAD:  # "has four suppliers abroad" may be what it sells
        told = before is not None and (before.low in STANDING or "seat_noun" in before.roles)
        return "" if told or item.low == "foreign" else None
    return item.id if item.kind in ("demonym", "country") else None


def _at_home(part: Told, code: str, reading: Reading) -> bool:
    """Tell whether firms that are said to be foreign are not of the country itself."""
    if part.home:
        return True
    known = reading.codebook.suppliers
    return all(
        code not in {home.country for home in known[name].head_office} for name in part.names
    )
