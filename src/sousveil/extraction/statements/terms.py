"""What some items name: technologies, suppliers, origins, countries and groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.statements.countries import LOOK, items_after, items_before, part_of
from sousveil.extraction.statements.item import LINKS, Item
from sousveil.extraction.statements.lacking import lacking
from sousveil.extraction.statements.named_words import words_of
from sousveil.extraction.two_conditions import letters_of, two_things
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Measured, Row

BEHIND = LINKS | {"from", "of", "all", "which", "are"}

ONE_FIRM = frozenset(
    {"company", "firm", "giant", "group", "maker", "supplier", "vendor", "operator"}
)


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


def _add(where: list[Any], what: Any) -> None:
    if what not in where:
        where.append(what)


def _group(all_items: Sequence[Item], at: int, found: Terms) -> None:
    item = all_items[at]
    before = items_before(all_items, at)
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
    after = items_after(all_items, at)
    return bool(after) and after[0].low in ("states", "state", "places", "place", "territories")


def _apart(all_items: Sequence[Item], at: int) -> bool:
    before = items_before(all_items, at)
    return bool(before) and "apart" in before[0].roles
