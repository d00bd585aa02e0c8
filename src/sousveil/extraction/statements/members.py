"""Countries in a set: "Kenya uses it", "every democracy has it", "only Kenya has it"."""

from __future__ import annotations

from itertools import pairwise

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.terms import LINKS, Terms, figure, part_of
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row
from sousveil.model.query import Member, Part, Query

HANDLED = ("every", "both_editions", "lack", "only", "both", "apart", "outside", "operate")
RELATIVE = frozenset({"that", "which", "who", "where", "whose", "whom"})
NOT_FINITE = frozenset(
    {
        "with",
        "in",
        "on",
        "from",
        "of",
        "by",
        "within",
        "inside",
        "having",
        "as",
        "under",
        "along",
        "without",
        "among",
        "a part of",
        "part of",
    }
)
LISTED_VERBS = frozenset(
    {
        "appears",
        "appear",
        "appeared",
        "figure",
        "figures",
        "features",
        "feature",
        "made it into",
        "made it onto",
        "made the list",
        "entered",
        "came into",
    }
)
BOUNDS = frozenset(
    {
        "least",
        "over",
        "more",
        "than",
        "about",
        "nearly",
        "almost",
        "some",
        "most",
        "around",
        "roughly",
        "under",
        "up",
    }
)
QUANTIFIERS = ("notall", "every", "none", "mostly", "few", "some", "only")


def member(clause: Clause) -> Query | None:
    """Read countries that are said to be, or not to be, in a set."""
    found = clause.terms()
    if not found.places or found.unread or found.loose:
        return None
    if not found.conditions and not clause.listing and not clause.has("listed"):
        return None
    only = _only_places(clause)
    if only is None or (found.suppliers and found.origins) or not _directed(clause, found):
        return None
    listed_group = [
        g for g in found.among if set(clause.codebook.groups[g].countries) == set(found.places)
    ]
    found.among = [g for g in found.among if g not in listed_group]
    if clause.unsourced(found) or not (clause.verb() or clause.told):
        return None
    if found.among and not (found.technologies or found.sourced or found.lacking or found.measured):
        acting = [i for i in clause.at("use", "buy", "supply") if clause.low(i) not in PREPOSITIONS]
        if any(
            not clause.items[i].roles & {"belong", "be", "classed", "listed", "idle"}
            for i in acting
        ):
            return None  # "Kenya uses Africa"
    if found.among and not only and (found.technologies or found.sourced or found.lacking):
        return None
    if not _actors(clause) or not _one_list(clause, "supplier") or not _one_source(clause):
        return None
    if _scattered(clause) or _cities(clause) or clause.joined_places():
        return None
    if not _all_of_them(clause) or (found.suppliers and _sole_noun(clause)):
        return None
    handled = [role for role in HANDLED if role != "only" or only]
    numbers = clause.kinds("number")
    sized = [i for i in numbers if _of_whole(clause, i)]
    others = [i for i in numbers if i not in sized]
    if clause.unread(handled, numbers) or not _as_many(clause, others, len(found.places)):
        return None
    if len(sized) > 1:
        return None
    only = only or _counted_off(clause, others) or exhaustive(clause)
    if found.lacking == [Row(technology=ANY_TECHNOLOGY)]:
        return Member(countries=tuple(found.places), figure=Figure(), negated=True)
    denied = _denied(clause)
    if denied is None or (
        clause.has("none")
        and any(
            ("country_noun" in clause.items[i + 1].roles or clause.items[i + 1].kind == "group")
            for i in clause.at("none")
            if i + 1 < len(clause.items)
        )
    ):
        return None
    if any(
        clause.items[i].place and clause.is_missing(i) and clause.items[i].id in found.places
        for i in clause.wanted
    ):
        denied = True
    if not found.conditions and not _listed(clause):
        return None
    if len(found.lacking) == 1 and not only and not denied and not _besides(found):
        found.technologies, found.suppliers, found.origins = _turned(found.lacking[0])
        found.lacking, denied = [], True
    query = figure(found)
    if found.technologies and not query.rows() and not clause.listing:
        query = Figure(among=query.among, outside=query.outside)
    return Member(
        countries=tuple(found.places),
        figure=query,
        negated=denied,
        listing=clause.listing or clause.recorded,
        only=only,
        size=int(clause.items[sized[0]].value) if sized else None,
        among="any" if found.joined == "or" and not denied else "",
    )


def _scattered(clause: Clause) -> bool:
    """Tell whether countries stand in two places, of which one may only say where: "in Japan"."""
    places = [
        i for i in clause.wanted if clause.items[i].place and part_of(clause.items, i) == "place"
    ]
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


def _cities(clause: Clause) -> bool:
    """Tell "in Nairobi", which is the city; "Nairobi uses it" is the government."""
    return any(
        clause.low(i - 1).split(" ")[-1] in ("in", "at", "around", "across")
        for i in clause.kinds("capital")
        if i
    )


FIRMS = frozenset(
    {
        "businesses",
        "contractors",
        "players",
        "producers",
        "producer",
        "exporter",
        "exporters",
        "company",
        "companies",
        "firm",
        "firms",
        "business",
        "contractor",
        "retailer",
        "vendor",
        "vendors",
        "supplier",
        "suppliers",
        "provider",
        "providers",
        "maker",
        "makers",
        "manufacturer",
        "manufacturers",
        "customers",
        "clients",
        "buyers",
        "customer",
        "client",
        "buyer",
        "seller",
        "corporation",
        "corporations",
        "giant",
        "group",
        "brand",
    }
)
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


def _actors(clause: Clause) -> bool:
    """Tell whether every firm spoken of has its name: not "companies in Kenya use it"."""
    places = [i for i in clause.wanted if clause.items[i].place]
    owned = [i for i in clause.kinds("supplier") if clause.low(i + 1) == "'s"]
    if any(
        "supplier_noun" in clause.items[i + 2].roles for i in owned if i + 2 < len(clause.items)
    ):
        return False  # "Huawei's suppliers supply Kenya"
    for i in clause.wanted:
        low = clause.low(i)
        following = clause.items[i + 1] if i + 1 < len(clause.items) else None
        named = following is not None and following.kind == "supplier"
        if low.endswith(ROLES_OF) or low in ROLES_OF:
            if named and (low.startswith("supplier") or (places and i < places[0])):
                return False
            continue
        if low not in FIRMS or named:
            continue
        before = clause.items[i - 1] if i else None
        if before is None:
            return False
        if before.kind == "demonym" and low not in ("customers", "clients", "buyers"):
            continue
        sells = low.startswith(("supplier", "vendor", "provider"))
        if before.low == "'s" and not clause.has("be", "listed", "found"):
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


BESIDE = frozenset({"alongside", "next to", "beside", "as well as", "together with", "along with"})


def _one_list(clause: Clause, kind: str) -> bool:
    """Tell whether the names of a kind stand in one list."""
    named = clause.kinds(kind)
    for before, after in pairwise(named):
        between = clause.items[before + 1 : after]
        if not all(
            i.low in LINKS
            or i.low in BESIDE
            or i.place
            or i.roles & {"both", "every"}
            or i.low == "'s"
            for i in between
        ):
            return False
    return True


def _one_source(clause: Clause) -> bool:
    """Tell whether the origins stand in one list: not "Chinese technology from Japan"."""
    origins = [
        i for i in clause.wanted if clause.items[i].place and part_of(clause.items, i) == "origin"
    ]
    for before, after in pairwise(origins):
        between = clause.items[before + 1 : after]
        small = ("for", "of", "from", "with")
        if not all(
            i.low in LINKS or i.low in small or i.roles & {"both", "origin_noun"} for i in between
        ) or not any(i.low in ("and", ",", "or", "as well as") for i in between):
            return False
    return True


def _all_of_them(clause: Clause) -> bool:
    """Tell "all three use it" from "all its technology" and "everywhere"."""
    for i in clause.at("every"):
        rest = [
            item
            for item in clause.items[i + 1 : i + 5]
            if item.low not in ("of", "the", "of the", "them", ",")
            and item.kind != "number"
            and not item.low.startswith(("the ", "those "))
        ]
        named = [item for item in clause.items[:i] if item.place or item.kind == "supplier"]
        before = len(named) > 1
        found = clause.terms()
        if max(len(found.places), len(found.suppliers)) < 2:
            return False
        if rest and rest[0].kind == "group":
            members = clause.codebook.groups[rest[0].id].countries
            return set(members) == set(found.places)
        if not rest:
            return False
        verb = rest[0].roles & {"use", "supply", "buy", "found", "be", "belong", "listed"}
        if not (rest[0].place or rest[0].kind == "group" or (before and verb)):
            return False
    return True


def exhaustive(clause: Clause) -> bool:
    """Tell "the countries with it are Kenya and Ghana", which says that there are no others."""
    places = [i for i in clause.wanted if clause.items[i].place]
    if _these_are(clause) or clause.low(clause.wanted[0]).startswith(("of all", "among all")):
        return True
    verbs = [i for i in clause.at("be") if i < places[0] and clause.low(i) != "'s"]
    if (
        not verbs
        or clause.has("found")
        or any(clause.low(i) in ("among", "one of", "include") for i in clause.wanted)
    ):
        return False
    nouns = {"country_noun", "supplier_noun", "new", "gone", "customers"}
    return any(
        clause.items[i].roles & nouns
        or clause.items[i].kind == "group"
        or clause.low(i).startswith(("user", "adopter", "buyer", "customer"))
        for i in clause.wanted
        if i < verbs[-1]
    )


def _these_are(clause: Clause) -> bool:
    """Tell "these are the countries that use it", "they are Huawei's customers"."""
    for i in clause.at("be"):
        rest = clause.items[i + 1 : i + 4]
        if clause.low(i) == "'s" or not rest:
            continue
        if rest[0].low == "the" and any(
            j.roles & {"country_noun", "customers", "new"} or j.kind == "group" for j in rest[1:]
        ):
            return True
        if rest[0].kind == "supplier" and any(
            j.low in ("customers", "clients", "buyers", "markets") for j in rest[1:]
        ):
            return True
    return False


def _directed(clause: Clause, found: Terms) -> bool:
    """Tell whether the verbs let the supplier supply and the country buy: not "Kenya owns X"."""
    if clause.told:
        return True  # "the index names Huawei for Kenya"
    for i in clause.wanted[1:]:
        if clause.low(i) in RECORDING and clause.items[i - 1].place:
            return False  # "Kenya lists Huawei"
    suppliers, places = (
        clause.kinds("supplier"),
        [i for i in clause.wanted if clause.items[i].place],
    )
    if clause.has("operate") and (found.sourced or not found.technologies):
        return False
    if not suppliers or not places:
        return True
    first, last = sorted((suppliers[0], places[0]))
    supplier_first = suppliers[0] < places[0]
    between = [i for i in clause.wanted if first < i < last]
    for i in between:
        item = clause.items[i]
        if not item.roles & {"use", "supply", "buy", "found", "belong", "listed"}:
            continue
        if item.low in PREPOSITIONS or item.roles & {"found", "listed", "supplier_noun"}:
            continue
        allowed = "supply" if supplier_first else "buy"
        if allowed not in item.roles and item.low not in ("has", "have", "had", "with"):
            return False
    told = {"found", "listed", "supplier_noun", "supply", "buy"}
    ahead = [i for i in clause.at("buy", "supply") if i < first]
    if any(clause.low(i).split(" ")[-1] in ("by", "of", "to", "for", "in") for i in ahead):
        return True  # "the only country supplied by X is Y", "among the suppliers of Y is X"
    owned = clause.items[last + 1 : last + 4]
    if supplier_first and any("supplier_noun" in item.roles for item in owned):
        return True  # "is among India's suppliers"
    if not any(
        clause.items[i].roles & told
        or clause.low(i) in ("in", "from", "by", "for", "has", "have", "had", "with", "'s")
        for i in between
    ):
        return False
    nouns = {clause.low(i) for i in between}
    return not (supplier_first and nouns & BUYERS) and not (not supplier_first and nouns & SELLERS)


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
SELLERS = frozenset({"supplier of", "supplier to", "suppliers to", "source of", "vendor to"})


def _besides(found: Terms) -> bool:
    """Tell whether anything but what is lacking is asked of the countries."""
    return bool(
        found.technologies or found.sourced or found.among or found.outside or found.measured
    )


def _turned(row: Row) -> tuple[list[str], list[str], list[str]]:
    """Return what a row asks, as terms: what is not there is what is denied."""
    named = (row.technology, row.supplier, row.origin)
    technologies, suppliers, origins = ([name] if name else [] for name in named)
    return technologies, suppliers, origins


def _of_whole(clause: Clause, i: int) -> bool:
    """Tell "among the 97 countries", which says how large the whole set is."""
    low = clause.low(i)
    if BOUNDS & set(low.split()):
        return False
    definite = low.startswith("the ") or clause.low(i - 1) in ("the", "of the")
    before = [clause.low(j) for j in range(max(0, i - 3), i)]
    return definite and any(
        b in ("among", "one of", "of", "belongs to", "is among") for b in before
    )


def _as_many(clause: Clause, numbers: list[int], places: int) -> bool:
    """Tell whether every number only counts the countries named: "all three of them"."""
    return all(clause.items[i].value == places for i in numbers)


def _counted_off(clause: Clause, numbers: list[int]) -> bool:
    """Tell "four countries: Kenya, ..." from "the four", "all four", "each of the four"."""
    for i in numbers:
        definite = clause.low(i).startswith(("the ", "all ", "these ")) or clause.low(i - 1) in (
            "the",
            "all",
            "of",
            "each of",
            "all of",
            "of the",
            "every one of",
        )
        following = clause.items[i + 1 : i + 4]
        if not definite and any("country_noun" in item.roles for item in following):
            return True
    return False


def _sole_noun(clause: Clause) -> bool:
    """Tell "Kenya's supplier is Huawei", which says that there is no other."""
    for i in clause.wanted:
        if clause.low(i).startswith("supplier") and clause.low(i - 1) == "the":
            return clause.has("be") and clause.low(i - 2) not in ("among", "one of", "of")
    for i in clause.at("supplier_noun"):
        following = clause.items[i + 1 : i + 3]
        before = [clause.low(j) for j in range(max(0, i - 3), i)]
        if clause.low(i) in ("supplier", "vendor", "provider") and any(
            "be" in item.roles for item in following[:1]
        ):
            return "among" not in before and "one of" not in before
    return False


def _listed(clause: Clause) -> bool:
    return clause.listing or clause.has("listed")


def _denied(clause: Clause) -> bool | None:
    """Tell whether the clause denies; None where it does so twice or in a way not read."""
    words = [clause.low(i) for i in clause.negations if not clause.beside_lacking(i)]
    if "neither" in words or "neither of" in words:
        words = [w for w in words if w not in ("nor", "neither", "neither of")]
        return True if not words else None
    if words in ([], ["not", "only"]):
        return False
    return True if len(words) == 1 else None


def _only_places(clause: Clause) -> bool | None:
    """Tell whether "only" belongs to the countries; None where it belongs to something else."""
    only = clause.at("only")
    if not only:
        return False
    for i in only:
        low = clause.low(i)
        if low in ("just",):
            continue
        rest = clause.items[i + 1 :]
        following = next((j for j in rest if j.low not in ("in", "by", "the", "to", ",")), None)
        if following is None or low in ("nowhere else", "nobody else", "no other"):
            return True
        if (
            following.place
            or following.roles & {"country_noun", "listed"}
            or following.kind == "group"
        ):
            continue
        if low == "alone" and clause.items[i - 1].place:
            continue
        return None
    return True


def part(clause: Clause) -> Query | None:
    """Read how much of one set is in another: "every", "none", "only", "most"."""
    asked = [(i, role) for role in QUANTIFIERS for i in clause.at(role)]
    if not asked or len({i for i, _ in asked}) > 1:
        return None
    at, quantifier = min(asked, key=lambda pair: (pair[0], QUANTIFIERS.index(pair[1])))
    numbers = clause.kinds("number")
    operated = ("operate",) if clause.terms().technologies else ()
    if clause.unread(
        (quantifier, *operated, "lack", "apart", "outside", "only", "every", "none"), numbers
    ):
        return None
    if len(numbers) > 1 or clause.editions[1:]:
        return None
    verb = _main_verb(clause, at)
    before_verb = _main_verb(clause, -1)
    if verb is None and before_verb is None:
        return None
    if before_verb is not None and before_verb < at:
        left, right = clause.terms(-1, before_verb), clause.terms(at)
        if quantifier == "only":
            whole, piece = left, right
        else:
            whole, piece = right, left
    else:
        if verb is None:
            return None
        left, right = clause.terms(at, verb), clause.terms(verb)
        if not left.conditions:
            left = clause.terms(-1, verb)
        whole, piece = (right, left) if quantifier == "only" else (left, right)
    if not _only_first(clause, at, quantifier, before_verb):
        return None
    apart = tuple(c for c in (*whole.apart, *piece.apart) if c in clause.codebook.countries)
    if apart and quantifier != "every":
        return None
    whole.apart, piece.apart = list(apart), []
    if whole.places or piece.places or whole.unread or piece.unread or whole.loose or piece.loose:
        return None
    if not piece.conditions:
        return None
    if not whole.conditions and not clause.listing and not clause.has("listed"):
        return None
    if whole.joined or piece.joined:
        return None
    if quantifier == "every" and clause.low(at).startswith("any") and clause.told:
        lacked = whole.lacking + piece.lacking
        group = whole if whole.among else piece
        if len(lacked) == 1 and not (whole.sourced or piece.sourced or piece.technologies):
            rest = Terms(among=group.among, outside=group.outside)
            return Part(
                whole=figure(rest),
                part=Figure(having=tuple(lacked)),
                quantifier="none",
                listing=True,
            )
    for side in (whole, piece):
        if side.suppliers and side.origins:
            return None
    if len(whole.suppliers) > 1 or len(whole.origins) > 1:
        return None
    if quantifier == "none" and piece.lacking and not piece.technologies and not piece.sourced:
        having = figure(piece)
        if len(having.lacking) != 1 or having.among or having.outside or clause.negations[2:]:
            return None
        part = Figure(having=having.lacking)
        return Part(whole=figure(whole), part=part, quantifier="all")
    listing = clause.told or clause.recorded
    if (whole.lacking or piece.lacking) and not listing:
        return None
    denials = [i for i in clause.negations if i != at and not clause.beside_lacking(i)]
    if quantifier == "none" and clause.beside_lacking(at):
        return None
    told = {"only": "all", "every": "all", "mostly": "most"}.get(quantifier, quantifier)
    if len(denials) > 1:
        return None
    if denials:
        if told != "all":
            return None
        told = "none"
    size = clause.items[numbers[0]].value if numbers else None
    if size is not None and (
        quantifier not in ("every", "none")
        or at > numbers[0]
        or size != int(size)
        or BOUNDS & set(clause.low(numbers[0]).split())
    ):
        return None
    return Part(
        whole=figure(whole),
        part=figure(piece),
        quantifier=told,
        apart=apart,
        listing=listing,
        size=None if size is None else int(size),
    )


def _only_first(clause: Clause, at: int, quantifier: str, verb: int | None) -> bool:
    """Tell "only democracies use it" from "democracies only use it" and "not only democracies"."""
    if quantifier != "only":
        return True
    if clause.low(at - 1) == "not":
        return False
    named = any(item.kind in ("group", "supplier", "technology") for item in clause.items[:at])
    return not named or (verb is not None and verb < at)


def _main_verb(clause: Clause, start: int) -> int | None:
    """Return the first finite verb after an item that stands in no relative clause."""
    named = start < 0 or clause.terms(-1, start).conditions
    skip = False
    for i in clause.wanted:
        if i <= start:
            continue
        item = clause.items[i]
        if item.low in RELATIVE:
            skip = True
            continue
        if item.kind in ("technology", "supplier", "group") or item.place:
            named = True
        if item.roles & {"country_noun", "supplier_noun", "listed"} and not item.roles & {"use"}:
            named = True
        verb = item.roles & {
            "use",
            "supply",
            "buy",
            "found",
            "be",
            "belong",
            "lack",
            "listed",
            "operate",
        }
        if not verb or item.low in NOT_FINITE or item.low.endswith("ing"):
            continue
        if item.roles & {"country_noun", "origin_noun"} and not item.roles & {"be"}:
            continue
        if "listed" in item.roles and item.low not in LISTED_VERBS and "found" not in item.roles:
            continue
        if not named:
            continue
        if skip:
            skip = item.roles >= {"be"}
            continue
        return i
    return _bare_verb(clause, start)


def _bare_verb(clause: Clause, start: int) -> int | None:
    """Return "with" or "without" of "there is no country in Africa without it"."""
    return next(
        (
            i
            for i in clause.wanted
            if i > start and clause.low(i).split(" ")[0] in ("with", "without")
        ),
        None,
    )
