"""What makes a number a share: a sign for per cent, a fraction, the whole that it is out of."""

from __future__ import annotations

from sousveil.extraction.marks import Token
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.numerals import (
    FRACTIONS,
    SMALL_WHOLE,
    numeral,
)
from sousveil.model.noun import replace

SO_MANY = (["out", "of", "every"], ["of", "every"], ["in", "every"], ["out", "of"], ["in"], ["of"])
ROUND = frozenset({3.0, 4.0, 5.0, 10.0})
"""Wholes of which "seven of ten" is a share; "eleven of twelve" countries are counted."""
LARGE_WHOLES = frozenset({15.0, 20.0, 25.0, 100.0})  # "nineteen in twenty", "70 in every 100"
ROUGHLY = frozenset(
    {"about", "around", "roughly", "some", "nearly", "almost", "just", "over", "under"}
)


def as_share(tokens: list[Token], q: Quantity) -> Quantity:
    """Read what makes a number a share: a per cent sign, a fraction word, "in ten"."""
    if q.share:
        return q
    after = [t.low for t in tokens[q.stop : q.stop + 4]]
    if after[:1] in (["%"], ["percent"], ["pct"]):
        stop = q.stop + 1
    elif after[:2] == ["per", "cent"] or (after[:1] == ["-"] and after[1:2] == ["percent"]):
        stop = q.stop + 2
    else:
        hyphen = 1 if after[:1] == ["-"] else 0
        name = after[hyphen : hyphen + 1]
        if (
            name
            and name[0] in FRACTIONS
            and q.value <= SMALL_WHOLE
            and (name[0] != "half" or q.value == 1)
        ):
            return replace(
                q,
                stop=q.stop + hyphen + 1,
                end=q.stop + hyphen + 1,
                value=100 * q.value * FRACTIONS[name[0]],
                share=True,
                vague=True,
            )
        return _in_so_many(tokens, q)
    return replace(q, stop=stop, end=stop, share=True)


def share_at_start(tokens: list[Token], q: Quantity) -> Quantity:
    """Read the 85 of "from 85 to 80 per cent" as a share, too."""
    at = q.first - 1
    while at > 0 and tokens[at].low in ROUGHLY:
        at -= 1
    link = {"from": "to", "between": "and"}.get(tokens[at].low if at >= 0 else "")
    if q.share or [t.low for t in tokens[q.stop : q.stop + 1]] != [link]:
        return q
    at = q.stop + 1
    while at < len(tokens) and tokens[at].low in ROUGHLY:
        at += 1
    other = numeral(tokens, at) if at < len(tokens) else None
    if other is None or other.share:
        return q
    other = as_share(tokens, other)
    return replace(q, share=True) if other.share and not other.vague else q


def _in_so_many(tokens: list[Token], q: Quantity) -> Quantity:
    """Read "three in ten", "three out of every seven", "one of every four" as a share."""
    low = [t.low for t in tokens[q.stop : q.stop + 5]]
    for words in SO_MANY:
        if low[: len(words)] != words:
            continue
        at = q.stop + len(words)
        whole = numeral(tokens, at) if at < len(tokens) else None
        if whole is None or whole.share or q.value >= whole.value:
            continue
        if whole.value > SMALL_WHOLE and not ("in" in words and whole.value in LARGE_WHOLES):
            continue
        if words == ["of"] and whole.value not in ROUND:
            continue
        return replace(
            q,
            stop=whole.stop,
            end=whole.stop,
            value=100 * q.value / whole.value,
            share=True,
            vague=True,
            part=q.value,
            of=whole.value,
        )
    return q
