"""Whether a number counts what an index of surveillance counts."""

from __future__ import annotations

from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.numbers import EXTRA
from sousveil.extraction.events.parties import Stage, places
from sousveil.extraction.events.pieces import FINITE, Piece
from sousveil.extraction.events.queries import SHARED
from sousveil.extraction.events.word import Word

DOING = frozenset(
    "give make get use have be win sign award try end plan go join say allege".split()
)
SAID_OF = frozenset(
    """reach turn find employ identify have present exist do equip count list contain host film
    scan tag track found operate appear say put place lead buy speak boast
    rise fall grow climb increase drop jump fingerprint name tell let
    """.split()
)
UNSAID = frozenset(
    """talk attend ask discuss visit examine study regulate pass send bid ban forbid condemn
    criticise criticize vote reply answer protest oppose look invite meet debate negotiate consider
    """.split()
)
SURVEYED_SO = frozenset(
    "surveyed studied examined analysed analyzed reviewed assessed polled sampled covered".split()
)
HOPES = frozenset("aim hope want plan intend expect seek target promise pledge eye".split())
FACTORS = frozenset(("factor", "age", "sentence", "fine"))
PEOPLE = frozenset(("media_noun", "source_noun", "private_noun", "person_title"))
SELLS = frozenset("sell supply export provide deliver resell manufacture produce ship".split())


def tells(
    at: Stage,
    piece: Piece,
    unit: str,
    clause: Clause,
    supplier: str | None,
    technology: str | None,
    among: str | None,
    denominator: float | None,
    leans: bool,
) -> bool:
    """Tell whether a number with its query is a claim; `leans` where it leans on another."""
    words, n = at.scene.words, piece.number
    home = {kind for i in piece.home for kind in words[i].kinds}
    if not (supplier or technology or (among == "bri" and _joins(at, piece))):
        return False
    whole = (*piece.ahead, *piece.home)
    if any(words[i].low in SHARED or _all_of(words, i) for i in whole):
        return False
    if words[n.begin - 1].low == "of" and n.begin > 1 and words[n.begin - 2].low in FACTORS:
        return False
    if _hopes(at, piece):
        return False
    if (n.begin and words[n.begin - 1].low in EXTRA) or (
        n.more and n.unit is not None and n.whole is None
    ):
        return False
    if "technology" not in home and home & {"market_noun", "other_thing"}:
        return False
    i = n.begin - 1
    if i > 0 and words[i].low in ("from", "of") and words[i - 1].kinds.keys() & PEOPLE:
        return False
    if not leans and not _relates(at, piece, clause):
        return False
    if unit == "countries":
        return not _states_of_one(at, piece)
    if unit == "companies":
        return technology is not None and (denominator is not None or leans or _sells(at, piece))
    if supplier is None and denominator is None:
        abroad = unit == "cities" or technology is not None
        if not abroad or at.scene.of("place") or at.focus.places:
            return False
    return not _in_one_country(at, piece)


def _hopes(at: Stage, piece: Piece) -> bool:
    """Tell "it aims for twenty", which is not so yet."""
    words, n = at.scene.words, piece.number
    held = [i for i in piece.home if words[i].tag in FINITE and i < n.begin]
    return bool(held) and any(v.lemma in HOPES for v in words[held[-1]].verbs)


def _all_of(words: list[Word], i: int) -> bool:
    """Tell "all three are present", and "between them"."""
    after = words[i + 1].low if i + 1 < len(words) else ""
    if words[i].low == "between" and after == "them":
        return True
    return words[i].low in ("all", "each") and after in ("two", "three", "four", "of")


def _verbs(at: Stage, piece: Piece) -> set[str]:
    words = at.scene.words
    return {
        c
        for i in piece.words()
        if words[i].tag in FINITE
        for v in words[i].verbs
        for c in v.classes
    }


def _sells(at: Stage, piece: Piece) -> bool:
    """Tell "forty companies sell spyware" from companies that bid, meet or are listed."""
    words = at.scene.words
    return any(
        v.lemma in SELLS
        for i in piece.home
        if i >= piece.number.end and words[i].tag == "V"
        for v in words[i].verbs
    )


def _joins(at: Stage, piece: Piece) -> bool:
    words = at.scene.words
    return bool(_verbs(at, piece) & {"join", "sign"}) or any(
        words[i].low in ("member", "members", "membership") for i in piece.words()
    )


def _relates(at: Stage, piece: Piece, clause: Clause) -> bool:
    """Tell whether it is said of what is counted that it has, gets or supplies something."""
    words, n = at.scene.words, piece.number
    held = [i for i in piece.words() if words[i].tag in FINITE and words[i].low not in SURVEYED_SO]
    after = [i for i in held if i >= n.end]
    before = [i for i in held if i < n.begin]
    direct = [i for i in before if i in piece.home and i >= n.begin - 4]
    main = direct[-1:] or after[:1] or before[-1:]
    if main and words[main[0]].tag in ("B", "H") and main == after[:1]:
        main = [i for i in after[:3] if words[i].tag == "V" and i - main[0] < 4] or main
    if not main:
        return True
    lemmas = {v.lemma for v in words[main[-1]].verbs}
    follow = main[-1] + 1
    if follow + 1 < len(words) and words[follow].tag == "TO":
        lemmas |= {v.lemma for v in words[follow + 1].verbs}
    if lemmas & UNSAID:
        return False
    if any(words[i].tag != "V" for i in held):
        return True
    return any(v.classes & DOING or v.lemma in SAID_OF for i in held for v in words[i].verbs)


def _states_of_one(at: Stage, piece: Piece) -> bool:
    """Tell "12 Brazilian states" and "nine states of India", which are no countries."""
    words, n = at.scene.words, piece.number
    if not any(words[i].low == "states" for i in range(n.stop, n.end)):
        return False
    near = range(n.stop, min(n.end + 3, len(words)))
    return any(
        p.first in near
        and not p.marks & {"firms", "made", "firms-of"}
        and (p.first < n.end or words[p.first - 1].low in ("of", "in", "across", "the"))
        for p in at.scene.of("place")
    )


def _in_one_country(at: Stage, piece: Piece) -> bool:
    """Tell towns or contracts of one country, which no query counts."""
    words = at.scene.words
    inside = frozenset((*piece.ahead, *piece.home))
    held = set()
    for clause in at.scene.clauses:
        for group in clause.groups:
            for p in places(at, group):
                i = p.first - 1
                if p.first in inside and not (i >= 0 and words[i].low in ("outside", "beyond")):
                    held.add(p.id)
    return len(held) == 1
