"""Parts of a sentence that only say that it stands in the index, told as "according to the index".

"If the index has it right", "as the 2022 edition confirms", ", Carnegie's list tells us," and "We
can confirm from the index that" say no more than this. A part is one of them if it names the index
once and all of its other words are of one kind in reporting.yml; their order is free.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.before.index_named import named_at, owner_at
from sousveil.extraction.marks import Token

LONGEST = 14  # tokens of such a part
SIGNS = frozenset(',;:–—().!?"“”')
ENDS = frozenset(".!")
OPENING = {",": ",", "–": "–", "—": "—", "(": ")"}
LEADS = frozenset({"that", ":"})
RIGHT = frozenset({"right", "correct", "accurate", "rightly", "correctly", "reliable"})
HEDGES = frozenset("may could will can was were be once".split())
BEING = frozenset({"is", "are", "was", "were", "has", "have"})
DENYING = frozenset({"no", "nothing", "not"})
FACT = (["a", "fact"], ["that", "is"], ["this", "is"])
PLACING = frozenset({"by", "on", "in", "under", "per", "from", "following"})
ARTICLES = frozenset({"the", "a", "an"})
RECOUNTING = frozenset({"counted", "counts", "count", "tallied"})
PLAIN = ("according", "to")
SAYS = ("says",)


class _Words(Struct, frozen=True):
    noun: frozenset[str]
    of: frozenset[str]
    conditional: frozenset[str]
    seen: frozenset[str]
    likewise: frozenset[str]
    by: frozenset[str]
    by_too: frozenset[str]
    says: frozenset[str]
    whom: frozenset[str]
    that: frozenset[str]
    so: frozenset[str]
    held: frozenset[str]
    made: frozenset[str]


@once_per_codebook
def _words(codebook: Codebook) -> _Words:
    def known(name: str) -> frozenset[str]:
        return frozenset(codebook.reporting.get(f"frame_{name}", ()))

    return _Words(
        noun=frozenset(codebook.reporting.get("index_noun", ())),
        of=known("of"),
        conditional=known("if"),
        seen=known("seen"),
        likewise=known("as"),
        by=known("by"),
        by_too=known("by_too"),
        says=known("says"),
        whom=known("whom"),
        that=known("that"),
        so=known("so"),
        held=known("held"),
        made=known("made"),
    )


def framed_by_index(tokens: list[Token], codebook: Codebook) -> list[Token]:
    """Return the tokens of a sentence with "according to the index" for what says only this."""
    lows = [t.low for t in tokens]
    if codebook.reporting and not _names_it(lows, codebook):
        return tokens
    words = _words(codebook)
    tokens = _led(_said_so(tokens, words, codebook), lows, words, codebook)
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        stop = _part_end(tokens, at)
        part = tokens[at:stop]
        made += _told(part, tokens, at, stop, words, codebook)
        made += tokens[stop : stop + 1]
        at = stop + 1
    return made


def _names_it(lows: Sequence[str], codebook: Codebook) -> bool:
    known = codebook.reporting
    owners = {owner.rsplit(" ", 1)[-1] for owner in known["index_owner"]}
    nouns = {*known["index_noun"], *known["index_own_word"], *owners}
    return not nouns.isdisjoint(lows)


def _part_end(tokens: Sequence[Token], at: int) -> int:
    stop = at
    while stop < len(tokens) and tokens[stop].text not in SIGNS:
        stop += 1
    return stop


def _told(
    part: list[Token], tokens: list[Token], at: int, stop: int, words: _Words, codebook: Codebook
) -> list[Token]:
    """Return a part between signs, told plainly where it only says that it stands in the index."""
    before = tokens[at - 1].text if at else ""
    after = tokens[stop].text if stop < len(tokens) else ""
    behind = before in OPENING and (after == OPENING[before] or after in ENDS or not after)
    if not (behind or (not before and after == ",")) or not 1 < len(part) <= LONGEST:
        return part
    lows = [t.low for t in part]
    found = _index_in(lows, words, codebook)
    if found is None:
        return part
    first, last, inner, end = found
    rest = [*lows[:first], *lows[last:]]
    if tuple(lows[:2]) == PLAIN:
        whole = (first, last) == (2, len(lows)) and (first, last) != (inner, end)
        return [*part[:2], *part[inner:end]] if whole else part
    if _says(lows, first, last, words):
        return [*_made(part, SAYS if behind else PLAIN), *part[inner:end]]
    by_its_count = len(rest) == 1 == first and rest[0] in PLACING and (first, last) != (inner, end)
    if not by_its_count and not _frames(first, rest, words):
        return part
    return [*_made(part, PLAIN), *part[inner:end]]


def _made(part: Sequence[Token], words: Sequence[str]) -> list[Token]:
    start, end = part[0].start, part[-1].end
    return [Token(start, end, word, word) for word in words]


def _frames(first: int, rest: list[str], words: _Words) -> bool:
    """Tell whether the words beside the index only say that it stands there."""
    if not rest:
        return False
    if rest[0] == "if" and first:
        doubts = not RIGHT.isdisjoint(rest) and "it" not in rest  # "if the index is right"
        return words.conditional.issuperset(rest) and len(rest) > 1 and not doubts
    if rest[0] in ("as", "so") and first:
        seen = not words.seen.isdisjoint(rest[1:])
        return seen and (words.likewise | words.seen).issuperset(rest)
    if rest[:2] in FACT:
        return (words.so | words.likewise | words.seen).issuperset(rest) and len(rest) > 2
    by = bool(first) and not words.by.isdisjoint(rest)
    return by and (words.by | words.by_too).issuperset(rest)


def _says(lows: Sequence[str], first: int, last: int, words: _Words) -> bool:
    """Tell "the index tells us" and "says the index"."""
    before, behind = lows[:first], list(lows[last:])
    if before and not behind:
        return " ".join(w for w in before if w != "so") in words.says
    if before:
        return False
    for stop in range(len(behind), 0, -1):
        whom = " ".join(behind[stop:])
        if " ".join(behind[:stop]) in words.says and (not whom or whom in words.whom):
            return True
    return False


def _said_so(tokens: list[Token], words: _Words, codebook: Codebook) -> list[Token]:
    """Read "... . That is what the index shows." as "..., according to the index."."""
    end = len(tokens) - 1
    dot = next((i for i in range(end - 1, 0, -1) if tokens[i].text == "."), 0)
    part = tokens[dot + 1 : end]
    if not dot or not part or part[0].low not in ("that", "this", "so", "and"):
        return tokens
    found = _index_in([t.low for t in part], words, codebook)
    if found is None:
        return tokens
    first, last, inner, stop = found
    rest = [t.low for t in (*part[:first], *part[last:])]
    told = not words.seen.isdisjoint(rest)
    if not told or not (words.so | words.seen).issuperset(rest):
        return tokens
    comma = Token(tokens[dot].start, tokens[dot].end, ",", ",")
    return [*tokens[:dot], comma, *_made(part, PLAIN), *part[inner:stop], tokens[end]]


def _led(
    tokens: list[Token], lows: Sequence[str], words: _Words, codebook: Codebook
) -> list[Token]:
    """Return "according to the index , ..." for "We can confirm from the index that ..."."""
    stop = next((i for i, low in enumerate(lows[: LONGEST + 2]) if low in LEADS), 0)
    part = tokens[:stop]
    signs = [t.text for t in part if t.text in SIGNS]
    if not part or stop + 2 >= len(tokens) or signs not in ([], [","]):
        return tokens
    found = _index_in(lows[:stop], words, codebook)
    if found is None:
        return tokens
    first, last, inner, end = found
    rest = [*lows[:first], *lows[last:stop]]
    told = not words.seen.isdisjoint([*rest, *lows[first:inner], *lows[end:last]])
    if signs:
        rest.remove(",")
    known = words.that | words.seen | (words.conditional if signs else frozenset())
    told = told and known.issuperset(rest) and not _is_hedged(lows[:first], lows[last:stop])
    if not told or rest[:1] == ["as"] or not RECOUNTING.isdisjoint(rest):
        return tokens
    comma = Token(tokens[stop].start, tokens[stop].end, ",", ",")
    return [*_made(part, PLAIN), *tokens[inner:end], comma, *tokens[stop + 1 :]]


def _is_hedged(before: Sequence[str], behind: Sequence[str]) -> bool:
    """Tell "the index may show" and "is said to show" from "readers of it may find"."""
    named = ARTICLES.issuperset(before) or not set(before).isdisjoint(DENYING)
    said = "said" in behind and not BEING.isdisjoint(behind)
    return named and (said or not HEDGES.isdisjoint(behind))


def _index_in(
    lows: Sequence[str], words: _Words, codebook: Codebook
) -> tuple[int, int, int, int] | None:
    """Return where the one name of the index stands in a part, with what it has, and alone.

    "The figures in the index", "data compiled by Carnegie" and "the index's reckoning" are it, too.
    """
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(lows):
        stop = named_at(lows, at, codebook) or owner_at(lows, at, codebook)
        if stop:
            found.append((at, stop))
        at = stop or at + 1
    if len(found) != 1:
        return None
    inner, end = found[0]
    first, last = inner, end
    if lows[last : last + 1] == ["'s"]:
        last += 1 + (lows[last + 1 : last + 2] == ["own"])
        if lows[last : last + 1] == [] or lows[last] not in words.of:
            return None
        last += 1
    elif lows[first - 1 : first] and lows[first - 1] in words.held:
        first = _held(lows, first - 1, words)
    first -= first > 0 and lows[first - 1] in ARTICLES and first < inner
    return first, last, inner, end


def _held(lows: Sequence[str], at: int, words: _Words) -> int:
    """Return where "the figures" of "the figures that were published by" begin; behind them."""
    first = at
    while first and lows[first - 1] in words.made:
        first -= 1
    return first - 1 if first and lows[first - 1] in words.of | words.noun else at + 1
