"""Parts of a sentence, and sentences beside it, that take back or limit what it states.

", a mere plan", "Primary schools:", ", almost" and "That is the plan." stand around words that are
read, and make something else of them. What only comments is passed by in `comments.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.comments import ENDS, LONGEST, NAMING, PREPOSITIONS, parts
from sousveil.extraction.marks import Marker, Token


def left_over(tokens: Sequence[Token], marker: Marker) -> str:
    """Return a part at the edge of a sentence that takes back or limits it; empty where none does.

    What only comments is no longer there; what names or counts something has a reader of its own.
    """
    end = len(tokens) - (bool(tokens) and tokens[-1].text in ENDS)
    cuts = [i for i in range(1, end) if parts(tokens, i)]
    that = next((i for i, t in enumerate(tokens[:LONGEST]) if t.low == "that" and i > 1), 0)
    if that and not any(cut < that for cut in cuts) and _takes_back(tokens[:that], marker):
        return _words(tokens[:that])
    if not cuts:
        return ""
    first = tokens[: cuts[0]]
    if _takes_back(first, marker) or _limits(first, tokens[cuts[0]].text == ":", marker):
        return _words(first)
    if tokens[end - 1].text == ")" and len(cuts) > 1:
        end = cuts.pop()
    last = tokens[cuts[-1] + 1 : end]
    if _takes_back(last, marker) or _adds(last, marker):
        return _words(last)
    return ""


def _words(part: Sequence[Token]) -> str:
    return " ".join(t.text for t in part)


def takes_back(tokens: Sequence[Token], marker: Marker) -> bool:
    """Tell whether a short sentence doubts the one beside it: "That is the plan."."""
    part = [t for t in tokens if t.text not in ENDS]
    if not 0 < len(part) <= BRIEF or not _takes_back(part, marker):
        return False
    return part[0].low in POINTING or part[0].low in PREPOSITIONS


POINTING = frozenset("that this it they these those the i we here our my such believe".split())


BRIEF = 8  # tokens


def _takes_back(part: Sequence[Token], marker: Marker) -> bool:
    """Tell "in the words of a satire" and "a figure now withdrawn"."""
    if len(part) > LONGEST:
        return False
    doubting = [t.low for t in part if t.low in marker.grammar["doubting"]]
    if not doubting or not _nameless(part, marker):
        return False
    told = marker.marks(list(part), False, False)
    idle = {t.low for m in told if "negation_idle" in m.kinds for t in part[m.first : m.stop]}
    return not idle.issuperset(doubting)


def _nameless(part: Sequence[Token], marker: Marker) -> bool:
    """Tell whether a part names nothing that the index holds, and counts nothing."""
    if any(any(map(str.isdigit, t.low)) for t in part):
        return False
    return not any(mark.kinds & NAMING for mark in marker.marks(list(part), False, False))


def _limits(part: Sequence[Token], colon: bool, marker: Marker) -> bool:
    """Tell "Primary schools:", "Until the law changes," and "Secretly,"."""
    g = marker.grammar
    lows = [t.low for t in part]
    if len(lows) == 1 and not colon:
        known = bool(marker.marks(list(part), False, False))
        return not known and lows[0].endswith("ly") and lows[0] not in g["comment_adverb"]
    beside = not g["sector"].isdisjoint(lows) and (lows[0] in PREPOSITIONS or len(lows) < FEW)
    turned = lows[0] in TURNING and not colon
    return (beside or turned) and _nameless(part, marker)


FEW = 5  # tokens of a label that has no verb
TURNING = frozenset({"until", "unless", "once", "despite"})


def _adds(part: Sequence[Token], marker: Marker) -> bool:
    """Tell ", a steep fall" and ", which was true once", which say more of a number."""
    if not part or len(part) > LONGEST:
        return False
    lows = [t.low for t in part]
    if lows[0] in ("a", "an") and not COMPARING.isdisjoint(lows):
        return True
    if not _nameless(part, marker):
        return False
    told = {kind for mark in marker.marks(list(part), False, False) for kind in mark.kinds}
    if lows[0] in PREPOSITIONS and not marker.grammar["sector"].isdisjoint(lows):
        return True
    if lows[0] in TURNING or (len(lows) < len("abc") and lows[0] in HEDGING):
        return "source_word" not in told
    if lows[0] == "which":
        return RANKED.isdisjoint(lows) and not marker.grammar["scoping"].isdisjoint(lows)
    if lows[0] not in ("a", "an"):
        return False
    said = [m for m in marker.marks(list(part), False, False) if "reporting" in m.kinds]
    return not any(m.stop == len(part) and lows[-1][-1] in "sd" for m in said)


RANKED = frozenset({"most", "least", "half", "second", "third", "fourth", "largest", "biggest"})
COMPARING = frozenset({"than", "twice", "thrice", "times", "double", "doubling", "half"})
HEDGING = frozenset({"almost", "nearly", "soon", "once", "mostly", "sort", "kind", "partly"})
