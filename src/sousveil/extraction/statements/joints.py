"""Whether the words that join a number of countries with names are read."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.statements.beside import (
    BE,
    CUSTOMERS,
    HAVING,
    OF_SUPPLIERS,
    PARTING,
    PASSING,
    PREPOSITIONS,
    RELATIVE,
    beside,
)
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.items import items
from sousveil.model.figure import SUPPLIERS, TECHNOLOGIES

BEHIND = frozenset(
    "abroad apart be belong both buy classed either examined found lack listed neither none "
    "operate outside supply use world".split()
)
"""Roles of words that may stand behind the countries counted."""

PLAIN = frozenset(
    {"neutral", "example", "unit_countries", "member", "respectively", "anaphora", "limiting"}
)
"""Kinds of words that say nothing there, or are told as unread elsewhere."""

ASTRAY = frozenset("on against between near without like behind".split())
"""No preposition of these leads to countries that use a technology or buy it."""

OURS = frozenset("our my your their".split())
TRADE = frozenset(
    "brands budgets companies contractors engineers engineering experts exporters exports firms "
    "industry makers market research sellers suppliers vendors".split()
)
"""Nouns that make of a technology before them something that is made, sold or studied."""

AUXILIARY, WITH = BE | HAVING, HAVING | PREPOSITIONS
LINKING = PARTING | WITH | BE
FIRMS = frozenset("rivals rival partners partner owners owner competitors competitor name".split())
OTHERS = CUSTOMERS | FIRMS
MADE_IN = frozenset({"made in", "built in", "developed in", "produced in"})
CHANGES = frozenset({"down", "gone", "lack", "new", "rank", "up"})
FRONTED = frozenset({"of", "among", "out", "amongst"})
LOOK = 6  # items between a number and the noun that it counts


def unjoined(s: Sentence, core: Collection[int], q: Quantity, codebook: Codebook) -> list[str]:
    """Return a word between a number, its verb and its names that says something not read.

    `core` are the tokens that belong to the number `q`.
    """
    part, at = beside(s, core, q, codebook)
    if at is None:
        return []
    return (
        _before(part, at, q)
        or _does_besides(s, part, at)
        or _ours(part, at)
        or _of_a_kind(s, part, at)
        or _behind_countries(s, part, at)
        or _with_things(part, at)
        or _only_one(part, at)
        or _bounded_behind(part, at)
        or _behind_technology(part, at)
        or _acted_on(part, at)
        or _regarded(s, part, at)
        or _leaning(s, part, at)
        or _owned(part)
        or _firms(part, at)
        or [item.low for item in part if "left_out" in item.roles]  # of whom, nothing has read
        or _conditions_elsewhere(s, core, codebook)
    )


def all_at_once(s: Sentence, codebook: Codebook) -> list[str]:
    """Return words for several technologies, or so many, which the reader of items knows."""
    return [item.low for item in items(s, codebook) if "in_full" in item.roles or _held(item)][:1]


def _held(item: Item) -> bool:
    return item.measured is not None and item.measured.measure in (SUPPLIERS, TECHNOLOGIES)


def _conditions_elsewhere(s: Sentence, core: Collection[int], codebook: Codebook) -> list[str]:
    """Return conditions that stand apart: "Of the ten biggest military spenders, nine use it"."""
    every = items(s, codebook)
    found = [item.low for item in every if item.measured is not None and item.first not in core]
    opens = bool(every) and every[0].low.split(" ")[0] in FRONTED
    comma = next((i for i, item in enumerate(every) if item.low == ","), 0) if opens else 0
    front = every[:comma]
    if any(item.kind == "unknown" and item.first not in core for item in front):
        found += [item.low for item in front if item.kind == "unknown"]
    return found


def _before(part: list[Item], at: int, q: Quantity) -> list[str]:
    """Return what stands in front of the number: "used against", "some of the", "our"."""
    back = at - 1
    while back >= 0 and part[back].low in ("the", "these", "all", "some"):
        back -= 1
    if back < 0:
        return []
    near = part[back]
    unnamed = not any(item.kind == "supplier" or item.place for item in part[:back])
    if near.low in OURS or (near.low in OF_SUPPLIERS and unnamed):
        return [near.low]
    if (near.low in ASTRAY and q.upper is None) or near.low.startswith("not "):
        return [near.low]
    if near.roles & {"apart", "left_out", "some", "mostly", "few"} or (
        near.low in MADE_IN and part[:back]
    ):
        return [near.low]
    if near.roles & CHANGES and not near.roles & BEHIND and _index(part[:back]):
        return [near.low]
    used = any(item.kind == "technology" for item in part[:back])
    listed = any(item.roles & {"found", "listed", "reported"} for item in part[:back])
    if near.low in ("for", "outside") and used and not listed:
        return [near.low]
    left = back > 0 and near.low == "out" and part[back - 1].low == "left"
    return [part[back - 1].low] if left else []


def _does_besides(s: Sentence, part: list[Item], at: int) -> list[str]:
    """Return what a supplier does there and is no supplying: "does research in", "is leaving"."""
    named = [i for i in range(at) if part[i].kind == "supplier"]
    between = part[named[-1] + 1 : at] if named else []
    if any(item.kind in ("sign", "technology") for item in between):
        return []  # "has put AI surveillance into 60 countries"
    known, besides = s.grammar["in_supplying"], s.grammar["no_supplying"]
    unread = (one.low for one in between if one.kind == "unknown" and one.low not in known)
    return [*unread, *(one.low for one in between if one.low in besides)]


def _index(part: list[Item]) -> bool:
    """Tell whether the words speak of the index, which lists, and adds nothing by itself."""
    return any("index" in item.roles for item in part)


def _of_a_kind(s: Sentence, part: list[Item], at: int) -> list[str]:
    """Return what the countries counted are said to be: "modern countries", "host countries"."""
    if at + 2 >= len(part) or "country_noun" not in part[at + 2].roles:
        return []
    item = part[at + 1]
    tells = item.roles - {
        "idle",
        "classed",
        "use",
        "operate",
        "person",
        "origin_noun",
        "reported",
        "saying",
    }
    told = item.kind not in ("word", "unknown") or tells or "country_noun" in item.roles
    told = told or not item.low.isalpha() or item.low in s.grammar["of_countries"]
    return [] if told else [item.low]


def _behind_countries(s: Sentence, part: list[Item], at: int) -> list[str]:
    """Return what follows the countries counted and is no verb, link or preposition of use."""
    noun = at
    for i in range(at + 1, min(len(part), at + LOOK)):
        if part[i].kind == "sign" or part[i].low in AUXILIARY:
            break
        if "country_noun" in part[i].roles or part[i].kind == "group":
            noun = i
    if noun == at and not _of_a_whole(part, at):
        return []
    i = _skip(part, noun + 1)
    if i < len(part) and part[i].low in ("'", "’") and i + 1 < len(part) and part[i + 1].kind:
        return [] if part[i + 1].kind == "sign" else [part[i + 1].low]
    if i < len(part) and part[i].low in BE:
        i = _skip(part, i + 1)
    if i >= len(part) or part[i].kind not in ("word", "unknown"):
        return []
    item = part[i]
    if item.low in s.grammar["exclusive"] and item.low != "alone":
        return [item.low]
    small = item.low.split(" ")[0] in LINKING
    told = s.kinds(item.first) & PLAIN or not s.kinds(item.first)
    return [] if small or told or item.roles & BEHIND else [item.low]


def _of_a_whole(part: list[Item], at: int) -> bool:
    """Tell "of the 97 listed countries, 78 use it", where the noun stands before."""
    ahead = part[:at]
    fronted = bool(ahead) and ahead[0].low.split(" ")[0] in FRONTED
    return fronted and any("country_noun" in item.roles for item in ahead)


def _regarded(s: Sentence, part: list[Item], at: int) -> list[str]:
    """Return a verb by which nobody has what stands behind it: "78 countries watch it"."""
    for i, (item, after) in enumerate(pairwise(part[1:]), 1):
        before = part[i - 1]
        who = before.low in RELATIVE or before.low in AUXILIARY or before.low in PASSING
        who = who or i - 1 == at or "country_noun" in before.roles or before.kind == "group"
        both = f"{item.low} {after.low}" in s.grammar["regarding"]
        thing = part[i + 2 : i + 3] if both else [after]
        if who and (both or item.low in s.grammar["regarding"]) and any(map(_thing, thing)):
            return [item.low]
    return []


def _leaning(s: Sentence, part: list[Item], at: int) -> list[str]:
    """Return "experts in" and "live with" before a technology, as "rely on" and "users of" are not.

    A preposition there leans on a word by which those counted have what stands behind it.
    """
    for i in range(at + 2, len(part) - 1):
        item, before = part[i], part[i - 1]
        if item.low not in s.grammar["leaned"] or item.kind != "word" or not _thing(part[i + 1]):
            continue
        if before.kind not in ("word", "unknown") or before.roles & s.grammar["leaned_on_roles"]:
            continue
        if any(one.roles & {"use", "buy"} and one.low not in WITH for one in part[at + 1 : i]):
            continue
        if before.low not in s.grammar["leaned_on"] and "country_noun" not in before.roles:
            return [f"{before.low} {item.low}"]
    return []


def _thing(item: Item) -> bool:
    """Tell what a country uses from a group to which it belongs."""
    return item.kind in ("technology", "demonym") or "technology_noun" in item.roles


def _with_things(part: list[Item], at: int) -> list[str]:
    """Return what the countries counted are said to have: "15 countries with 40 cameras use it"."""
    for i in range(at + 1, min(len(part) - 1, at + LOOK)):
        if part[i].low not in ("with", "having") or "country_noun" not in part[i - 1].roles:
            continue
        for item in part[i + 1 : i + LOOK]:
            if item.kind == "unknown":
                return [item.low]
            if item.kind not in ("word", "number") or item.roles & {"use", "supply", "found"}:
                break
    return []


def _only_one(part: list[Item], at: int) -> list[str]:
    """Return how many suppliers the countries have: "51 countries have one Chinese supplier"."""
    for i in range(at + 1, len(part)):
        if part[i].low.startswith("one ") and "only" in part[i].roles:
            return [part[i].low]
        after = [item for item in part[i + 1 : i + 4] if item.kind != "demonym"]
        bare = part[i].low.split(" ")[-1] in ("one", "single") and "some" not in part[i].roles
        another = any(item.low in ("or", "or another") for item in after[1:2])
        if (
            bare
            and not another
            and after
            and after[0].roles & NOUNS
            and not after[0].roles & {"country_noun"}
        ):
            return [part[i].low]
    return []


def _bounded_behind(part: list[Item], at: int) -> list[str]:
    """Return a bound that does not stand beside its number: "85 countries use it at most"."""
    for i in range(at + 1, len(part)):
        numbered = i + 1 < len(part) and part[i + 1].kind in ("number", "share", "whole")
        if part[i].low in ("at most", "at least", "at the most", "at the least") and not numbered:
            return [part[i].low]
    return []


NOUNS = frozenset({"supplier_noun", "technology_noun"})


def _ours(part: list[Item], at: int) -> list[str]:
    """Return whose the countries are: "78 of our clients"."""
    return [item.low for item in part[at + 1 : at + 3] if item.low in OURS]


def _skip(part: list[Item], i: int) -> int:
    while i < len(part) and (part[i].low in PASSING or part[i].roles & {"still", "lack"}):
        i += 1
    return i


def _behind_technology(part: list[Item], at: int) -> list[str]:
    """Return a noun that makes of the technology something else: "facial recognition experts"."""
    for i, item in enumerate(part[:-1]):
        named = part[i - 1].low in ("its", "their", "among its", "among their")
        if item.kind == "technology" and i > at and part[i + 1].low in TRADE and not named:
            return [part[i + 1].low]
    return []


def _acted_on(part: list[Item], at: int) -> list[str]:
    """Return what stands between a verb of use and its names: "use data from", "use imported"."""
    for i in range(at + 1, len(part)):
        if not part[i].roles & {"buy", "use", "operate"} or part[i].low in WITH:
            continue
        for item in part[i + 1 : i + LOOK]:
            if item.kind not in ("word", "unknown"):
                break
            participle = item.roles & {"buy", "use"} and item.low.endswith("ed")
            whole = item.low in ("all", "everything", "anything", "nothing", "most", "non")
            if whole or item.roles & {"index"} or participle:
                return [item.low]
            if item.low.startswith(("rivals", "competitors", "alternatives")):
                return [item.low]
    return []


def _owned(part: list[Item]) -> list[str]:
    """Return who belongs to a company and is not it: "Huawei's rivals"."""
    for i, item in enumerate(part[:-2]):
        if item.kind != "supplier" or part[i + 1].low != "'s":
            continue
        noun = part[i + 2]
        supplies = "supplier_noun" in noun.roles and not noun.roles & {"customers", "country_noun"}
        again = noun.low in CUSTOMERS and any(
            other.low.split(" ")[0] in CUSTOMERS for other in part[:i]
        )
        if noun.low in FIRMS or again or (supplies and noun.kind == "word"):
            return [noun.low]
    return []


def _firms(part: list[Item], at: int) -> list[str]:
    """Return a firm without a name, or what a named one is besides: "supplies firms in 12"."""
    for i, item in enumerate(part):
        if item.kind == "sign":
            continue
        following = part[i + 1] if i + 1 < len(part) else None
        if item.low == "like" and following is not None and following.kind == "supplier":
            return [item.low]
        before = [other.low for other in part[max(0, i - 2) : i]]
        noun = item.low.split(" ")[0]
        is_a = len(before) > 1 and before[-1] in ("a", "an") and before[0] in BE
        if is_a and noun in OTHERS:
            return [item.low]
        as_a = before[-1:] == ["as a"] or before == ["as", "a"]
        if as_a and item.kind == "unknown":
            return [item.low]
        firm = "supplier_noun" in item.roles and not item.roles & {"country_noun", "state_noun"}
        among = i + 2 == at and following is not None and following.low in PREPOSITIONS
        told = i > 0 and part[i - 1].roles & {"supply", "use", "buy", "cannot"}
        if firm and among and told and part[i - 1].low not in WITH:
            return [item.low]
    return []
