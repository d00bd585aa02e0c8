"""How a number just told stands to others: "14 countries, second only to Huawei"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, plainly
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.model.figure import ANY_TECHNOLOGY, Figure
from sousveil.model.noun import replace
from sousveil.model.query import Compare, Rank

PLACING = frozenset({"most", "least", "ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5"})
COMPARING = frozenset({"more", "fewer", "same", "times_2", "times_3", "times_4", "times_5"})
COMPARING |= {"times_6", "times_10", "times_half", "atleast", "atmost", "nearly"}
LONGEST = 14  # items


def beyond(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read a rank or a comparison of what was just counted, or just said to have grown."""
    counted, changed = before.counted, before.compare
    if not 1 < len(run) <= LONGEST:
        return None
    if counted is not None:
        q = counted.quantity
        if q.share or q.whole is not None or counted.size is not None or counted.examined:
            return None
        subject = _subject(before.run, counted.figure)
        verb = [_word("is", "be", "idle"), _word("named in", "found")]
        when: list[Item] = []
    elif changed is not None and changed.editions is not None and changed.left == changed.right:
        subject = _subject(before.run, changed.left)
        verb = [item for item in before.run if item.roles & {"up", "down"}]
        when = [_word("between the editions", "between_editions")]
        if len(verb) != 1:
            return None
    else:
        return None
    if not subject:
        return None
    tail = _whole(list(run))
    if tail is None:
        return None
    compared = any(item.roles & COMPARING for item in tail)
    if not compared and not any(item.roles & PLACING for item in tail):
        return None
    if compared or when:
        made = [*subject, *verb, *tail, *when]
    else:
        made = [*subject, verb[0], *tail, _word("by number of countries", "country_noun", "idle")]
    said = plainly(made, reading)
    if len(said) != 1 or not isinstance(said[0].query, Compare | Rank):
        return None
    query = said[0].query
    if counted is not None:
        query = replace(query, abroad=counted.abroad or query.abroad)
    stated = replace(said[0], query=query, editions=before.editions or said[0].editions)
    return Made(said=(stated,), spoken=before)


def _word(low: str, *roles: str) -> Item:
    return Item(-1, -1, low, "word", roles=frozenset(roles))


def _subject(run: Sequence[Item], what: Figure) -> list[Item]:
    """Return the name whose countries were counted, with the group they are counted in."""
    if what.lacking or what.any_of or what.measured or what.without or what.outside:
        return []
    rows = [row for row in what.having if row.technology != ANY_TECHNOLOGY]
    groups = [item for item in run if item.kind == "group" and item.id in what.among]
    if len(groups) != len(what.among):
        return []
    where = [part for group in groups for part in (_word("in", "belong", "idle"), group)]
    if not rows and len(groups) == 1:
        return groups
    if len(rows) != 1:
        return []
    row = rows[0]
    term = row.supplier or row.origin or row.technology
    if sum(map(bool, (row.supplier, row.origin, row.technology))) != 1:
        return []
    name = next((item for item in run if item.id == term and item.kind != "group"), None)
    if name is None:
        return []
    noun = [_word("technology", "origin_noun", "idle")] if row.origin else []
    named = replace(name, kind="demonym") if row.origin else name
    opening = [*where, Item(-1, -1, ",", "sign")] if where else []
    return [*opening, named, *noun]


def _whole(run: list[Item]) -> list[Item] | None:
    """Return a tail with the word "countries" that it leaves out: "two fewer than NEC"."""
    made: list[Item] = []
    for i, item in enumerate(run):
        first, _, last = item.low.partition(" ")
        after = run[i + 1] if i + 1 < len(run) else None
        bounding = after is not None and bool(after.roles & COMPARING) and item.low != "as many as"
        if first in ("more", "fewer", "less") and last in ("than", "") and not bounding:
            role = "more" if first == "more" else "fewer"
            made.append(_word(f"{first} countries", role))
            if last:
                made.append(_word("than", "than", "idle"))
        elif item.low in ("as many as", "the same number as", "the same as"):
            made += [_word("as many", "same"), _word("countries", "country_noun", "idle")]
            made.append(_word("as", "than", "idle"))
        elif item.low in ("as many", "the same number") and after is not None:
            made += [item, _word("countries", "country_noun", "idle")]
        else:
            made.append(item)
    return made
