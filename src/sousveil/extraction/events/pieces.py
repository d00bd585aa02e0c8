"""A sentence cut between its numbers: the words that say what each of them counts."""

from __future__ import annotations

from msgspec import Struct

from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.numbers import Number
from sousveil.extraction.events.word import Word

BREAKS = frozenset((",", ";", ":", "-", "(", ")", ".", "C"))
STRONG = frozenset((";", ":", "."))
TURNS = frozenset(("while", "whereas", "although", "though", "because", "but", "against", "versus"))
AHEAD = frozenset(("ahead", "compared", "followed by", "followed", "as against"))
FINITE = frozenset(("V", "B", "H", "M", "O"))


class Piece(Struct, eq=False):
    """What belongs to one number; all are indices of words."""

    number: Number
    home: range
    """The stretch without a comma or "and" in which the number stands."""

    ahead: list[int]
    """Words before it that belong to it: its subject, what stands in front of the sentence."""

    behind: list[int]
    """Words after it that go on about it."""

    own: Named | None = None
    """What a list before or behind gives to it alone."""

    island: bool = False
    """Tells ", 11 of them democracies,": it is about the number before it."""

    bare: bool = False
    """True where its subject is that of the number before it."""

    def words(self) -> list[int]:
        """Return all its words in order."""
        return [*self.ahead, *self.home, *self.behind]


def pieces(words: list[Word], found: list[Number]) -> list[Piece]:
    """Return one piece for each number."""
    chunks = _chunks(words, found)
    home = {n.first: next(k for k, c in enumerate(chunks) if n.first in c) for n in found}
    made: list[Piece] = []
    used = 0
    taken: dict[int, Number] = {home[n.first]: n for n in found}
    for n in found:
        at = home[n.first]
        piece = Piece(n, chunks[at], [], [])
        lead = [i for i in range(chunks[at].start, n.begin) if words[i].tag not in ("C", "A", ",")]
        piece.island = n.subset and chunks[at].start > 0 and _closed(words, chunks, at, n)
        first = next((i for i in lead if words[i].tag not in BREAKS), None)
        free = [k for k in range(used, at) if k not in taken]
        starts = [i for i in lead if words[i].tag not in BREAKS]
        placed = starts and all(words[i].tag in ("P", "D") for i in starts)
        verbal = first is not None and words[first].tag in FINITE
        back = free and free[-1] == at - 1 and chunks[at].start and placed
        if made and not piece.island and (verbal or back):
            piece.bare = not _attach(words, chunks, taken, at, piece)
        elif made:
            own = _since_strong(words, chunks, free, at)
            piece.ahead = [i for k in own for i in chunks[k]]
        else:
            piece.ahead = [i for k in free for i in chunks[k]]
        _go_on(words, chunks, taken, at, piece)
        made.append(piece)
        used = at + 1
    return made


def _chunks(words: list[Word], found: list[Number]) -> list[range]:
    """Cut at signs and at "and", but not inside a number and its noun."""
    inside = {i for n in found for i in range(n.begin, n.end)}
    cuts = [0]
    for i, word in enumerate(words):
        if not i or (i in inside and i - 1 in inside):
            continue
        turn = word.low in TURNS or (word.low in AHEAD and word.tag != "V")
        than = word.low == "than" and i + 1 < len(words) and words[i + 1].capital
        if (word.tag in BREAKS or turn or than) and not _bracketed(words, i, found):
            cuts.append(i)
    return [range(a, b) for a, b in zip(cuts, [*cuts[1:], len(words)], strict=True) if a < b]


def _bracketed(words: list[Word], i: int, found: list[Number]) -> bool:
    """Tell the brackets of "China (18)" and the stroke of "city/town", which do not cut."""
    if words[i].text == "/":
        return True
    return any(
        (i == n.begin - 1 or i == n.end)
        and n.begin
        and n.end < len(words)
        and words[n.begin - 1].text == "("
        and words[n.end].text == ")"
        for n in found
    )


def _closed(words: list[Word], chunks: list[range], at: int, n: Number) -> bool:
    """Tell whether the words around "11 of them" have no verb: they stand beside their noun."""
    chunk = chunks[at]
    lead = [i for i in range(chunk.start, n.begin) if words[i].tag not in (*BREAKS, "A")]
    verbs = [i for i in chunk if words[i].tag in FINITE]
    return not lead and not verbs and words[chunk.start].tag in (",", "(", "-")


def _attach(
    words: list[Word], chunks: list[range], taken: dict[int, Number], at: int, piece: Piece
) -> bool:
    """Give ", is found in 22" the words before it back to its subject; tell whether there are."""
    k = at - 1
    held: list[int] = []
    if words[chunks[at].start].tag in STRONG:
        return False
    while k >= 0:
        number = taken.get(k)
        aside = words[chunks[k].start + 1].tag == "R" if len(chunks[k]) > 1 else False
        if number is not None and not aside and not _closed(words, chunks, k, number):
            break
        if not aside and number is None:
            held = [*chunks[k], *held]
        if words[chunks[k].start].tag in STRONG:
            break
        k -= 1
    piece.ahead = held
    return any(words[i].tag == "N" for i in held)


def _since_strong(words: list[Word], chunks: list[range], free: list[int], at: int) -> list[int]:
    """Return the chunks before a number that stand in front of it: "; for drones, 12 do"."""
    for k in reversed(free):
        if any(j not in free for j in range(k, at)):
            break
        if words[chunks[k].start].tag in STRONG:
            return [j for j in free if j >= k]
    if free and words[chunks[at].start].tag in STRONG:
        return []
    last = [k for k in free if k == at - 1]
    fronted = [
        k
        for k in last
        if (i := _first(words, chunks[k])) is not None
        and words[i].tag == "P"
        and words[i].low in ("in", "among", "across", "for", "of")
        and not any(words[j].tag in FINITE for j in chunks[k])
        and words[chunks[k].start].tag == "C"
    ]
    return fronted


def _first(words: list[Word], chunk: range) -> int | None:
    return next((i for i in chunk if words[i].tag not in (*BREAKS, "A")), None)


def _go_on(
    words: list[Word], chunks: list[range], taken: dict[int, Number], at: int, piece: Piece
) -> None:
    """Add what goes on behind a number: ", have licences for Clearview", ", from Huawei"."""
    if piece.island:
        return
    k, jumped = at + 1, False
    whole = [*piece.ahead, *piece.home]
    opens = _first(words, piece.home)
    fronted = opens is not None and words[opens].tag == "P"
    verbless = not any(words[i].tag in FINITE for i in whole)
    while k < len(chunks):
        if words[chunks[k].start].tag in STRONG:
            return
        number = taken.get(k)
        if number is not None:
            if not _closed(words, chunks, k, number):
                return
            jumped, k = True, k + 1
            continue
        first = _first(words, chunks[k])
        if first is None:
            k += 1
            continue
        conjoined = words[chunks[k].start].tag == "C"
        goes = words[first].tag in FINITE or (
            words[first].tag == "P" and not conjoined and words[first].low in ("from", "by", "with")
        )
        goes = goes or (verbless and not conjoined and (fronted or bool(words[first].verbs)))
        if goes or (jumped and not piece.behind):
            piece.behind += chunks[k]
        elif (
            not jumped and not conjoined and words[chunks[k].start].tag not in ("(", ")", "-", ",")
        ) or piece.behind:
            return
        k += 1
