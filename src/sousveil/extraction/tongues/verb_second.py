"""The verb after its subject, where German has it before: "In Kenia ist Huawei tätig"."""

from __future__ import annotations

from sousveil.extraction.tongues.pieces import NAMED, Piece
from sousveil.model.noun import replace

FRONTED = frozenset(
    "according after ahead among at behind besides beyond by for from in like of on outside since"
    " under with".split()
)
"""First words of what stands before a verb and is no subject."""

JOINING = frozenset({",", "and", "or", "also", "both", "as well as", "according to the index"})
"""What may stand between a verb and the names that are its subject, and among these."""


def subject_first(run: list[Piece], verbs: frozenset[str]) -> list[Piece]:
    """Put a verb behind the names that follow it, where what stands before it is no subject."""
    if not run or (run[0].english or "").lower().split()[:1] == []:
        return run
    run = _owner_first(run)
    stop = _names(run, 1) if _is_verb(run, 0, verbs) and run[-1].english != "?" else 1
    if stop > 1:  # "Heute nutzt Kenia ...", of which English leaves out the first word
        return [*run[1:stop], run[0], *run[stop:]]
    if (run[0].english or "").lower().split()[0] not in FRONTED:
        return run
    for at, piece in enumerate(run):
        whose = (piece.english or "").startswith("of ")  # "the suppliers of Kenya"
        stop = _names(run, at) if piece.kind in NAMED and not whose else at
        if stop > at > 1 and not _leads_to(run[at - 1]) and _is_verb(run, stop, verbs):
            return [*run[:at], *_comma(piece), *run[at:]]  # "Among the suppliers, IBM comes"
        if not _is_verb(run, at, verbs) or (at and run[at - 1].english == "that"):
            continue
        if [one.english for one in run[max(0, at - 2) : at]] == ["the", "index"]:
            return run  # "In Kenia nennt der Index auch Huawei", whose verb stands behind it
        stop = _names(run, at + 1)
        if at and stop > at + 1 and stop < len(run) and run[stop].kind != "sign":
            return [*run[:at], *_comma(run[at]), *run[at + 1 : stop], piece, *run[stop:]]
        return run
    return run


def _owner_first(run: list[Piece]) -> list[Piece]:
    """Read "Kenias Anbieter" as "Kenya's suppliers", where nothing but who says so is before it."""
    said = (run[0].english or "").lower().startswith("according")
    at = next((i + 1 for i, one in enumerate(run) if one.english == ","), 0) if said else 0
    if at >= len(run) or run[at].kind != "name" or any(one.kind in NAMED for one in run[:at]):
        return run
    owner = (run[at].english or "").removeprefix("of ")
    if owner == run[at].english:
        return run
    return [*run[:at], replace(run[at], english=f"{owner}'s"), *run[at + 1 :]]


def _leads_to(piece: Piece) -> bool:
    """Tell a sign, article or preposition, to which names behind it belong: "besides Kenya"."""
    last = (piece.english or "").lower().split()[-1:]
    return piece.kind == "sign" or not last or last[0] in FRONTED | {"the", "to", "and", "also"}


def _is_verb(run: list[Piece], at: int, verbs: frozenset[str]) -> bool:
    return at < len(run) and (run[at].english or "").partition(" ")[0] in verbs


def _comma(verb: Piece) -> list[Piece]:
    """Return the comma with which English parts what is fronted from its subject."""
    return [Piece(verb.start, verb.start, ",", ",", "sign")]


def _names(run: list[Piece], at: int) -> int:
    """Return where the names that begin at a piece end; `at` where there are none."""
    stop, end = at, at
    while stop < len(run):
        piece = run[stop]
        if piece.kind in NAMED:
            end = stop + 1
        elif piece.english not in JOINING and piece.english != "the":
            break
        stop += 1
    return end
