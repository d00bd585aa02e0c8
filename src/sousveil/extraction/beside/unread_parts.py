"""Parts beside a number of which nothing was read: whether they may say more than was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.following import RANKING
from sousveil.extraction.beside.nothing_said import claims_nothing
from sousveil.extraction.beside.own_index import reported
from sousveil.extraction.ground import Ground
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.items import items
from sousveil.model.figure import ANY_TECHNOLOGY, Figure
from sousveil.model.question import Question

NAMED = frozenset({"country", "capital", "demonym", "supplier", "technology", "group"})
SAYING_NOTHING = frozenset({"sign", "number", "share"})
"""Kinds of items that claim nothing by themselves: "(53)"."""

PLACING = RANKING | {"ahead", "behind", "outdoing", "overtaking"}
CLAIMING = PLACING | {"prevalent", "left_out", "every", "mostly", "rank"}
"""Roles of words that claim something of what is counted, or of the index."""

WEAK = frozenset({"before", "better", "worse", "comes", "heads", "head"})
"""Words that may compare, and mostly do not."""

DATING = frozenset({"edition_first", "edition_last"})
IDLE = frozenset({"idle", "edition_first", "edition_last", "index", "listed", "pronoun"})
"""Roles of words that beside a number say no more than of what it is."""

LEADING = frozenset({":", ";", "–", "—", "-"})
"""Signs behind a part that announces what comes: "The list is shrinking: 78 countries use it"."""

RISING = {"up": -1, "more": 1, "down": 1, "fewer": -1}
"""Which way the two numbers behind a colon must differ, the first less the second."""


RELATIVE = frozenset({"which", "who", "whose"})
"""Words behind which a verb of saying tells what those named say: "which says so itself"."""

PAIR = 2


def says_more_than_read(
    g: Ground, s: Sentence, words: Sequence[int], found: Sequence[Question]
) -> bool:
    """Tell whether a part of which nothing was read does not only say who counted.

    Behind a number, and with a sign that announces what comes, it does unless each of its words
    is known to say nothing. Other parts before a number, and labels without a verb, are passed by
    where they name nothing but what was read, and do not compare: "NEC, the Japanese firm, ...".
    """
    if not g.taken.isdisjoint(words):
        return False
    every = items(s, g.filler.codebook)
    known = _known(g, (item for item in every if item.first in g.taken), found)
    told = [item for item in every if words[0] <= item.first <= words[-1]]
    foreign = any(item.kind in NAMED and item.id not in known for item in told)
    ends = s.tokens[words[-1] + 1].text if words[-1] + 1 < len(s.tokens) else ""
    relative = s.tokens[words[0]].low in RELATIVE
    reports = s.has("reporting", words) and not relative
    first = min((i for i in s.numbers if i in g.taken), default=words[0])
    leads = words[0] < first and ends in LEADING
    if not s.has_verb(words) and _is_of_another_edition(told, found, g.filler.codebook):
        return True
    if not leads and (reports or s.has("source_word", words)):
        return foreign
    excepts = any("exception" in item.roles and len(told) > 1 for item in told)
    if not leads and (excepts or any("example" in item.roles for item in told)):
        return foreign and not excepts
    if foreign:
        return True
    if any(item.roles & CLAIMING and item.low not in WEAK for item in told):
        return not _shown_behind(s, words, told, found, g.filler.codebook)
    if words[0] < first:
        return not claims_nothing(_not_read(s, words, told, known, found), g.filler.codebook)
    return any(_says(item, known, s.grammar["alone_behind"]) for item in told)


def _is_of_another_edition(
    told: Iterable[Item], found: Sequence[Question], codebook: Codebook
) -> bool:
    """Tell ", the latest one," beside a number of the first edition alone."""
    first = min(codebook.layouts.values(), key=lambda layout: layout.in_force).id
    only = all(set(q.editions) == {first} for q in found)
    return only and any("edition_last" in item.roles for item in told)


def _not_read(
    s: Sentence,
    words: Sequence[int],
    told: Iterable[Item],
    known: set[str],
    found: Sequence[Question],
) -> list[str]:
    """Return the words of a part without the names, and the editions, that were read."""
    dated = all(q.editions or q.years for q in found)
    read: set[int] = set()
    for item in told:
        dates = dated and bool(item.roles & DATING)
        if dates or (item.id and item.id in known):
            read.update(range(item.first, item.stop))
        if dates:
            read.update(i for i in range(words[0], item.first) if s.tokens[i].low in ("in", "the"))
    return [s.tokens[i].low for i in words if i not in read]


def _says(item: Item, known: set[str], alone: frozenset[str]) -> bool:
    """Tell whether a word beside a number may limit it."""
    if item.kind in SAYING_NOTHING or item.roles & IDLE:
        return False
    return item.id not in known and item.low not in alone


def _known(g: Ground, read: Iterable[Item], found: Iterable[Question]) -> set[str]:
    """Return the ids of what was read, with where its suppliers are at home."""
    known = {item.id for item in read} | {ANY_TECHNOLOGY}
    for question in found:
        known |= _ids(question.figure) | set(question.examples)
    suppliers = g.filler.codebook.suppliers
    offices = (suppliers[id].head_office for id in known & suppliers.keys())
    return (known | {office.country for held in offices for office in held}) - {""}


def _ids(figure: Figure) -> set[str]:
    rows = figure.rows()
    named = {id or "" for row in rows for id in (row.technology, row.supplier, row.origin)}
    return named.union(figure.among)


def name_unused(g: Ground, s: Sentence, found: Sequence[Question]) -> str:
    """Return a name that no question of a sentence asks for: "although Rwanda is listed"; ""."""
    used = _known(g, (), found)
    for question in found:
        for figure in (question.whole, *question.readings):
            used |= _ids(figure) if figure is not None else set()
        used |= {*question.figure.outside, *question.figure.without, *question.examples}
    every = items(s, g.filler.codebook)
    if any("exception" in item.roles for item in every):
        return ""  # "Namibia is the odd one out", which is asked elsewhere
    kinds = NAMED - {"group"} if any(len(q.figure.outside) > 1 for q in found) else NAMED
    owners = {
        a.first for a, b, c in zip(every, every[1:], every[2:], strict=False) if _owns(a, b, c)
    }
    told = (i for i in every if i.kind in kinds and i.id not in used and i.first not in owners)
    if any(t.low in reported(g.filler.codebook)["naming_some"] for t in s.tokens):
        told = (i for i in told if not _is_at_home(g, i, used))
    return next((item.low for item in told if not _is_of_a_speaker(g, s, item)), "")


def _is_at_home(g: Ground, item: Item, used: set[str]) -> bool:
    """Tell Huawei of "Chinese firms, notably Huawei", where the firms of China are counted."""
    firm = g.filler.codebook.suppliers.get(item.id) if item.kind == "supplier" else None
    return firm is not None and any(home.country in used for home in firm.head_office)


def _owns(owner: Item, apostrophe: Item, group: Item) -> bool:
    """Tell "China's" of "China's Belt and Road", which is the name of a group."""
    named = group.kind == "group" and OWNERS.get(group.id) == owner.id
    return named and apostrophe.low == "'s"


OWNERS = {"bri": "CHN"}
"""Whose a group is."""


def _is_of_a_speaker(g: Ground, s: Sentence, item: Item) -> bool:
    """Tell the place of "a Washington think tank", "says China" and "released in Washington"."""
    known = reported(g.filler.codebook)
    before = [t.low for t in s.tokens[max(0, item.first - 2) : item.first]]
    behind = [t.low for t in s.tokens[item.stop : item.stop + 2]]
    beside = g.marker.grammar["passing"] | known["institute"] | {"think", "based"}
    return not beside.isdisjoint((*before[-1:], *behind)) or before == ["released", "in"]


def _shown_behind(
    s: Sentence,
    words: Sequence[int],
    told: Sequence[Item],
    found: Sequence[Question],
    codebook: Codebook,
) -> bool:
    """Tell "IBM lost ground:", where the two numbers behind the colon show it."""
    claims = {role for item in told if item.low not in WEAK for role in item.roles & CLAIMING}
    ways = claims & RISING.keys()
    if len(found) != PAIR or len(ways) != 1 or claims - ways - {"prevalent"}:
        return False
    if s.tokens[min(words[-1] + 1, len(s.tokens) - 1)].text not in (":", ","):
        return False
    first, second = found
    if not claims_nothing([item.low for item in told if item.kind == "unknown"], codebook):
        return False
    own = {item.id for item in told if item.kind in NAMED}
    if not own <= _ids(first.figure) | {ANY_TECHNOLOGY}:
        return False
    return (first.value - second.value) * RISING[ways.pop()] > 0
