"""The Initiative where "have not joined" and "members" leave it to the sentence before."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.before.named import VERBS
from sousveil.extraction.marks import Token

WORDS = frozenset(
    "joined join joining signed outside inside members member not n't participants".split()
)
"""Words without one of which a sentence leaves no group unsaid."""

OWN = frozenset("belt bri road initiative silk club union nato eu oecd".split())
"""Words by which a sentence says itself what is joined, or speaks of more than one thing."""

LISTS = frozenset({"index", "list", "edition", "table", "ranking"})

STOPS = frozenset({",", ".", ";", ":", "–", "—", ")", "!"})
GROUP = ("the", "Belt", "and", "Road", "Initiative")
DENIED = frozenset({"not", "n't", "never"})
RELATIVE = frozenset({"that", "which", "who"})
COUNTED = frozenset({"listed", "countries", "states", "nations", "governments", "those"})


def may_leave_it(tokens: Sequence[Token]) -> bool:
    """Tell by its words alone whether a sentence may leave the group unsaid."""
    lows = {t.low for t in tokens}
    return not lows.isdisjoint(WORDS) and lows.isdisjoint(OWN)


def with_group(tokens: list[Token], told: str) -> list[Token]:
    """Return the tokens of a sentence with the Initiative named, of which the one before speaks.

    `told` is how that one speaks of it.
    """
    made: list[Token] = []
    for at, token in enumerate(tokens):
        made.append(token)
        if words := _unsaid(tokens, at, told):
            made += [Token(token.start, token.end, word, word.casefold()) for word in words]
    return made if len(made) > len(tokens) else tokens


def _unsaid(tokens: Sequence[Token], at: int, told: str) -> tuple[str, ...]:
    """Return the words that a token leaves out."""
    low = tokens[at].low
    before = [t.low for t in tokens[max(0, at - 3) : at]]
    after = tokens[at + 1].low if at + 1 < len(tokens) else "."
    listing = any(t.low in LISTS for t in tokens)
    if low in ("joined", "join"):
        stands = not listing and _ends(after)
        return GROUP if stands and not JOINING.isdisjoint(before) else ()
    if low in ("outside", "inside"):
        plain = bool(before) and (before[-1] in COUNTED or tokens[at - 1].text.isdigit())
        return GROUP if plain and not listing and _ends(after) else ()
    if low in DENIED and {*before[:-1]} & RELATIVE and after in STOPS and not listing:
        verb = UNSAID.get(before[-1], ("",))
        return (*verb, *GROUP) if verb[0] == told else ()
    if low == "members" and _are_counted(tokens, at):
        behind = {t.low for t in tokens[at + 1 : at + 4]}
        return ("of", *GROUP) if _ends(after) or (after in ("on", "in") and behind & LISTS) else ()
    return ()


JOINING = frozenset({"have", "has", "had", "did", "not", "n't", "that"})
UNSAID = {
    "have": ("joined",),
    "has": ("joined",),
    "do": ("belong", "to"),
    "does": ("belong", "to"),
}
"""What "those that have not" and "those that do not" leave out."""


def _ends(after: str) -> bool:
    return after in STOPS or after in VERBS or after == "listed"


def _are_counted(tokens: Sequence[Token], at: int) -> bool:
    """Tell "the 68 members", "68 of its members", "other members" no group but this one has."""
    before = tokens[at - 1] if at else None
    if before is not None and before.text == "-" and at > 1 and tokens[at - 2].low == "non":
        before = tokens[at - 3] if at > 2 else before
    return before is not None and (before.text.isdigit() or before.low in ("listed", "the", "-"))
