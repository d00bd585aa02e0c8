"""Parts of a sentence that only tell who says so, and requests that take something for granted.

", our sanctions desk points out,", "As one campaigner put it," and ", blogged a trade lawyer" are a
speaker and a verb of saying. "Will the minister comment on the fact that" asks about what is so.
The words are in grammar.yml. Whether the speaker is somebody who finds things out, is named, or
doubts it, is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sousveil.extraction.marks import Token

Words = Mapping[str, frozenset[str]]
NONE: frozenset[str] = frozenset()
LONGEST = 14  # tokens of such a part
LONGEST_SPEAKER = 9
HELPING = frozenset(
    "has have had was were is are am been be would will may might could must should shall can also"
    " just now then once further rightly recently".split()
)
"""May stand before the verb: "has noted", "was told", "would point out"."""

ARTICLES = frozenset(
    "a an the our my your his her their its one this that another some i we he she they it you"
    " mr ms mrs dr sir lord lady baroness".split()
)
"""With one of these a speaker begins behind the verb: "writes our correspondent"."""

NOUNS = frozenset("posts notes states points remarks comments answers stresses puts".split())
"""Verbs that are nouns behind a bare noun: "Border posts"."""

BARE = frozenset({"state"})
"""A verb that is a noun behind an article: "a police state"."""

ONE = frozenset({"a", "an"})

JOINING = frozenset(
    "and or but because although though while whereas if unless when until who whose which of than"
    " with without except only by".split()
)
"""With one of these behind the verb more is told than who says so, and where."""

TELLING = frozenset("told tells tell reminds reminded informs informed".split())
"""Verbs behind which somebody stands: "told the house"."""

PARTICLES = frozenset({"out", "on", "it", "up", "as", "follows", "thus", "so", "this"})
"""May stand right behind the verb: "points out", "put it"."""
OPEN = frozenset("is are was were does do did has have can could will would should may".split())
OPEN |= frozenset({"what", "how", "when", "in", "to", "on", "i", "we"})
WAYS = frozenset({"what", "how", "when", "why", "way", "whether", "if"})


def speaks(part: Sequence[Token], known: Words) -> bool:
    """Tell whether a part between signs is a speaker with a verb of saying, and no more."""
    lows = [t.low for t in part]
    if not 1 < len(lows) <= LONGEST:
        return False
    words = _without_lead(lows, known)
    if words is None:
        return True  # "in the words of one campaigner"
    at = next((i for i, low in enumerate(words) if _is_verb(words, i, known)), -1)
    if at < 0:
        return False
    if at == 0:
        return len(words) > 1 and (words[1] in ARTICLES or part[-1].text[:1].isupper())
    if at > LONGEST_SPEAKER or (words[0] not in ARTICLES and words[at] in NOUNS):
        return False
    if words[at] in BARE and not ONE.isdisjoint(words[max(0, at - 2) : at]):
        return False  # "a police state", "now an oil state"
    rest = words[at + 1 :]
    to_whom = words[at] in TELLING and rest[:1] in (["the"], ["a"], ["our"])
    return (to_whom and JOINING.isdisjoint({*rest} - {"of"})) or _only_to_whom(rest, known)


def _without_lead(lows: list[str], known: Words) -> list[str] | None:
    """Return the words behind "as" or "so"; None behind "in the words of"."""
    for phrase in known.get("passing_led", NONE):
        lead = phrase.split(" ")
        if lows[: len(lead)] == lead and len(lows) > len(lead):
            if len(lead) > 1 and lead[-1] in ("of", "quote"):
                return None
            return lows[len(lead) :]
    return lows


def _is_verb(words: Sequence[str], i: int, known: Words) -> bool:
    """Tell "our desk notes" from "our notes" and "the noted lawyer"."""
    if words[i] not in known.get("passing", NONE):
        return False
    before = words[i - 1] if i else ""
    if before in ("a", "an", "the", "our", "my", "your", "his", "her", "their", "its", "of", "'s"):
        return False
    return before != "to"


def _only_to_whom(rest: Sequence[str], known: Words) -> bool:
    """Tell "on her blog last week" from "of airports"."""
    where = known.get("passing_to", NONE)
    while rest and rest[0] in PARTICLES and (len(rest) == 1 or rest[1] in where):
        rest = rest[1:]
    return not rest or (rest[0] in where and JOINING.isdisjoint(rest))


def granted(tokens: Sequence[Token], known: Words, longest: int) -> int:
    """Return where what a request takes for granted begins; 0.

    Read so are "To ask the minister whether he is aware that", "How does the council view the fact
    that", "Does the government accept that" and "Can the minister explain why".
    """
    if tokens[0].low not in OPEN:
        return 0
    asks = tokens[-1].text == "?" or tokens[0].low == "to"
    for i, token in enumerate(tokens[:longest]):
        if token.text in ";:–—" or not asks:
            return 0
        before = tokens[i - 1].low if i else ""
        if token.low == "why" and before in ("explain", "say", "explained"):
            return i + 1
        if token.low == "that" and i > 1:
            return i + 1 if before in known.get("granting", NONE) else 0
    return 0


GIVEN = (
    *("given that", "given the fact that", "considering that", "seeing that"),
    *(
        "in view of the fact that",
        "in light of the fact that",
        "in the light of the fact that",
        "considering the fact that",
    ),
)
"""Before what a question behind it takes for granted."""
LONGEST_GIVEN = 8  # tokens of it, and one more


def given(tokens: Sequence[Token]) -> tuple[int, int]:
    """Return where the claim in "Given that ..., will it act?" begins and ends; (0, 0)."""
    said = " ".join([t.low for t in tokens[:LONGEST_GIVEN]])
    lead = next((p.split(" ") for p in GIVEN if said.startswith(p + " ")), [])
    if not lead or tokens[-1].text != "?":
        return 0, 0
    comma = next((i for i in range(len(tokens) - 1, len(lead), -1) if tokens[i].text == ","), 0)
    asks = comma and tokens[comma + 1].low in OPEN | WAYS
    return (len(lead), comma) if asks else (0, 0)
