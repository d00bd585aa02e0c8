"""Words of a German clause in the order of English ones: "die Gesichtserkennung nutzen"."""

from __future__ import annotations

from msgspec import Struct

from sousveil.extraction.tongues.pieces import Piece
from sousveil.model.noun import replace

QUOTES = frozenset('„“”«»"‹›')
CLAUSE_ENDS = frozenset(",.;:!?…–—()")
RELATIVE = frozenset({"die", "der", "das", "den", "denen"})
LEADING = frozenset({"in", "mit", "bei", "auf", "von", "für", "aus"})
"""Prepositions that may stand before a relative pronoun."""

JOINED = frozenset({"und", "sowie", ","})
ONE = frozenset({"ein", "eine", "einen", "einem"})
ARTICLES = frozenset({"der", "die", "das", "des", "den", "dem"})
NO_SUBJECT = frozenset(
    "in im auf mit bei von vom aus für nach unter zu zum zur über sich es nicht kein keine"
    " keinen nur".split()
)
"""Words that begin no subject and stand in none before its noun."""

RELYING = frozenset({"setzen", "setzt", "setzten", "bauen", "baut", "greifen", "greift", "stützen"})
"""Verbs of which an object with "auf" may stand in front."""

PUBLISHED = ("index", "tabelle", "liste", "studie", "erhebung", "untersuchung", "bericht")
"""How nouns end that name the index and what it is published in."""

FIGURES = frozenset({"angaben", "daten", "zahlen"})
AUXILIARIES = frozenset("wird werden wurde wurden ist sind war waren hat haben".split())
NAMING = frozenset({"aigs", "-", "carnegie", "ki", "global", "surveillance"})
GENITIVE = frozenset({"der", "des"})
PRONOUNS = frozenset({"er", "sie", "es"})
YEAR = 4  # digits; a number of states has fewer


class Order(Struct, frozen=True):
    """What the order of words of a language goes by."""

    verbs: frozenset[str] = frozenset()
    """Finite verbs that may end a subordinate clause or follow what is fronted."""

    fronted: frozenset[str] = frozenset()
    """First words of what stands before a verb and is no subject."""

    counted: frozenset[str] = frozenset()
    """Nouns that numbers count; "97 nutzen" has none."""

    sayers: frozenset[str] = frozenset()
    """Words of "laut dem AIGS-Index" behind the first one."""


def reordered(text: str, run: list[Piece], order: Order) -> list[Piece]:
    """Put the verbs of clauses behind their subjects, and who says so to the front."""
    if run and run[0].low in QUOTES:
        return [run[0], *reordered(text, run[1:], order)]
    run = _pronoun(_sayer_first(run, order), order)
    at = 0
    while at < len(run):
        low = run[at].low
        if low == "," and at + 2 < len(run):
            run = _relative(text, run, at, order)
        elif low in ("dass", "daß"):
            run = _subordinate(text, run, at, order)
        at += 1
    told = _index_first(text, run, order)
    return told if told is not run else _subject_first(text, run, order)


def _index_first(text: str, run: list[Piece], order: Order) -> list[Piece]:
    """Put the index before its verb: "97 Länder führt der Index", "2022 nennt die Studie ..."."""
    for at in range(1, len(run) - 2):
        if run[at].low in CLAUSE_ENDS:
            return run
        if run[at].low not in order.verbs:
            continue
        fronted = run[0].low in order.fronted
        if not fronted and run[at].low in AUXILIARIES:
            return run
        noun = at + 2 if run[at + 1].low == "der" or (fronted and run[at + 1].low == "die") else 0
        while noun and noun < len(run) and _inside_name(text, run[noun]):
            noun += 1
        if not noun or noun >= len(run) or not run[noun].low.endswith(PUBLISHED):
            return run
        end = noun + 1
        while end + 1 < len(run) and run[end].low in GENITIVE and _capital(text, run[end + 1]):
            end += 2
            while end + 1 < len(run) and run[end].low == "-":
                end += 2
        subject = [*run[at + 1 : end], run[at]]
        if fronted:
            comma = Piece(run[at].start, run[at].start, ",", ",", "sign")
            return [*run[:at], comma, *subject, *run[end:]]
        return [*subject, *run[:at], *run[end:]]
    return run


def _inside_name(text: str, piece: Piece) -> bool:
    """Tell what may stand before "Index": "weltweite", "AIGS" and its hyphen."""
    if piece.english is not None or piece.low in CLAUSE_ENDS:
        return False
    published = piece.low.endswith(PUBLISHED)
    return not published and (piece.low in NAMING or piece.low.endswith(("e", "en")))


def _sayer_first(run: list[Piece], order: Order) -> list[Piece]:
    """Put "laut Index" behind a verb before the sentence: "setzen laut Index auf KI"."""
    for at in range(2, len(run) - 1):
        figures = run[at].low == "nach" and run[at + 1].low in FIGURES
        if not (figures or run[at].low in ("laut", "gemäß")) or run[at - 1].low not in order.verbs:
            continue
        stop = at + 1
        while stop < len(run) and (run[stop].low in order.sayers or run[stop].low == "-"):
            stop += 1
        if at + 1 < stop < len(run):
            comma = Piece(run[at].start, run[at].start, ",", ",", "sign")
            return [*run[at:stop], comma, *run[:at], *run[stop:]]
    return run


def _pronoun(run: list[Piece], order: Order) -> list[Piece]:
    """Read the subject "sie" as "it" or "they", by the end of the verb behind it."""
    if len(run) < 2 or run[0].low not in PRONOUNS or run[1].low not in order.verbs:
        return run
    many = run[0].low == "sie" and run[1].low.endswith(("n", "nd"))
    return [replace(run[0], low="", english="they" if many else "it"), *run[1:]]


def _relative(text: str, run: list[Piece], at: int, order: Order) -> list[Piece]:
    """Read ", die Gesichtserkennung nutzen" as "that use facial recognition"."""
    first = at + 2 if run[at + 1].low in LEADING else at + 1
    if run[first].low not in RELATIVE:
        return run
    stop = _verb_end(run, first + 1, order)
    if stop is None:
        return run
    body, verb = run[first + 1 : stop - 1], run[stop - 1]
    if first > at + 1:
        head = [run[at + 1], replace(run[first], low="", english="which")]
        if _counts(run[first + 1]):  # "14 Länder, von denen 13 ..."
            head = [run[at], *head]
        told = _with_verb(text, order, [*body, verb]) or [*body, verb]
    else:
        head = [replace(run[first], low="", english="that", kind="relative")]
        theirs = run[first].low == "den" or _nominative(body)
        told = _with_verb(text, order, [*body, verb]) or [*body, verb] if theirs else [verb, *body]
    if stop < len(run) and run[stop].low == ",":
        told = [*told, replace(run[stop], low="", english=",", kind="closing")]
        stop += 1
    return [*run[:at], *head, *told, *run[stop:]]


def _nominative(body: list[Piece]) -> bool:
    """Tell whether a relative clause has a subject of its own: "die der Index nennt"."""
    return bool(body) and body[0].low == "der"


def _subordinate(text: str, run: list[Piece], at: int, order: Order) -> list[Piece]:
    """Read "dass 78 Länder Gesichtserkennung nutzen" in the order of a main clause."""
    stop = _verb_end(run, at + 1, order)
    told = _with_verb(text, order, run[at + 1 : stop]) if stop is not None else None
    return run if told is None else [*run[: at + 1], *told, *run[stop:]]


def _with_verb(text: str, order: Order, clause: list[Piece]) -> list[Piece] | None:
    """Put the verb at the end of a clause behind its subject; None where no subject is found."""
    end = _subject_end(text, order, clause, 0)
    if end is None or end >= len(clause):
        return None
    return [*clause[:end], clause[-1], *clause[end:-1]]


def _verb_end(run: list[Piece], first: int, order: Order) -> int | None:
    """Return where the clause ends of which the last word is a finite verb."""
    for stop in range(first + 1, len(run) + 1):
        if stop < len(run) and run[stop].low not in CLAUSE_ENDS:
            continue
        if run[stop - 1].low in order.verbs:
            return stop
        if stop < len(run) and run[stop].low != ",":
            return None
    return None


def _subject_first(text: str, run: list[Piece], order: Order) -> list[Piece]:
    """Put a verb behind the counted subject that follows it: "weltweit setzen 97 Länder auf"."""
    left_out = bool(run) and run[0].low in order.verbs and run[-1].low != "?"
    if not run or not (left_out or run[0].low in order.fronted):
        return run
    for at in range(0 if left_out else 1, len(run) - 2):
        if run[at].low not in order.verbs:
            continue
        end = _subject_end(text, order, run, at + 1)
        if end is None or not any(map(_counts, run[at + 1 : end])):
            return run
        if end == len(run) or run[end].low in CLAUSE_ENDS:  # "sind 22 liberale Demokratien"
            end = (
                at + 1 + next(i for i, piece in enumerate(run[at + 1 : end]) if _counts(piece)) + 1
            )
        if run[0].low == "auf" and run[at].low in RELYING:
            return [*run[at + 1 : end], run[at], *run[:at], *run[end:]]
        comma = (
            []
            if not at or run[at - 1].low == ","
            else [Piece(run[at].start, run[at].start, ",", ",", "sign")]
        )
        return [*run[:at], *comma, *run[at + 1 : end], run[at], *run[end:]]
    return run


def _counts(piece: Piece) -> bool:
    return piece.kind == "number" and len(piece.english or "") < YEAR


def _subject_end(text: str, order: Order, run: list[Piece], first: int) -> int | None:
    """Return where the subject that begins at a place ends: "97 von 179 Ländern"."""
    noun = _noun(text, order, run, first)
    while noun is not None:
        end = noun + 1
        step = end + 1 if end < len(run) and run[end].low in {*JOINED, "der", "des", "aus"} else end
        if step < len(run) and run[end].low in JOINED and run[step].low in ARTICLES:
            step += 1
        if step == end or step >= len(run) or not _capital(text, run[step]):
            return end
        noun = step
    return None


def _noun(text: str, order: Order, run: list[Piece], first: int) -> int | None:
    """Return where the first noun of a subject stands."""
    for at in range(first, min(len(run), first + 7)):
        piece = run[at]
        if piece.low in CLAUSE_ENDS:
            return None
        if piece.low in NO_SUBJECT and at > first and _counts(run[at - 1]):
            if piece.low not in ("von", "aus"):
                return at - 1  # "gehören 68 zur Neuen Seidenstraße"
        elif piece.low in NO_SUBJECT:
            beside = at > first and run[at - 1].kind == "number" and piece.low in ("von", "aus")
            if not beside and not (piece.low == "über" and at == first):
                return None
        if at > first and _alone(text, order, run[at - 1], piece):
            return at - 1
        other = _capital(text, piece) and piece.low not in order.counted
        if other and at == first + 2 and _counts(run[first]) and run[at - 1].low.endswith("e"):
            return first  # "13 chinesische Technik"
        if _capital(text, piece):
            while at + 2 < len(run) and run[at + 1].low == "-":  # "Smart-City"
                at += 2
            return at
    return None


def _alone(text: str, order: Order, number: Piece, piece: Piece) -> bool:
    """Tell "97 eine Form", where the number stands for countries and counts nothing behind it."""
    if number.kind != "number" or piece.low in order.counted or piece.low in ("von", "aus", "der"):
        return False
    return _capital(text, piece) or piece.low in ONE


def _capital(text: str, piece: Piece) -> bool:
    return piece.english is None and text[piece.start].isupper()
