"""Whether the names beside a number play their parts: who supplies, who buys, and what is found.

An edition counts countries that use a technology or buy from somebody. The number must stand
where these countries stand: "63 countries buy from China", "China supplies 63 countries", not the
other way round.
"""

from __future__ import annotations

from collections.abc import Collection

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.items import items

COUNTRIES, FIRM, SOURCE, TECHNOLOGY, CUSTOMER, INDEX, MEASURE = (
    "countries",
    "firm",
    "source",
    "technology",
    "customer",
    "index",
    "measure",
)
"""What a noun may be."""

CUSTOMERS = frozenset("customer customers client clients buyer buyers recipient recipients".split())
OF_CUSTOMERS = frozenset(f"{word} of" for word in CUSTOMERS)
OF_SUPPLIERS = frozenset(
    "supplier of|suppliers of|vendor of|vendors of|rival of|rivals of|competitor of|"
    "competitors of".split("|")
)
MEASURES = frozenset(
    "number numbers total tally count figure figures share total reach footprint use spread "
    "adoption deployment".split()
)
PREPOSITIONS = frozenset(
    "in to of from by with across for at among within inside on into through".split()
)
SEPARATING = frozenset("and but while whereas yet or though although as".split())
RELATIVE = frozenset("that which who where whose whom".split())
HAVING = frozenset("has have had having with 've".split())
PUTTING = ("install", "deploy", "introduc", "roll", "set up", "put", "implement")
"""How the verbs begin that those who supply can do as well as those who use."""

BE = frozenset("is are was were be been being get gets got 's 're".split())
SMALL = PREPOSITIONS | HAVING | BE
"""Words that are no verbs with a part of their own."""

PARTING = SEPARATING | RELATIVE
ALL_CUSTOMERS = CUSTOMERS | OF_CUSTOMERS
STRONG_SIGNS = frozenset({";", ":", "—", "–", "…"})
"""Behind one of these a sentence begins anew."""

FROM = frozenset(
    {"from", "comes from", "come from", "came from", "coming from", "linked to", "tied to"}
)
PASSING = frozenset(
    "now also already still currently today so far both all each only just even".split()
)
JOINED = frozenset("joined join joins signed belong belongs belonged".split()) | {
    "signed up to",
    "has joined",
    "have joined",
    "belong to",
    "belongs to",
    "belonged to",
}


def beside(
    s: Sentence, core: Collection[int], q: Quantity, codebook: Codebook
) -> tuple[list[Item], int | None]:
    """Return the items that belong to a number, with all signs, and where the number is."""
    inside = frozenset(core)
    part = [item for item in items(s, codebook) if item.first in inside or item.kind == "sign"]
    at = next((i for i, item in enumerate(part) if item.first <= q.first < item.stop), None)
    if at is None:  # "the seven G7 countries", where the number is in the name
        at = next((i for i, item in enumerate(part) if item.first >= q.first), 0)
        return part, at if part[at : at + 1] and part[at].kind == "group" else None
    return part, at


def misplaced(s: Sentence, core: Collection[int], q: Quantity, codebook: Codebook) -> list[str]:
    """Return the words that make the countries counted something else than users or customers.

    `core` are the tokens that belong to the number `q`.
    """
    part, at = beside(s, core, q, codebook)
    if at is None:
        return []
    if gained := _gained(s, codebook):
        return [gained]
    subject = ""
    start = 0
    for i, item in enumerate(part):
        if item.kind == "sign" or item.low in PARTING:
            head = _head(part, start, i, at)
            subject = subject or head if item.kind == "sign" else head or subject
            subject = "" if item.low in STRONG_SIGNS else subject
            start = i + 1
        elif i and item.low in WORKING and part[i - 1].kind == "technology":
            return [item.low]  # "Facial recognition works in 78 countries"
        elif i != at and (_verb(item) or _moves(item)):
            subject = _head(part, start, i, at) or subject
            moved = _moves(item) and (_moved(s, subject) or _leads_to(s, item, q))
            if not (moved if _moves(item) else _plays(part, i, at, subject)):
                return [item.low]
            start = i + 1
        elif item.roles & {"examined", "reported"} and "idle" not in item.roles:
            subject = subject or _head(part, start, i, at)
            start = i + 1
    return _misnamed(part, at) or _outside_of_nothing(part)


def _outside_of_nothing(part: list[Item]) -> list[str]:
    """Return "that have not joined" where nothing says what, and the "other" of "the 29 other"."""
    for i, item in enumerate(part):
        after = part[i + 1] if i + 1 < len(part) else None
        if "outside" in item.roles and (after is None or after.kind == "sign"):
            return [item.low]
        if item.low == "other" and i and part[i - 1].kind == "number":
            told = " ".join(one.low for one in part[max(0, i - 2) : i]).split(" ")
            if "the" in told:
                return [item.low]
    return []


WORKING = frozenset({"works in", "works", "work in", "work", "worked in", "working in"})


def _moves(item: Item) -> bool:
    """Tell a word for a change: "rose", "is up"."""
    return bool(item.roles & {"up", "down"}) and not item.roles & {"found", "supply", "use", "idle"}


def _moved(s: Sentence, subject: str) -> bool:
    """Tell whether a number may have moved: it is named as one, or both its values are."""
    return subject == MEASURE or len(s.quantities) > 1


GAINED = frozenset("gained added lost shed won".split()) | {"rose by", "grew by", "fell by"}
GAINED |= {"is up", "are up", "is down", "are down", "picked up", "has gained", "has lost"}
GAINED |= {"has added", "has shed"}


def _gained(s: Sentence, codebook: Codebook) -> str:
    """Return the word of "added two, while another lost three", where no number is a count."""
    every = items(s, codebook)
    if len(s.quantities) < MANY or any(item.low in ("from", "to") for item in every):
        return ""
    for i, item in enumerate(every[:-1]):
        by = item.roles & {"up", "down"} and every[i + 1].low == "by" and i + 2 < len(every)
        after = every[i + 1 + bool(by)]
        if (by or item.low in GAINED) and after.kind == "number":
            return item.low
    return ""


MANY = 2


def _leads_to(s: Sentence, item: Item, q: Quantity) -> bool:
    """Tell "has fallen to 32 per cent", which the edition before has to bear out."""
    mark = s.by_token.get(item.first)
    return mark is not None and mark.stop == q.begin and bool(mark.kinds & LEADING)


LEADING = frozenset({"growing_to", "falling_to"})


def _verb(item: Item) -> bool:
    """Tell whether a word is a verb that has its part: of use, trade, or joining."""
    if item.kind != "word" or item.low in SMALL:
        return False
    if item.roles & {"supplier_noun", "country_noun", "customers", "state_noun", "index"}:
        return False
    if item.low.endswith((" of", " in")) or item.low in CUSTOMERS or item.low in FROM:
        return False
    return bool(item.roles & {"use", "supply", "buy", "operate"}) or item.low in JOINED


def _plays(part: list[Item], i: int, at: int, subject: str) -> bool:
    """Tell whether a verb has a subject that can do it, and the number on its right side."""
    item = part[i]
    passive = _passive(part, i)
    roles = item.roles
    following = part[i + 1] if i + 1 < len(part) else None
    if passive:
        sold = "supply" in roles and i < at and not roles & {"use", "buy", "found"}
        if (subject == INDEX and "use" in roles) or (
            subject == TECHNOLOGY and sold and _plain(part)
        ):
            return False
        return not (subject in (FIRM, SOURCE) and following is not None and following.low == "by")
    if item.low in JOINED:
        return _joins_something(part, i)
    if roles & {"found", "listed"}:
        return True
    if roles & {"use", "operate"} and "supply" not in roles:
        if subject == INDEX:
            return i < at and _next_to(part, i, at)  # "Dem Index zufolge nutzen 97 Staaten ..."
        return subject not in (FIRM, SOURCE) or item.low.startswith(PUTTING)
    if "buy" in roles and "supply" not in roles:
        return subject not in (FIRM, SOURCE, INDEX, TECHNOLOGY)
    if "supply" in roles and not roles & {"use", "buy"}:
        sourced = any(other.place or other.kind == "supplier" for other in part[:i])
        return subject not in (CUSTOMER, INDEX, COUNTRIES) and (subject != TECHNOLOGY or sourced)
    return True


def _plain(part: list[Item]) -> bool:
    """Tell whether nobody is named who supplies, and no word stands for a name."""
    named = any(item.place or item.kind == "supplier" or "pronoun" in item.roles for item in part)
    return not named and any(item.kind == "technology" for item in part)


def _passive(part: list[Item], i: int) -> bool:
    """Tell "are supplied", "being used", and "used by" from "supplies"."""
    if part[i].low.endswith(" by") or (i + 1 < len(part) and part[i + 1].low == "by"):
        return True
    if part[i].low.split(" ")[0].endswith("ing"):
        return False
    last = i + 1 >= len(part) or part[i + 1].kind == "sign"
    described = part[i - 1].kind == "technology" or "technology_noun" in part[i - 1].roles
    if i and described and (last or part[i + 1].low in PREPOSITIONS):
        return True  # "have technology exported from China"
    back = i - 1
    while back >= 0 and (part[back].low in PASSING or (last and not _stops(part[back]))):
        back -= 1
    return back >= 0 and part[back].low in BE


def _stops(item: Item) -> bool:
    """Tell whether a verb at the end of its clause cannot belong to a word before this one."""
    return item.low in BE or item.kind == "sign" or _verb(item)


def _next_to(part: list[Item], i: int, at: int) -> bool:
    """Tell whether the number is what the verb acts on: "uses 31 countries"."""
    return all(item.low in ("the", "some", "all", "these") for item in part[i + 1 : at])


def _joins_something(part: list[Item], i: int) -> bool:
    """Tell "have joined the Initiative" from "have joined American technology"."""
    for item in part[i + 1 : i + 6]:
        if item.kind == "group" or item.roles & {"index", "listed"}:
            return True
        if item.kind in ("technology", "supplier") or item.place:
            return item.place and any(other.kind == "group" for other in part[i + 1 : i + 6])
    return True


def _head(part: list[Item], start: int, stop: int, at: int) -> str:
    """Return what the noun is that a stretch of words begins with; nothing without a noun."""
    if start <= at < stop and not _governed(part, start, at):
        return COUNTRIES
    if start < stop and part[start].low in PREPOSITIONS:
        return ""
    for i in range(start, stop):
        item = part[i]
        if item.low in MEASURES or "number of" in item.low:
            return MEASURE
        if item.low in ALL_CUSTOMERS:
            return CUSTOMER
        if item.kind == "technology":
            return TECHNOLOGY
        if item.kind == "supplier":
            if i + 1 < stop and _continues(part[i + 1]):
                continue  # "NEC's systems", "Huawei equipment"
            return FIRM
        if item.kind == "group" or "country_noun" in item.roles:
            return COUNTRIES
        if item.place:
            nouns = [_head(part, i + 1, stop, at)] if i + 1 < stop else []
            described = item.kind == "demonym" or (
                i + 1 < stop and (part[i + 1].low == "'s" or _of_trade(part[i + 1]))
            )
            return nouns[0] or SOURCE if described and nouns else SOURCE
        if "supplier_noun" in item.roles and "country_noun" not in item.roles:
            return FIRM
        if "index" in item.roles:
            return INDEX
        if item.roles & {"origin_noun", "technology_noun"} and not item.roles & {"from"}:
            return TECHNOLOGY
    return ""


def _continues(item: Item) -> bool:
    """Tell whether a word behind the name of a company makes what it delivers of it."""
    return item.low == "'s" or _of_trade(item)


def _of_trade(item: Item) -> bool:
    """Tell the technology that a name before it delivers: "US technology", "Huawei equipment"."""
    noun = item.roles & {"origin_noun", "technology_noun"} and "supplier_noun" not in item.roles
    return item.kind == "technology" or bool(noun)


def _governed(part: list[Item], start: int, at: int) -> bool:
    """Tell whether a number stands in a phrase behind another noun: "companies in 31 countries"."""
    before = [item for item in part[start:at] if item.low not in ("the", "all", "these", "at")]
    return (
        len(before) > 1
        and before[-1].low in PREPOSITIONS
        and any(item.kind in ("technology", "supplier") or item.roles for item in before[:-1])
    )


def _misnamed(part: list[Item], at: int) -> list[str]:
    """Return nouns that turn the trade round: "are customers of 31 countries"."""
    for i, item in enumerate(part):
        if item.kind == "sign":
            continue
        following = part[i + 1 : i + 4]
        if item.low in OF_CUSTOMERS and i < at and _next_to(part, i, at):
            return [item.low]
        named = next((f for f in following if not (f.place and f.kind == "demonym")), None)
        firm = named is not None and (named.kind == "supplier" or "supplier_noun" in named.roles)
        if "world" in item.roles and i > at and part[i - 1].kind == "technology":
            return [item.low]  # "78 countries use facial recognition worldwide"
        if item.low in OF_SUPPLIERS and firm:
            return [item.low]
        if i and "supplier_noun" in item.roles and part[i - 1].low in BE:
            of, what = [*following, None, None][:2]
            if of is not None and of.low == "of" and what is not None and what.kind == "technology":
                return [item.low]  # "all are sellers of facial recognition"
        verb = part[i - 1] if item.low in ("by", "from") and i else item
        preposition = item.low.split(" ")[-1]
        if (
            i < at
            and _next_to(part, i, at)
            and (
                (preposition == "by" and "supply" in verb.roles)
                or (preposition == "from" and "buy" in verb.roles)
                or item.low
                in ("supplied by", "provided by", "delivered by", "sold by", "equipped by")
            )
        ):
            return [_both(verb, item)]
    return []


def _both(verb: Item, item: Item) -> str:
    return item.low if verb is item else f"{verb.low} {item.low}"
