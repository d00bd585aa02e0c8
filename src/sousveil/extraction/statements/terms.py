"""What some items name: technologies, suppliers, origins, countries and groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.named_words import words_of
from sousveil.extraction.two_conditions import letters_of, two_things
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Measured, Row

LINKS = frozenset(
    {"and", "or", ",", "the", "a", "an", "both", "either", "&", "neither", "nor", "as well as"}
)
BEHIND = LINKS | {"from", "of", "all", "which", "are"}
HOME_WORDS = frozenset({"native", "home", "own", "home market", "its"})
OUTSIDE = frozenset({"outside", "beyond", "outside its", "beyond its", "outside the", "outside of"})

ONE_FIRM = frozenset(
    {"company", "firm", "giant", "group", "maker", "supplier", "vendor", "operator"}
)
LOOK = 6  # items to either side that may tell the part of a country


class Terms(Struct):
    """Ids by the part they play; everything empty until found."""

    technologies: list[str] = field(default_factory=list)
    suppliers: list[str] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    among: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    lacking: list[Row] = field(default_factory=list)
    """What is said not to be there: "without Chinese technology"."""

    measured: list[Measured] = field(default_factory=list)
    loose: bool = False
    unread: list[str] = field(default_factory=list)
    two: bool = False
    """True where a technology and an origin are joined, and none is of the other."""

    joined: str = ""
    """`or` where the words leave a choice between technologies, suppliers or origins."""

    @property
    def conditions(self) -> bool:
        """True where anything but countries is named."""
        return bool(
            self.technologies
            or self.suppliers
            or self.origins
            or self.among
            or self.outside
            or self.lacking
            or self.measured
        )

    @property
    def sourced(self) -> bool:
        """True where suppliers or origins are named."""
        return bool(self.suppliers or self.origins)


def terms(all_items: Sequence[Item], wanted: Sequence[int], codebook: Codebook) -> Terms:
    """Return the terms of the items at `wanted`; the others tell which part a country plays."""
    found = Terms()
    missing = lacking(all_items)
    for at in wanted:
        item = all_items[at]
        if item.measured is not None:
            found.measured.append(item.measured)
        elif item.kind == "technology":
            if _apart(all_items, at):
                found.unread.append(item.low)
            elif at in missing:
                _add(found.lacking, Row(technology=item.id))
            else:
                _add(found.technologies, item.id)
        elif item.kind == "supplier":
            if _apart(all_items, at):
                _add(found.apart, item.id)
            elif at in missing:
                _add(found.lacking, Row(supplier=item.id))
            else:
                _add(found.suppliers, item.id)
        elif item.place and at in missing and part_of(all_items, at) == "origin":
            _add(found.lacking, Row(origin=item.id))
        elif item.kind == "group":
            _group(all_items, at, found)
        elif item.place:
            _place(all_items, at, found, codebook)
        elif item.low == "or" or "either" in item.roles:
            found.joined = "or"
    if len(found.lacking) > 1:
        of_origin = [row for row in found.lacking if row != Row(technology=ANY_TECHNOLOGY)]
        found.lacking = of_origin or found.lacking
    specific = [t for t in found.technologies if t != ANY_TECHNOLOGY]
    found.technologies = specific or found.technologies
    if len(specific) == 1 and len(found.suppliers) + len(found.origins) == 1:
        found.two = two_things(letters_of(words_of(all_items, wanted)))
    if not found.suppliers:
        return found
    homes = {codebook.suppliers[s].home("9999-12-31") for s in found.suppliers}
    if set(found.origins) <= homes:
        if _wrong_home(all_items, wanted, codebook):
            found.unread.append("home")  # "the Chinese companies Huawei and NEC"
        found.origins.clear()
    return found


def _wrong_home(all_items: Sequence[Item], wanted: Sequence[int], codebook: Codebook) -> bool:
    """Tell whether a country describes the suppliers behind or before it, and is not their home."""
    for at in wanted:
        item = all_items[at]
        if not item.place or part_of(all_items, at) != "origin":
            continue
        for i in _suppliers_beside(all_items, at):
            homes = {home.country for home in codebook.suppliers[all_items[i].id].head_office}
            if homes and item.id not in homes:
                return True
    return False


def _suppliers_beside(all_items: Sequence[Item], at: int) -> list[int]:
    """Return the suppliers of the list that a country stands before; else of the one before it."""
    listed: list[int] = []
    one = False
    for i in range(at + 1, min(len(all_items), at + 4 * LOOK)):
        item = all_items[i]
        if item.kind == "supplier":
            listed.append(i)
            if one:
                break
        elif item.low in ONE_FIRM:
            one = True  # "the American company Honeywell and the Chinese giant Huawei"
        elif not (item.low in LINKS or (not listed and item.roles & {"origin_noun", "idle"})):
            break
    if listed:
        return listed
    for i in range(at - 1, max(-1, at - 4 * LOOK), -1):
        item = all_items[i]
        if item.kind == "supplier":
            listed.append(i)
        elif not (item.low in BEHIND or item.roles & {"both", "every"}):
            break
    return listed


def figure(found: Terms) -> Figure:
    """Return the set of countries that meets all the terms named."""
    rows = [Row(technology=technology) for technology in found.technologies if technology]
    rows = [row for row in rows if row.technology != ANY_TECHNOLOGY]
    sources = [Row(supplier=supplier) for supplier in found.suppliers]
    sources += [Row(origin=origin) for origin in found.origins]
    if rows and sources and not found.two:
        # said of one delivery, which a table does not hold together
        rows = [
            Row(technology=row.technology, supplier=source.supplier, origin=source.origin)
            for row in rows
            for source in sources
        ]
        sources = []
    every = (*rows, *sources)
    several = len(every) > 1 and found.joined == "or"
    return Figure(
        having=() if several else every,
        any_of=every if several else (),
        lacking=tuple(found.lacking),
        measured=tuple(found.measured),
        among=tuple(found.among),
        outside=tuple(found.outside),
        without=tuple(c for c in found.apart if len(c) == 3 and c.isupper()),
    )


def apart_in_kind(found: Terms, codebook: Codebook) -> bool:
    """Tell whether two regions, or two kinds of regime, are named, which no country is both of."""
    kinds = [codebook.groups[group].kind for group in found.among]
    return any(kinds.count(kind) > 1 for kind in ("region", "regime"))


NEGATING = frozenset(
    {
        "no",
        "without",
        "without a",
        "without any",
        "neither",
        "nor",
        "lacks",
        "lack",
        "lacking",
        "missing",
        "not a",
        "devoid of",
        "no recorded",
    }
)
INSIDE = frozenset({"in", "for", "at", "within", "across", "beside", "tick for"})
BETWEEN = 4  # items that may stand between "no" and what is not there


def lacking(all_items: Sequence[Item]) -> frozenset[int]:
    """Return the names that the words of a sentence say are not there."""
    return _whole(all_items).lacking


def _lacking(all_items: Sequence[Item]) -> frozenset[int]:
    """Return the names that "no", "without" and "neither ... nor" stand before.

    "no country" denies no name: there the word counts countries.
    """
    found: set[int] = set()
    for at, item in enumerate(all_items):
        if item.low not in NEGATING:
            continue
        named = False
        for i in range(at + 1, len(all_items)):
            other = all_items[i]
            name = other.place or other.kind in ("supplier", "technology")
            if named and other.place and all_items[i - 1].low in INSIDE:
                break  # "no smart policing in Spain"
            if name and other.kind == "supplier" and _is_customer(all_items, i + 1):
                break  # "no NEC customer"
            if name:
                if i in found:  # from here on the words before have been followed already
                    break
                found.add(i)
                named = True
            elif _ends(other, named, i - at):
                break
    return frozenset(found)


TITLE = frozenset({"idle"})
"""Roles of "the Chinese giant" before a name."""


def _told_of(before: Sequence[Item]) -> bool:
    """Tell "names no NEC in" from "is a customer of NEC in", whose seat that may be."""
    names = 0
    for item in before:
        if item.kind == "supplier":
            names += 1
        elif item.low not in LINKS and item.low not in NEGATING and item.roles != TITLE:
            return names > 0 and bool(item.roles & {"reported", "listed"})
    return False


CUSTOMERS = frozenset({"customer", "customers", "client", "clients", "country", "countries"})
CUSTOMERS |= {"buyer", "buyers", "user", "users", "market", "markets"}


def _is_customer(all_items: Sequence[Item], at: int) -> bool:
    return at < len(all_items) and all_items[at].low in CUSTOMERS


WHERE = frozenset({"in", "for", "at", "within", "inside", "across", "throughout"})
"""What is not there is not what it is not in: "no Chinese technology in Qatar"."""


def _ends(item: Item, named: bool, reach: int) -> bool:
    """Tell whether what is not there ends before an item; `named` once there was a name."""
    if item.kind in ("group", "unknown") or (item.kind == "sign" and item.low != ","):
        return True
    if "apart" in item.roles and "lack" not in item.roles:
        return True  # "no country is gone except Oman"
    if named:
        copula = "be" in item.roles and item.low != "'s"  # "with no tick for it is Botswana"
        return (
            item.low in WHERE
            or copula
            or not (item.low in LINKS or item.roles & {"origin_noun", "idle"})
        )
    verbs = item.roles & {"be", "more", "most", "fewer"}
    return bool(verbs) or _counts(item) or reach > BETWEEN


COUNTED = frozenset({"country", "countries", "nation", "nations", "states", "governments"})


def _counts(item: Item) -> bool:
    """Tell whether a word is a noun that "no" can count: "no country", "no firm"."""
    if item.low in COUNTED:
        return True  # "no country has Palantir"
    nouns = {"country_noun", "supplier_noun", "region_noun", "technology_noun", "anyother"}
    return bool(item.roles & nouns) and not item.roles & {"idle", "origin_noun"}


def _add(where: list[Any], what: Any) -> None:
    if what not in where:
        where.append(what)


def _group(all_items: Sequence[Item], at: int, found: Terms) -> None:
    item = all_items[at]
    before = _before(all_items, at)
    owned = len(before) > 1 and before[0].low == "'s" and before[1].place
    if owned:  # "outside China's Belt and Road"
        before = before[2:]
    if any({"outside", "apart"} & i.roles for i in before[:2]):
        _add(found.outside, item.id)
    else:
        _add(found.among, item.id)
    found.loose = found.loose or item.loose


def _place(all_items: Sequence[Item], at: int, found: Terms, codebook: Codebook) -> None:
    part = part_of(all_items, at)
    item = all_items[at]
    if part == "origin":
        _add(found.origins, item.id)
    elif part == "apart":
        _add(found.apart, item.id)
    elif part == "place":
        if _inside(all_items, at):
            found.unread.append(item.low)
        _add(found.places, item.id)
    elif part == "home":
        near = [*all_items[at + 1 : at + LOOK], *reversed(all_items[max(0, at - LOOK) : at])]
        if at > 1 and all_items[at - 1].low in ("of", "from") and item.kind != "demonym":
            near = near if all_items[at - 2].kind != "supplier" else [all_items[at - 2]]
        following = next((i for i in near if i.kind == "supplier"), None)
        if following is not None:
            homes = {h.country for h in codebook.suppliers[following.id].head_office}
            if homes and item.id not in homes:
                found.unread.append(item.low)


def _inside(all_items: Sequence[Item], at: int) -> bool:
    """Tell "American states" and "Kenya's places", which are inside a country."""
    after = _after(all_items, at)
    return bool(after) and after[0].low in ("states", "state", "places", "place", "territories")


def part_of(all_items: Sequence[Item], at: int) -> str:
    """Tell whether a country is an `origin`, a `place`, set `apart`, or a supplier's `home`."""
    first, last = _run(all_items, at)
    before = _before(all_items, first)
    after = _after(all_items, last)
    item = all_items[at]
    possessive = last + 1 < len(all_items) and all_items[last + 1].low in ("'s", "'")
    head = after[0] if after else None
    near = before[0] if before else None
    if near is not None and "apart" in near.roles and "lack" not in near.roles:
        return "apart"
    beyond = near if near is None or near.low not in HOME_WORDS else next(iter(before[1:]), None)
    if beyond is not None and beyond.low in OUTSIDE:
        return "apart"
    if beyond is not None and beyond.low in ("borders of", "the borders of"):
        return "apart"
    if head is not None and head.kind == "supplier" and (possessive or item.kind == "demonym"):
        return "home"
    if head is not None and head.kind == "group":
        return "idle" if item.kind == "demonym" or possessive else "place"
    told = bool(before) and _told_of(before[1:])
    small = ("of", "from") if told else ("of", "in", "from")  # "the table names NEC in Chad"
    if near is not None and near.low in small and _supplier_before(before):
        return "home"
    acts = after[:1] and (after[0].low in ("are", "were") or "operate" in after[0].roles)
    the = at > 0 and all_items[at - 1].low == "the"
    if item.kind == "demonym" and the and acts and len(after) > 1 and "among" in after[1].low:
        return "place"  # "the Japanese are among those that use it"
    described = _described(after)
    if described is not None:
        if "state_noun" in described.roles:
            return "place" if not _supplies(after[1:]) else "origin"
        if possessive and item.kind != "demonym" and "supplier_noun" in described.roles:
            return "place" if any(i.kind == "supplier" for i in all_items) else "origin"
        if "origin_noun" in described.roles and (
            item.kind == "demonym" or possessive or _adjective(after)
        ):
            return "origin"
        if described.kind == "technology":
            if item.kind == "demonym" or not possessive:
                return "origin" if item.kind == "demonym" or _adjective(after) else "place"
            return "place"
    if near is not None and near.low == "by" and len(before) > 1 and _taken(before[1]):
        return "place"  # "has been adopted by Germany"
    if near is not None and "from" in near.roles and near.low not in ("of", "through"):
        return "origin"
    if near is not None and near.low == "of" and len(before) > 1:
        noun = before[1].roles
        return "origin" if "origin_noun" in noun and "state_noun" not in noun else "place"
    if _supplies(after):
        return "origin"
    return "origin" if item.kind == "demonym" else "place"


def _taken(item: Item) -> bool:
    """Tell a participle of use, "adopted", from one of supply, "provided"."""
    taken = item.roles & {"use", "buy"} and not item.roles & {"supply", "found"}
    return bool(taken) and item.low.endswith(("ed", "bought", "got", "use"))


def _adjective(after: Sequence[Item]) -> bool:
    """Tell "China technology", where no verb stands between."""
    return bool(after) and after[0].kind in ("word", "technology") and "be" not in after[0].roles


def _described(after: Sequence[Item]) -> Item | None:
    """Return the noun that a country in front of it describes."""
    for item in after[:3]:
        if item.kind == "technology":
            return item
        if item.roles & {"origin_noun", "state_noun"} and not item.roles & {"be", "use"}:
            return item
        if item.kind == "idle" and item.low not in ("in", "to", "and", "at", "of", "has", "for"):
            continue
        if item.low in ("listed",):
            continue
        return None
    return None


def _supplies(after: Sequence[Item]) -> bool:
    """Tell whether a verb of supply follows, of which the country is the subject."""
    for place, item in enumerate(after[:4]):
        if "supply" in item.roles and "use" not in item.roles:
            following = after[place + 1].low if place + 1 < len(after) else ""
            return following != "by" and "from" not in item.roles
        if "be" in item.roles or item.low in ("has", "have", "also", "now", "itself", "still"):
            if "be" in item.roles:
                return (
                    place + 1 < len(after)
                    and "supply" in after[place + 1].roles
                    and after[place + 1].low.endswith(("ing", " of", " to", " for", " in", "er"))
                )
            continue
        return False
    return False


def _supplier_before(before: Sequence[Item]) -> bool:
    return len(before) > 1 and before[1].kind == "supplier"


def _run(all_items: Sequence[Item], at: int) -> tuple[int, int]:
    """Return the first and last item of the list of countries that an item stands in."""
    return _whole(all_items).runs[at]


class _Whole(Struct, frozen=True):
    """What is asked of a sentence for each of its words, and found once."""

    items: Sequence[Item]
    runs: dict[int, tuple[int, int]]
    """Each country to the first and the last of the list of countries that it stands in."""

    lacking: frozenset[int]


_wholes: list[_Whole] = []
"""The sentence that was asked about last; nothing of it changes once its items are made."""


def _whole(all_items: Sequence[Item]) -> _Whole:
    for known in _wholes:
        if known.items is all_items:
            return known
    made = _Whole(all_items, _runs(all_items), _lacking(all_items))
    _wholes[:] = [made]
    return made


def _runs(all_items: Sequence[Item]) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    places: list[int] = []
    for at in range(len(all_items) + 1):
        if at < len(all_items) and all_items[at].place:
            places.append(at)
        elif places and (at == len(all_items) or all_items[at].low not in LINKS):
            found.update((place, (places[0], places[-1])) for place in places)
            places = []
    return found


def _before(all_items: Sequence[Item], at: int) -> list[Item]:
    """Return the items before one, nearest first, without articles."""
    near = all_items[max(0, at - LOOK) : at]
    small = ("the", "both", "either", "mainland", "a", "all three", "all four", "each of")
    return [i for i in reversed(near) if i.low not in small]


def _after(all_items: Sequence[Item], at: int) -> list[Item]:
    near = all_items[at + 1 : at + 1 + LOOK]
    return [i for i in near if i.low not in ("'s", "'", "the", "own")]


def _apart(all_items: Sequence[Item], at: int) -> bool:
    before = _before(all_items, at)
    return bool(before) and "apart" in before[0].roles
