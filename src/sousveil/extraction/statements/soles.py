"""All that a country has of one kind: its only supplier, how many suppliers it has."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.homes import framing
from sousveil.extraction.statements.lists import BOUNDS
from sousveil.extraction.statements.playing import scattered
from sousveil.model.query import Query, Sole

LIMITING = ("atleast", "atmost", "than")
HANDLED = ("only", "both", "every", "apart")
ALONE = frozenset({"alone", "only", "solely", "exclusively", "just", "nothing else", "nothing but"})


SELLERS = ("supplier ", "vendor ", "provider ", "seller ")


def sole(clause: Clause) -> Query | None:
    """Read "Huawei is Ghana's only supplier" and "the index names three suppliers in Kenya"."""
    numbers = clause.kinds("number")
    if not numbers and not clause.has("only", "supplier_noun"):
        return None
    found = clause.terms()
    if not found.places or found.unread or found.among or found.outside or found.lacking:
        return None
    handled = (*HANDLED, *LIMITING) if numbers else HANDLED
    if clause.unread(handled, numbers) or len(numbers) > 1 or _denied(clause):
        return None
    if scattered(clause):
        return None  # "Kenya has Huawei and NEC, Uganda only Huawei"
    if numbers:
        return _numbered(clause, numbers[0])
    everything = _everything(clause, found.suppliers)
    if everything and len(found.places) == 1 and not (found.technologies or found.origins):
        return Sole(countries=tuple(found.places), field="supplier", ids=tuple(found.suppliers))
    for i in clause.at("only"):
        if (origins := _only_from(clause, i)) and not found.suppliers:
            plain = len(found.places) == 1 and set(found.origins) == set(origins)
            if not plain or found.technologies:
                return None
            return Sole(countries=tuple(found.places), field="origin", ids=tuple(origins))
        field = _field(clause, i)
        origin = _origin(clause, i)
        if origin or found.origins:
            told = field == "supplier" and _where(clause, i)
            return _from_one_origin(clause, origin) if told else None
        ids = found.suppliers if field == "supplier" else found.technologies
        if field == "supplier" and found.suppliers and not found.technologies:
            return Sole(countries=tuple(found.places), field=field, ids=tuple(ids))
        if field == "technology" and ids and not found.sourced:
            return Sole(countries=tuple(found.places), field=field, ids=tuple(ids))
    return None


def _only_from(clause: Clause, i: int) -> list[str]:
    """Return where "only Chinese and American kit" and "only technology from China" are from."""
    origins: list[str] = []
    behind = False  # "technology from"
    for n, item in enumerate(clause.items[i + 1 : i + 9], i + 2):
        noun = "origin_noun" in item.roles and not item.roles & {"supplier_noun", "country_noun"}
        if item.kind == "demonym" or (behind and item.place):
            origins.append(item.id)
        elif noun and not origins and clause.low(n) == "from":
            behind = True
        elif noun or (behind and item.low not in ("from", "the", "and", ",")):
            return origins
        elif item.low not in ("and", ",") and not behind:
            return []
    return origins if behind else []


def _origin(clause: Clause, i: int) -> str:
    """Return where "the only Chinese supplier" and "the only supplier from China" are at home."""
    near = [item for item in clause.items[i + 1 : i + 6] if item.low not in ("the", "named")]
    at = next((k for k, item in enumerate(near) if "supplier_noun" in item.roles), None)
    if at is None:
        return ""
    before = near[at - 1] if at else None
    if before is not None and before.kind == "demonym":
        return before.id
    from_it = at + 2 < len(near) and near[at + 1].low in ("from", "out of", "of")
    return near[at + 2].id if from_it and near[at + 2].place else ""


def _where(clause: Clause, i: int) -> bool:
    """Tell "Egypt's only Chinese supplier" from "Egypt has Huawei, the only Chinese supplier"."""
    near = clause.items[i + 1 : i + 8]
    at = next((k for k, item in enumerate(near) if "supplier_noun" in item.roles), len(near))
    inside = any(item.place and item.kind != "demonym" for item in near[at + 1 :])
    return clause.low(i - 1) == "'s" or (inside and clause.low(i - 1) != ",")


def _from_one_origin(clause: Clause, origin: str) -> Query | None:
    """Read "Huawei is the only Chinese supplier in Egypt"; others may be named there, too."""
    found = clause.terms()
    homes = [
        {home.country for home in clause.codebook.suppliers[supplier].head_office}
        for supplier in found.suppliers
    ]
    at_home = any(
        clause.items[i].id == origin and i in clause.kinds("country") for i in clause.wanted
    )
    places = [place for place in found.places if place != origin or at_home]
    plain = origin and set(found.origins) <= {origin} and len(places) == 1
    if not plain or found.technologies or not homes or any(origin not in home for home in homes):
        return None
    return Sole(
        countries=tuple(places), field="supplier", ids=tuple(found.suppliers), origin=origin
    )


def _everything(clause: Clause, suppliers: list[str]) -> bool:
    """Tell "the suppliers named for Peru are Huawei and NEC", which says that these are all."""
    if not suppliers or clause.has("only", "every", "apart"):
        return False
    first = clause.kinds("supplier")[0]
    nouns = [i for i in clause.at("supplier_noun") if i < first and clause.low(i).endswith("s")]
    verbs = [i for i in clause.at("be") if i < first and clause.low(i) in ("are", "were")]
    if len(nouns) != 1 or len(verbs) != 1 or clause.low(nouns[0] - 1) not in ("the", "'s"):
        return False
    opens = all(
        clause.low(i) in ("the", "'s", ",") or clause.items[i].place or framing(clause.items[i])
        for i in range(nouns[0])
    )
    between = range(verbs[0] + 1, first)
    return opens and nouns[0] < verbs[0] and all(clause.low(i) in ("the", "both") for i in between)


def _denied(clause: Clause) -> bool:
    return any("lack" in clause.items[i].roles for i in clause.wanted)


def _field(clause: Clause, i: int) -> str:
    """Return what "only" belongs to: the noun or name right after it, or right before "alone"."""
    after = [
        item
        for item in clause.items[i + 1 : i + 4]
        if item.low not in ("the", "a", "named", "recorded", "from", "by")
        and item.kind != "demonym"
    ]
    before = clause.items[i - 1] if i else None
    if clause.low(i) in ("alone",) and before is not None:
        after = [before]
    if not after:
        return ""
    first = after[0]
    if first.kind == "technology" or first.low in ("technology", "kind", "system"):
        return "technology"
    seller = "supply" in first.roles and first.low.startswith(SELLERS)
    if first.kind == "supplier" or "supplier_noun" in first.roles or seller:
        return "supplier"
    return ""


def _numbered(clause: Clause, i: int) -> Query | None:
    """Read "three suppliers are named in Kazakhstan"."""
    found = clause.terms()
    after = clause.items[i + 1 : i + 4]
    noun = next(
        (i for i in after if i.roles & {"supplier_noun", "technology_noun", "country_noun"}), None
    )
    if noun is not None and not noun.roles & {"supplier_noun", "technology_noun"}:
        return None  # "63 countries use technology"
    if noun is None or len(found.places) != 1 or found.origins or not _only_so_many(clause, i):
        return None
    value, bound = _bound(clause, i)
    if not bound or (found.technologies and found.suppliers):
        return None
    if "supplier_noun" in noun.roles and found.technologies:
        return None
    if value != int(value):
        return None
    field = "supplier" if "supplier_noun" in noun.roles else "technology"
    if field == "technology" and found.sourced:
        return None
    ids = found.suppliers if field == "supplier" else found.technologies
    if ids and (len(ids) != value or bound != "exact"):
        return None
    origin = after[0].id if after[0].kind == "demonym" and ids else ""
    if origin and clause.kinds("supplier")[0] < i:
        return None  # "Huawei and ZTE, two Chinese companies"
    place = (found.places[0],)
    return Sole(
        countries=place,
        field=field,
        ids=tuple(ids),
        size=int(value),
        bound=bound,
        origin=origin,
    )


def _only_so_many(clause: Clause, number: int) -> bool:
    """Tell whether "only" limits nothing but the number: "only three", "only names three"."""
    for i in clause.at("only"):
        step = number - i
        told = step == SAID and "listed" in clause.items[i + 1].roles
        if step and not (clause.low(i) == "only" and (step == 1 or told)):
            return False
    return True


SAID = 2  # items from "only" to the number in "only names three"


def _bound(clause: Clause, i: int) -> tuple[float, str]:
    """Return a number with its bound: 4 and `min` for "more than three"; none if it is not sure."""
    item = clause.items[i]
    words = item.low
    if i and not clause.items[i - 1].roles.isdisjoint(LIMITING):
        words = f"{clause.low(i - 1)} {words}"
    limit = next((told for told in LIMITS if words.startswith(told)), "")
    if limit:
        bound, step = LIMITS[limit]
        return item.value + step, bound
    return item.value, "" if BOUNDS & set(words.split()) else "exact"


LIMITS = {
    "only ": ("exact", 0),
    "at least ": ("min", 0),
    "no fewer than ": ("min", 0),
    "no less than ": ("min", 0),
    "not fewer than ": ("min", 0),
    "more than ": ("min", 1),
    "over ": ("min", 1),
    "at most ": ("max", 0),
    "no more than ": ("max", 0),
    "not more than ": ("max", 0),
    "fewer than ": ("max", -1),
    "less than ": ("max", -1),
    "under ": ("max", -1),
}
