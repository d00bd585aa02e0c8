"""What a number asks for: whose systems, which technology, among which countries."""

from __future__ import annotations

from collections.abc import Iterable

from sousveil.extraction.events.mentions import Named, as_party
from sousveil.extraction.events.numbers import UNIT_OF, Number
from sousveil.extraction.events.parties import Stage, firms
from sousveil.extraction.events.pieces import FINITE, Piece
from sousveil.extraction.events.unlisted import BODY
from sousveil.extraction.events.word import Word

AMONG = frozenset(("in", "across", "of", "among", "throughout", "within", "out of", "around"))
SHARED = frozenset(("together", "jointly", "both", "combined", "between them", "collectively"))
NOT_SOLD = frozenset(
    ("in", "at", "across", "outside", "near", "inside", "within", "beyond", "into")
)
FROM = frozenset(("from", "by"))
BASED = frozenset(("based", "registered", "headquartered", "incorporated", "founded"))
ASIDE = frozenset(("aside", "apart", "away"))
LEADING = frozenset(("than", "of", "behind", "against", "and", "while", "to"))
VAGUE = "ai_surveillance"


def suppliers(at: Stage, piece: Piece) -> list[Named]:
    """Return who supplies what is counted; more than one where several share the number."""
    n = piece.number
    if piece.own is not None and piece.own.kind != "technology":
        return [piece.own]
    named = [s for s in _firms(at, piece) if not _owner(at.scene.words, s)]
    examples = _examples(at.scene.words, piece)
    named = [s for s in named if s.first not in examples] or named
    before = [s for s in named if s.first < n.begin]
    home = [s for s in before if s.first in piece.home]
    after = [s for s in named if s.first >= n.stop and _gives(at, s)]
    for held in (home, before):
        if held:
            return _shared(at.scene.words, held, at_end=True) + _listed(at, piece, held[-1])
    if (seller := selling_country(at, piece)) is not None:
        return [seller]
    if after:
        return _shared(at.scene.words, after, at_end=False)
    return []


def listed_firms(at: Stage) -> list[Named]:
    """Return the companies of a sentence, and the countries that stand as those who supply."""
    words = at.scene.words
    found = _firms_in(at, frozenset(range(len(words))))
    taken = {s.first for s in found}
    for place in at.scene.of("place"):
        gives = place.clause.verb.classes & {"give"} and place.clause.at > place.first
        prep = place.group.prep if place.group is not None else ""
        aside = place.first > 1 and words[place.first - 2].low in ASIDE
        supplies = gives and place.how != "demonym" and prep not in NOT_SOLD and not aside
        if place.first not in taken and supplies:
            found.append(as_party(place, "origin"))
    return sorted(found, key=lambda s: s.first)


def _firms(at: Stage, piece: Piece) -> list[Named]:
    """Return the companies, and countries' companies, that the words of a piece name."""
    return _firms_in(at, frozenset(piece.words()))


def _firms_in(at: Stage, inside: frozenset[int]) -> list[Named]:
    found: list[Named] = []
    seen: set[int] = set()
    for clause in at.scene.clauses:
        for group in clause.groups:
            if group.first in seen or group.first not in at.in_group:
                continue
            seen.add(group.first)
            loose = group.prep not in NOT_SOLD and group.prep not in ("according to", "of")
            held = firms(at, group, strict=True) or (
                [s for s in firms(at, group) if _is_subject(at, s)] if loose else []
            )
            found += [s for s in held if s.first in inside]
    found += [
        s
        for s in at.scene.of("supplier")
        if s.first in inside and s not in found and not s.marks & {"body", "financier"}
    ]
    found = [s for s in found if not _only_they(s)]
    found += _ones(at, inside)
    return sorted({(s.first, s.id): s for s in found}.values(), key=lambda s: s.first)


SUCH = frozenset(
    ("particularly", "including", "such as", "notably", "especially", "mainly", "chiefly", "like")
)


def _examples(words: list[Word], piece: Piece) -> set[int]:
    """Return the words of "- particularly Huawei and ZTE -", who are but some of those meant."""
    found: set[int] = set()
    for i in piece.words():
        if words[i].low in SUCH:
            k = i
            while k < len(words) and words[k].tag not in ("-", ")", *FINITE, ".", ";"):
                found.add(k)
                k += 1
    return found


def _owner(words: list[Word], named: Named) -> bool:
    """Tell the Bosch of "Orbiscan, a unit of Bosch"."""
    i = named.first - 1
    return (
        i > 0
        and words[i].low in ("of", "by")
        and words[i - 1].low in ("unit", "subsidiary", "arm", "part", "division", "owned", "brand")
    )


def _listed(at: Stage, piece: Piece, lead: Named) -> list[Named]:
    """Return the supplier again where "and" ties it to another name: they share the number."""
    words, i = at.scene.words, lead.first - 1
    tied = i > 0 and words[i].tag == "C" and i - 1 in piece.words()
    other = words[i - 1] if tied else None
    return [lead] if other is not None and other.tag == "N" and other.capital else []


def _is_subject(at: Stage, named: Named) -> bool:
    """Tell a name that nobody listed, where it stands like a company: "Orbix has sold"."""
    words = at.scene.words
    if named.kind != "name" or named.marks & {"unsure"}:
        return False
    after = words[named.stop] if named.stop < len(words) else None
    verb = named.clause.verb.classes
    subject = named.role.startswith("subj") and not named.role.endswith("poss")
    sells = bool(verb & {"give", "win", "sign"}) and not verb & {"say"} and subject
    own = after is not None and after.tag == "'" and _thing(at, named)
    said = subject and bool(verb & {"say", "allege"}) and _its_thing(at, named)
    if own or said:
        return True
    return sells or (
        after is not None
        and after.tag in ("#", ",")
        and named.first > 0
        and words[named.first - 1].tag in ("C", ",")
    )


def _only_they(named: Named) -> bool:
    """Tell the "they" of users, or of those whom nobody knows as a company."""
    if "pronoun" not in named.marks:
        return False
    verb = named.clause.verb.classes
    unknown = named.kind == "name" and not named.marks & {"legal", "firm-word"}
    return unknown or (bool(verb & {"use"}) and not verb & {"give", "make", "get"})


def _thing(at: Stage, named: Named) -> bool:
    """Tell "Tarrek's licence plate software" from "Amnesty's report"."""
    near = range(named.stop, min(named.stop + 5, len(at.scene.words)))
    return any(t.first in near for t in at.scene.of("technology"))


def _its_thing(at: Stage, named: Named) -> bool:
    """Tell "Lumivex says its plate readers"."""
    words = at.scene.words
    return any(
        t.first > named.stop and any(w.low == "its" for w in words[max(0, t.first - 3) : t.first])
        for t in at.scene.of("technology")
    )


def _ones(at: Stage, inside: frozenset[int]) -> Iterable[Named]:
    """Yield "French ones" and "an American one" as those of a country's companies."""
    words = at.scene.words
    for place in at.scene.of("place"):
        after = words[place.stop].low if place.stop < len(words) else ""
        if place.first not in inside or place.how != "demonym":
            continue
        if _with_examples(words, place.stop):
            yield as_party(place, "origin")
        thing = place.stop < len(words) and "generic_thing" in words[place.stop].kinds
        if after in ("one", "ones") or thing:
            yield as_party(place, "origin")


def _with_examples(words: list[Word], i: int) -> bool:
    """Tell "Chinese companies - particularly Huawei", who are more than those named."""
    if i >= len(words) or not ("firm_noun" in words[i].kinds and words[i].low.endswith("s")):
        return False
    after = [w.low for w in words[i + 1 : i + 4] if w.tag not in (",", "-", "(")]
    return bool(after) and after[0] in SUCH


def _gives(at: Stage, named: Named) -> bool:
    """Tell whether a company behind a number is named as the source of something."""
    group = named.group
    if group is None or named.kind == "origin":
        return True
    return group.prep not in NOT_SOLD and group.prep not in ("than", "like", "including", "such as")


def _shared(words: list[Word], held: list[Named], at_end: bool) -> list[Named]:
    """Return one supplier, or all of "Huawei and ZTE"."""
    listed = [s for s in held if s.kind in ("supplier", "name")] or held
    lead = listed[-1] if at_end else listed[0]
    found = [lead]
    for other in listed:
        low, high = (lead, other) if lead.first < other.first else (other, lead)
        if high.first - low.stop > 4:
            continue
        between = words[low.stop : high.first]
        tied = bool(between) and any(w.tag == "C" for w in between)
        plain = all(w.tag in ("C", ",", "D", "N", "'") and not w.verbs for w in between)
        if other.id != lead.id and tied and plain:
            found.append(other)
    return found


def selling_country(at: Stage, piece: Piece) -> Named | None:
    """Return the country that itself supplies: "Japan supplies 14", "kit from China"."""
    words = at.scene.words
    inside = frozenset(piece.words())
    if any("loan_noun" in words[i].kinds for i in piece.home):
        return None
    for place in at.scene.of("place"):
        if place.first not in inside or place.how not in ("country", "demonym", "capital"):
            continue
        if place.first > 1 and words[place.first - 2].low in ASIDE:
            continue
        group = place.group
        prep = group.prep if group is not None else ""
        beside = next((w.low for w in reversed(words[: place.first]) if w.tag != "D"), "")
        if beside in FROM and place.role == prep and place.how == "country":
            return as_party(place, "origin")
        gives = place.clause.verb.classes & {"give"} and not place.clause.passive
        subject = place.role == "subj" and place.how != "demonym"
        if gives and subject and place.first < piece.number.begin:
            return as_party(place, "origin")
    return None


def leading_country(at: Stage, piece: Piece) -> Named | None:
    """Return the country right before a number that leaves out the rest: "Italy's to fifteen"."""
    words, n = at.scene.words, piece.number
    inside = frozenset((*piece.ahead, *piece.home))
    for place in at.scene.of("place"):
        if place.first not in inside or place.first >= n.begin:
            continue
        before = [w for w in words[max(0, place.first - 2) : place.first] if w.tag != "D"]
        opens = not before or before[-1].tag in (",", "C", ";", ":") or before[-1].low in LEADING
        noun = place.stop < n.begin and words[place.stop].tag == "N"
        if opens and place.how in ("country", "demonym") and not noun:
            return as_party(place, "origin")
    return None


def described(at: Stage, piece: Piece) -> Named | None:
    """Return the country of "twelve of them are Israeli"."""
    words = at.scene.words
    inside = frozenset(piece.words())
    for place in at.scene.of("place"):
        lows = [w.low for w in words[place.stop : place.stop + 3]]
        if place.first in inside and lows[:3] in (
            ["is", "home", "to"],
            ["are", "home", "to"],
        ):
            return as_party(place, "origin")
        if place.first not in piece.home or place.first < piece.number.stop:
            continue
        after = words[place.stop] if place.stop < len(words) else None
        closed = after is None or after.tag != "N" or "firm_noun" in after.kinds
        based = words[place.first - 1].low == "in" and words[place.first - 2].low in BASED
        if (place.how == "demonym" and closed) or (place.how == "country" and based):
            return as_party(place, "origin")
    return None


def technologies(at: Stage, piece: Piece) -> list[Named]:
    """Return the technologies of a piece; those beside the number, else those before it."""
    if piece.own is not None and piece.own.kind == "technology":
        return [piece.own]
    known = [t for t in at.scene.of("technology") if not _of_firm(at.scene.words, t)]
    held = [t for t in known if t.first in piece.home]
    for words in (piece.behind, piece.ahead):
        more = frozenset(words)
        held = held or [t for t in known if t.first in more]
    named = [t for t in held if t.id != VAGUE] or held
    return list({t.id: t for t in reversed(named)}.values())[::-1]


def _of_firm(words: list[Word], technology: Named) -> bool:
    """Tell the cameras of "the camera maker Hikvision"."""
    after = words[technology.stop] if technology.stop < len(words) else None
    return after is not None and "firm_noun" in after.kinds and after.low not in UNIT_OF


def group(at: Stage, piece: Piece) -> str | None:
    """Return the group among whose countries a number counts."""
    words, n = at.scene.words, piece.number
    for i in range(n.stop, n.end):
        if "group" in words[i].kinds:
            return str(words[i].kinds["group"])
    behind = [i for i in (*piece.home, *piece.behind) if i >= n.end]
    ahead = [i for i in piece.words() if i < n.begin]
    fronted = ahead and words[ahead[0]].low in ("of", "among", "in", "across")
    for i in ahead if fronted else ():
        if words[i].kinds.get("group") == "bri":
            return "bri"
    for i in (*behind, *ahead):
        if "group" in words[i].kinds and _among(words, i, piece, n):
            return str(words[i].kinds["group"])
    return None


def _among(words: list[Word], i: int, piece: Piece, n: Number) -> bool:
    """Tell "in Africa" and "are democracies" from "an African institute"."""
    if i and words[i - 1].tag == "~":
        return False
    skipped = ("D", "A", "N", "#", "'")
    before = next((w for w in reversed(words[max(0, i - 5) : i]) if w.tag not in skipped), None)
    after = words[i + 1] if i + 1 < len(words) else None
    j = next((k for k in range(i - 1, max(-1, i - 4), -1) if words[k].tag != "D"), -1)
    if j > 0 and words[j].low == "of" and words[j - 1].low.rpartition(" ")[2] in BODY:
        return False
    if after is not None and after.kinds.keys() & {"media_noun", "source_noun", "firm_noun"}:
        return False
    if before is not None and before.low == "outside":
        return False
    if i >= n.end:
        plain = before is None or before.tag != "P" or before.low in (*AMONG, "to", "with", "by")
        return plain or words[i].kinds.get("group") == "bri"
    return before is not None and before.low in (*AMONG, "for")


def verbs(at: Stage, piece: Piece) -> list[int]:
    """Return the verbs of the stretch in which a number stands."""
    words = at.scene.words
    held = [i for i in (*piece.home, *piece.behind) if words[i].tag in FINITE]
    return held or [i for i in piece.ahead if words[i].tag in FINITE]
