"""Where "it" beside a number may not be what was named before."""

from __future__ import annotations

from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.numbers.slots import Slots


def it_and_more(s: Sentence, q: Quantity) -> list[str]:
    """Return the "it" of "49 countries use it and smart policing", which names a second thing."""
    for i in range(q.end, min(q.end + REACH, len(s.tokens) - 2)):
        told = s.tokens[i].low in ("it", "them", "this") and s.tokens[i - 1].low != "of"
        if told and s.tokens[i + 1].low in AND_MORE:
            near = range(i + 2, min(i + 5, len(s.tokens)))
            if any(s.has(kind, near) for kind in ("technology", "supplier", "demonym")):
                return [s.words((i, i + 1))]
    return []


def it_lists(s: Sentence, own: Slots, slots: Slots) -> list[str]:
    """Return the "it" of "It lists 97 countries", which no firm or country does that was named."""
    lows = [t.low for t in s.tokens]
    lists = lows[:1] == ["it"] and lows[1:2] and lows[1] in LISTING
    taken = (slots.suppliers or slots.origins) and not (own.suppliers or own.origins)
    return [s.tokens[0].text] if lists and taken and OF_A_FIRM.isdisjoint(lows) else []


LISTING = frozenset(
    "lists listed names named counts counted covers covered records recorded examines examined"
    " tracks tracked includes included shows showed finds found puts".split()
)
OF_A_FIRM = frozenset("customers clients buyers markets users among".split())

REACH = 6  # tokens
AND_MORE = frozenset({"and", "with", "plus", "alongside", "together", "as", "beside", "besides"})
