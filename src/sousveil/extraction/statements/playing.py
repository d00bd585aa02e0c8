"""Whether the names of a clause play their parts: who supplies, who buys, and where."""

from __future__ import annotations

from itertools import pairwise

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.countries import TITLE, part_of
from sousveil.extraction.statements.item import LINKS
from sousveil.extraction.statements.terms import Terms

OTHERS = frozenset(
    "customers clients buyers customer client buyer rival rivals competitor competitors counterpart"
    " retailer".split()
)
"""Nouns for those whom a firm deals with, besides countries."""

ROLES_OF = (
    "supplier of",
    "supplier to",
    "suppliers to",
    "suppliers of",
    "customer of",
    "customers of",
    "client of",
    "clients of",
    "buyer of",
    "buyers of",
    "vendor to",
    "seller to",
)

NAMED_AS = frozenset(
    {
        "as a",
        "as",
        "a",
        "an",
        "named",
        "one of",
        "among",
        "'s",
        "as its",
        "their",
        "its",
        "among its",
        "among their",
        "as suppliers",
        "are",
        "is",
        "the",
        "only",
        "sole",
        "listed",
    }
)

BESIDE = frozenset({"alongside", "next to", "beside", "as well as", "together with", "along with"})

RECORDING = frozenset(
    {
        "lists",
        "list",
        "records",
        "record",
        "counts",
        "names",
        "name",
        "mentions",
        "includes",
        "include",
        "reports",
        "shows",
        "registers",
    }
)

PREPOSITIONS = frozenset(
    {"in", "on", "from", "of", "to", "within", "with", "by", "for", "inside", "as"}
)

BUYERS = frozenset(
    {
        "customer of",
        "customers of",
        "client of",
        "clients of",
        "buyer of",
        "buyers of",
        "customer",
        "client",
        "buyer",
    }
)

CUSTOMERS = frozenset({"customers", "clients", "buyers", "markets"})

SELLERS = frozenset({"supplier of", "supplier to", "suppliers to", "source of", "vendor to"})


LISTS = frozenset({"list", "customer list", "client list", "register", "roster", "ledger"})
"""What a country or a company may keep itself."""

REACHING = frozenset({"reach", "reaches", "reached"})


def scattered(clause: Clause) -> bool:
    """Tell whether countries stand in two places, of which one may only say where: "in Japan"."""
    places = [i for i in clause.countries if part_of(clause.items, i) == "place"]
    if len(places) < 2:
        return False
    if any(
        clause.low(i).startswith(
            ("so do", "so ha", "so is", "so are", "as do", "as ha", "as is", "as are")
        )
        for i in clause.wanted
    ):
        return False
    for before, after in pairwise(places):
        between = clause.items[before + 1 : after]
        commas = {"and", ",", "or"} & {item.low for item in between}
        if not all(
            item.low in LINKS
            or item.low in BESIDE
            or item.roles & {"both", "every", "state_noun"}
            or item.low in ("'s", "government")
            or (commas and item.low in ("in", "for", "of", "to"))
            for item in between
        ):
            return True
    return False


def cities(clause: Clause) -> bool:
    """Tell "in Nairobi", which is the city; "Nairobi uses it" is the government."""
    return any(
        clause.low(i - 1).split(" ")[-1] in ("in", "at", "around", "across")
        for i in clause.kinds("capital")
        if i
    )


def actors(clause: Clause) -> bool:
    """Tell whether every firm spoken of has its name: not "companies in Kenya use it"."""
    places = clause.countries
    owned = [i for i in clause.kinds("supplier") if clause.low(i + 1) == "'s"]
    if any(
        "supplier_noun" in clause.items[i + 2].roles for i in owned if i + 2 < len(clause.items)
    ):
        return False  # "Huawei's suppliers supply Kenya"
    grammar = clause.codebook.grammar
    firms = OTHERS.union(grammar["firm"], grammar["firms"])
    for i in clause.wanted:
        low = clause.low(i)
        following = clause.items[i + 1] if i + 1 < len(clause.items) else None
        named = following is not None and following.kind == "supplier"
        if low.endswith(ROLES_OF) or low in ROLES_OF:
            if named and (low.startswith("supplier") or (places and i < places[0])):
                return False
            continue
        if low not in firms or named:
            continue
        before = clause.items[i - 1] if i else None
        if before is None:
            return False
        if before.kind == "demonym" and low not in ("customers", "clients", "buyers"):
            continue
        sells = low.startswith(("supplier", "vendor", "provider"))
        told = any(clause.low(j) != "'s" for j in clause.at("be", "listed", "found"))
        if before.low == "'s" and not told:
            return False
        if (
            sells
            and before.low in NAMED_AS
            and clause.kinds("supplier")
            and clause.low(i + 1) != "of"
        ):
            continue
        return False
    return True


def one_list(clause: Clause, kind: str) -> bool:
    """Tell whether the names of a kind stand in one list."""
    named = clause.kinds(kind)
    for before, after in pairwise(named):
        between = clause.items[before + 1 : after]
        added = next((i for i, item in enumerate(between) if item.low in BESIDE), None)
        if added is not None and all(
            item.place
            or "idle" in item.roles
            or item.low == ","
            or item.roles & {"supply", "found"}
            for item in between
        ):
            continue  # "names NEC in Chad, alongside Huawei"
        if not all(
            i.low in LINKS
            or i.low in BESIDE
            or i.place
            or i.low in ("from", "of", "by")
            or i.roles & {"both", "every"}
            or i.low == "'s"
            or (i.roles == TITLE and " " in i.low)
            for i in between
        ):
            return False
    return True


def one_source(clause: Clause) -> bool:
    """Tell whether the origins stand in one list: not "Chinese technology from Japan"."""
    origins = [i for i in clause.countries if part_of(clause.items, i) == "origin"]
    origins = [i for i in origins if not clause.is_missing(i)] or origins
    for before, after in pairwise(origins):
        between = clause.items[before + 1 : after]
        small = ("for", "of", "from", "with")
        if not all(
            i.low in LINKS or i.low in small or i.roles & {"both", "origin_noun"} for i in between
        ) or not any(i.low in ("and", ",", "or", "as well as", "nor") for i in between):
            return False
    return True


def _whence(clause: Clause, i: int) -> bool:
    """Tell a country behind "comes from" and "bought from", which does not use what is named."""
    at = i - 2 if clause.low(i - 1) == "the" else i - 1
    verb = clause.items[at] if at >= 0 else None
    return verb is not None and "buy" in verb.roles and verb.low.endswith(" from")


def directed(clause: Clause, found: Terms) -> bool:
    """Tell whether the verbs let the supplier supply and the country buy: not "Kenya owns X"."""
    if clause.told:
        return True  # "the index names Huawei for Kenya"
    for i in clause.wanted[1:]:
        if clause.low(i) in RECORDING and clause.items[i - 1].place:
            return False  # "Kenya lists Huawei"
    if any(clause.low(i) in LISTS and clause.low(i - 1) == "'s" for i in clause.wanted):
        return False  # "Kenya's list names Huawei"
    suppliers, places = (
        clause.kinds("supplier"),
        [i for i in clause.wanted if clause.items[i].place],
    )
    if clause.has("operate") and (found.sourced or not found.technologies):
        return False
    if any(_whence(clause, i) for i in places):
        return False  # "facial recognition comes from China"
    if not suppliers or not places:
        return True
    first, last = sorted((suppliers[0], places[0]))
    supplier_first = suppliers[0] < places[0]
    between = [i for i in clause.wanted if first < i < last]
    used = not supplier_first and _of_things(clause, between, last)
    for i in between:
        item = clause.items[i]
        if not item.roles & {"use", "supply", "buy", "found", "belong", "listed"}:
            continue
        if item.low.split(" ")[-1] in REACHING and not supplier_first:
            return False  # "Kenya has reached Huawei"
        if item.low in PREPOSITIONS or item.roles & {"found", "listed", "supplier_noun"}:
            continue
        allowed = "supply" if supplier_first else "buy"
        if clause.low(i + 1) == "over":
            return False  # "got over Huawei"
        has = item.low in ("has", "have", "had", "with")
        if allowed not in item.roles and not has and not (used and "use" in item.roles):
            return False
    if supplier_first and _the_only_ones(clause, first, between):
        return True  # "the only country with X is Y"
    told = {"found", "listed", "supplier_noun", "supply", "buy"}
    ahead = [i for i in clause.at("buy", "supply") if i < first]
    if any(clause.low(i).split(" ")[-1] in ("by", "of", "to", "for", "in") for i in ahead):
        return True  # "the only country supplied by X is Y", "among the suppliers of Y is X"
    owned = clause.items[last + 1 : last + 4]
    if supplier_first and any("supplier_noun" in item.roles for item in owned):
        return True  # "is among India's suppliers"
    bought = any(item.low.split(" ")[0] in CUSTOMERS for item in owned)
    if not supplier_first and clause.low(last + 1) == "'s" and bought:
        return True  # "Canada is among Huawei's customers"
    if not used and not any(
        clause.items[i].roles & told
        or clause.low(i) in ("in", "from", "by", "for", "has", "have", "had", "with", "'s")
        for i in between
    ):
        return False
    nouns = {clause.low(i) for i in between}
    return not (supplier_first and nouns & BUYERS) and not (not supplier_first and nouns & SELLERS)


def _of_things(clause: Clause, between: list[int], name: int) -> bool:
    """Tell "has installed technology from NEC" and "NEC kit" from "has installed NEC"."""
    verb = next((i for i in between if "use" in clause.items[i].roles), None)
    if verb is None:
        return False
    near = [*clause.items[verb + 1 : name], *clause.items[name + 1 : name + 3]]
    things = [i for i in near if i.roles & {"technology_noun", "origin_noun"}]
    return any("supplier_noun" not in item.roles for item in things)


def _the_only_ones(clause: Clause, first: int, between: list[int]) -> bool:
    """Tell "the only countries with X" before a supplier, and nothing but a copula behind it."""
    ahead = [i for i in clause.wanted if i < first]
    only = [i for i in clause.at("only") if i < first]
    noun = only and any("country_noun" in clause.items[i].roles for i in range(only[0] + 1, first))
    has = ahead and bool(clause.items[ahead[-1]].roles & {"use", "buy", "both"})
    names = [i for i in between if clause.items[i].kind != "supplier"]
    copula = [i for i in names if "be" in clause.items[i].roles and clause.low(i) != "'s"]
    rest = [i for i in names if i not in copula and clause.low(i) not in LINKS]
    return bool(noun and has) and len(copula) == 1 and not rest
