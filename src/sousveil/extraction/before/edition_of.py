"""The edition of each number of a sentence, where the words name more than one or none."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise

from sousveil.extraction.ground import Ground
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.numbers.scope import SETTING_BESIDE
from sousveil.extraction.numbers.units import unit_of
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.items import items
from sousveil.model.noun import replace
from sousveil.model.question import Question


def with_editions(g: Ground, s: Sentence, found: list[Question]) -> list[Question]:
    """Return what the numbers of a sentence ask, each of the edition that its words name."""
    made = _whole_changes(s, _by_words(g, s, _changed(g, s, _dated(found))))
    words = _unasked(g, s, made) or _told_beside(g, s, made)
    return [replace(q, unread=(*q.unread, words)) for q in made] if words else made


def _unasked(g: Ground, s: Sentence, found: Sequence[Question]) -> str:
    """Return "; the 2022 update put 94 there", an edition's number that no question asks."""
    asked = {mention.start for q in found for _, mention in q.mentions}
    wholes = {q.denominator for q in found}
    cuts = [i for i, t in enumerate(s.tokens) if t.text == ";"]
    for q in s.quantities:
        inside = {s.tokens[i].start for i in range(q.begin, q.end)}
        first = max((i for i in cuts if i < q.begin), default=None)
        if first is None or inside & asked or q.share or {q.value, q.whole} & wholes:
            continue
        stop = min((i for i in cuts if i > q.begin), default=len(s.tokens) - 1)
        told = [item for item in items(s, g.filler.codebook) if first < item.first < stop]
        named = any(item.roles & EDITIONS for item in told)
        if named and unit_of(s, q) in (None, "countries"):
            return s.words(range(first + 1, stop))
    return ""


def _told_beside(g: Ground, s: Sentence, found: Sequence[Question]) -> str:
    """Return "the 2019 edition did not ask about it;", a part on the first without a number."""
    cuts = [i for i, t in enumerate(s.tokens) if _parts_at(s, i)]
    if not found or not cuts:
        return ""
    every = items(s, g.filler.codebook)
    for first, stop in pairwise([-1, *cuts, len(s.tokens) - 1]):
        part = range(first + 1, stop)
        told = [item for item in every if item.first in part]
        dated = any("edition_first" in item.roles for item in told)
        named = any(item.kind == "technology" for item in told)
        if dated and named and not any(q.begin in part for q in s.quantities):
            return s.words(part)
    return ""


def _parts_at(s: Sentence, i: int) -> bool:
    after = s.tokens[i + 1].low if i + 1 < len(s.tokens) else ""
    return s.tokens[i].text == ";" or (s.tokens[i].text == "," and after in ("and", "but", "yet"))


def _whole_changes(s: Sentence, found: list[Question]) -> list[Question]:
    """Leave "grew from 64" unread where "to 78 in ten years" is."""
    made = list(found)
    for i, (one, other) in enumerate(pairwise(found)):
        first, second = (dict(q.mentions)["value"].start for q in (one, other))
        between = [t.low for t in s.tokens if first < t.start < second]
        ahead = [t.low for t in s.tokens if t.start < first][-1:]
        if ahead == ["from"] and between[-1:] == ["to"] and other.unread and not one.editions:
            made[i] = replace(one, unread=(*one.unread, *other.unread))
    return made


END = sys.maxsize  # behind any sentence
WHOLE = range(END)


def _changed(
    g: Ground, s: Sentence, found: list[Question], within: range = WHOLE
) -> list[Question]:
    """Give the first number of "rose from 64 to 78" the edition before, the second the last.

    A year between the two belongs to the first: "from 75 countries in 2019 to 97". The verb is one
    `within` a part of the text.
    """
    if len(found) == PAIRS:
        cut = dict(found[1].mentions)["value"].start
        sides = (_changed(g, s, found[:2], range(cut)), _changed(g, s, found[2:], range(cut, END)))
        return [question for side in sides for question in side]
    if len(found) != 2:
        return found
    base, now = found = _of_the_same(s, *found)
    if base.figure != now.figure:
        return found
    first, second = (dict(q.mentions)["value"].start for q in found)
    inside = {t.low for t in s.tokens if first < t.start < second}
    if not inside.isdisjoint(NOW) and (now.editions, now.years) == (base.editions, base.years):
        now = replace(now, editions=(), years=())
        found = [base, now]
    if against := _against(g, s, (base, now), within):
        return [base, replace(now, unread=(*now.unread, against))]
    if _turned_back(s, first, second):  # whether it rose or fell is read by its clauses
        return [base, replace(now, unread=(*now.unread, "from"))]
    rises = any("up_from" in m.kinds and s.tokens[m.stop - 1].start < first for m in s.marks)
    between = [t.low for t in s.tokens if first < t.start < second]
    if not rises or "to" not in between:
        return found
    if named := _one_named(g, s, (first, second)):
        if "edition_first" in named.roles:  # an edition says nothing of what came after it
            return [replace(q, unread=(*q.unread, named.low)) for q in (base, now)]
        last = g.marker.editions[max(g.marker.editions)]
        base, now = replace(base, editions=(), years=()), replace(now, editions=(last,), years=())
    dated = [
        t
        for t in s.tokens
        if t.start > second and t.low in map(str, (*now.years, *g.marker.editions))
    ]
    if not dated and (now.editions, now.years) == (base.editions, base.years):
        now = replace(now, editions=(), years=())
    if not (base.editions or base.years) and len(g.marker.editions) > 1:
        base = replace(base, editions=(g.marker.editions[sorted(g.marker.editions)[-2]],))
    if against := _against(g, s, (base, now), within):
        now = replace(now, unread=(*now.unread, against))
    return [base, now]


def _of_the_same(s: Sentence, base: Question, now: Question) -> list[Question]:
    """Return two numbers, of one thing where they are "from 62 to 67"."""
    first, second = (dict(q.mentions)["value"].start for q in (base, now))
    between = [t.low for t in s.tokens if first < t.start < second]
    ahead = [t.low for t in s.tokens if t.start < first][-1:]
    units = {"percent", "per", "cent", "%", "countries", "states"}
    if ahead != ["from"] or [low for low in between if low not in units] != ["to"]:
        return [base, now]
    same = base.type == now.type and not base.unread
    rows = not now.figure.rows() or now.figure.rows() == base.figure.rows()
    if not (same and rows) or (now.editions, now.years) != (base.editions, base.years):
        return [base, now]
    own = ("value", "bound", "strict", "near", "upper", "vague", "mentions", "evidence", "quote")
    unread = tuple(words for words in now.unread if not words.startswith("no word on what"))
    return [base, replace(base, unread=unread, **{name: getattr(now, name) for name in own})]


def _one_named(g: Ground, s: Sentence, pair: tuple[int, int]) -> Item | None:
    """Return the one edition that tells of a change: "in the 2022 edition, from 53 to 69"."""
    every = items(s, g.filler.codebook)
    told = [i for i, item in enumerate(every) if item.roles & EDITIONS]
    if len(told) != 1 or not every[told[0]].roles & {"edition_first", "edition_last"}:
        return None
    at = told[0]
    if pair[0] < s.tokens[every[at].first].start < pair[1] or not g.marker.editions:
        return None
    ahead = [item.low for item in every[:at] if item.low != "the"]
    return every[at] if not ahead or ahead[-1] in TELLING else None


TELLING = frozenset({",", "in", "in the", "by", "of", "of the", "as of", "per", "with"})
TELLING |= {"according to", "according to the", "says", "that"}
"""Words before an edition that tells of a change; not "since" and "compared with"."""

PAIRS = 4  # numbers: "rose from 64 to 78, its share fell from 85 to 80 per cent"
NOW = frozenset({"now", "today", "currently", "nowadays", "meanwhile"})
"""Words between two numbers that take the second out of the year of the first."""


def _against(g: Ground, s: Sentence, found: Sequence[Question], within: range) -> str:
    """Return the word that two numbers speak against: "had ten, and has grown to four"."""
    years = sorted(g.marker.editions)
    first = g.marker.editions[years[0]] if years else ""
    early = [q for q in found if q.editions == (first,)]
    late = [q for q in found if q.editions != (first,)]
    if len(early) != 1 or not late:
        return ""
    rose, fell = late[0].value > early[0].value, late[0].value < early[0].value
    every = [i for i in items(s, g.filler.codebook) if s.tokens[i.first].start in within]
    told = {way: [i.low for i in every if way in i.roles] for way in WAYS}
    if bool(told["up"]) == bool(told["down"]) or rose == bool(told["up"]) != fell:
        return ""
    return next(iter((*told["up"], *told["down"])))


WAYS = ("up", "down")


def _turned_back(s: Sentence, first: int, second: int) -> bool:
    """Tell "in 78 countries, up from 64" and "rose to 78 from 64", the later number first."""
    at = {t.start: i for i, t in enumerate(s.tokens)}
    one, two = at.get(first, 0), at.get(second, 0)
    if two < 2 or s.tokens[two - 1].low != "from":
        return False
    back = s.tokens[two - 2].low
    return back in ("up", "down") or (one > 0 and s.tokens[one - 1].low == "to")


def _dated(found: list[Question]) -> list[Question]:
    """Give each of two numbers its edition: "from the 2019 to the 2022 index, from 53 to 69"."""
    if len(found) == 2 and len(found[0].editions) == 2 and found[0].editions == found[1].editions:
        return [
            replace(question, editions=(edition,))
            for question, edition in zip(found, found[0].editions, strict=True)
        ]
    if len(found) == 1 and len(found[0].editions) > 1:
        return [replace(found[0], unread=(*found[0].unread, "two editions for one number"))]
    return found


def _by_words(g: Ground, s: Sentence, found: list[Question]) -> list[Question]:
    """Give numbers without a year the edition of "the first table" and "the latest list".

    Where numbers are set beside each other, each has the edition of its own part: "in 64 countries
    in the first edition, against 78 in the second".
    """
    if not any(not q.editions and not q.years for q in found) or not g.marker.editions:
        return found
    told = [item for item in items(s, g.filler.codebook) if item.roles & EDITIONS]
    told = [item for item in told if not _apart(s, item)]
    if not told or not any(item.low.split(" ")[-1] in NAMES_OF_IT for item in told):
        return found
    parts = _parts(s, found)
    if len(parts) == 1 and any("edition_first" not in item.roles for item in told):
        return found
    if len(parts) == 1 and any(t.low in NOW for t in s.tokens):
        return found
    made: list[Question] = []
    for question in found:
        at = dict(question.mentions)["value"].start
        part = next(part for part in parts if at < part[1])
        within = [item for item in told if part[0] <= s.tokens[item.first].start < part[1]]
        edition = () if question.editions or question.years else _named(g, within)
        made.append(replace(question, editions=edition) if edition else question)
    return made


def _apart(s: Sentence, item: Item) -> bool:
    """Tell "unlike in the first edition", of which the number is not."""
    return any(t.low in APART for t in s.tokens[max(0, item.first - BEFORE) : item.first])


def _parts(s: Sentence, found: Sequence[Question]) -> list[tuple[int, int]]:
    """Return the parts [start, stop) of a sentence whose numbers are set beside each other."""
    starts = [dict(q.mentions)["value"].start for q in found]
    cuts = [0]
    for one, two in pairwise(starts):
        between = [t for t in s.tokens if one < t.start < two]
        cut = next((t for t in between if t.low in SETTING), None)
        if cut is None and s.tokens[0].low == "from":
            cut = next((t for t in between if t.low == ","), None)
        if cut is not None:
            cuts.append(cut.start)
    return list(zip(cuts, [*cuts[1:], s.tokens[-1].end + 1], strict=True))


def _named(g: Ground, told: Sequence[Item]) -> tuple[str, ...]:
    """Return the one edition that words name."""
    roles = {role for item in told for role in item.roles & EDITIONS}
    years = sorted(g.marker.editions)
    if roles == {"edition_first"}:
        return (g.marker.editions[years[0]],)
    return (g.marker.editions[years[-1]],) if roles == {"edition_last"} else ()


APART = frozenset({"unlike", "than", "since", "after"})
"""Words before an edition of which a number is not."""

BEFORE = 3  # tokens: "unlike in the"

SETTING = SETTING_BESIDE | {"from", "to"}
EDITIONS = frozenset({"edition_first", "edition_last", "between_editions", "both_editions"})
NAMES_OF_IT = frozenset(
    "report survey study table list index count tally set release edition version issue".split()
)
