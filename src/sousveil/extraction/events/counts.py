"""Numbers of countries, cities, companies and contracts, with what the clauses ask of them."""

from __future__ import annotations

from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.counted import Counted, Whole
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.numbers import POINTING, UNIT_OF, Number, numbers, part_of
from sousveil.extraction.events.parties import Stage
from sousveil.extraction.events.pieces import FINITE, Piece, pieces
from sousveil.extraction.events.queries import (
    described,
    group,
    leading_country,
    suppliers,
    technologies,
)
from sousveil.extraction.events.stance import stance
from sousveil.extraction.events.telling import tells
from sousveil.extraction.events.wholes import inside_wholes, topics, wholes_of
from sousveil.extraction.events.word import Word
from sousveil.extraction.events.zipping import zipped
from sousveil.extraction.numbers.numerals import NUMBER_WORDS
from sousveil.model.noun import replace

MOST_NUMBERS = 24  # of one sentence; what holds more is a table, and is not read as a sentence


def counts(at: Stage, before: list[Counted]) -> list[Counted]:
    """Return the counts of a sentence; `before` are those of the sentence before."""
    words = at.scene.words
    if words[-1].text == "?":
        return []
    found = [_subset(words, n) for n in numbers(words, at.lexicon.verbs)[:MOST_NUMBERS]]
    wholes = [*wholes_of(at, found, before), *topics(words, found)]
    wholes.sort(key=lambda whole: whole.first)
    heads = {w.first for w in wholes} | inside_wholes(words, found, wholes)
    left = [n for n in found if n.first not in heads and _may_count(n, found, wholes, before)]
    left = [m for n in left if (m := _halved(n, wholes)) is not None]
    made: list[Counted] = []
    later: list[tuple[Piece, Counted]] = []
    pairs = zipped(at, left)
    for piece in pieces(words, left):
        piece.own = pairs.get(piece.number.first)
        whole = next((w for w in reversed(wholes) if w.first < piece.number.first), None)
        if piece.island and (made or piece.number is not left[0]):
            if made:
                later.append((piece, made[-1]))
            continue
        counted = _count(at, piece, made, before, whole)
        if counted is not None:
            made.append(counted)
    for piece, parent in later:
        counted = _part(at, piece, parent)
        if counted is not None:
            made.append(counted)
    if made and all(c.part for c in made):
        made = [*(c for c in before if not c.part), *made]
    return made or [_untold(at, w) for w in wholes]


def _subset(words: list[Word], n: Number) -> Number:
    """Tell "of which 36" as the 36 of them."""
    i = n.begin - 1
    if n.begin < n.first and words[n.begin].low in POINTING:
        return n
    pointed = False
    i -= i > 0 and words[i].tag == "," and words[i - 1].low in POINTING  # "of these, 36"
    while i > 0 and n.begin - i < 7 and words[i].tag not in (",", ";", "#", "(", "C"):
        pointed = words[i].low in POINTING and words[i - 1].low in ("of", "among")
        if pointed:
            break
        i -= 1
    if pointed and i > 2 and _unnumbered(words, i - 2):
        return replace(n, alone=False)
    return replace(n, subset=True) if pointed and n.unit is None else n


def _unnumbered(words: list[Word], i: int) -> bool:
    """Tell the "which" of "the autocracies, of which ten answered": no number was theirs."""
    while i > 0 and words[i].tag == ",":
        i -= 1
    unit = words[i].low.rpartition(" ")[2] in UNIT_OF
    near = words[max(0, i - 3) : i]
    return unit and not any(w.tag == "#" or w.low in NUMBER_WORDS for w in near)


def _halved(n: Number, wholes: list[Whole]) -> Number | None:
    """Make a number of the half in "Of the 54 states, half"."""
    if not n.half or n.subset:
        return n
    whole = next((w for w in reversed(wholes) if w.first < n.first), None)
    value = part_of(n, whole.value) if whole is not None else None
    return None if value is None else replace(n, value=value, half=False)


def _may_count(n: Number, found: list[Number], wholes: list[Whole], before: list[Counted]) -> bool:
    """Tell whether a number has a noun that is counted, or may leave it out."""
    if n.unit is not None:
        return True
    known = bool(wholes or before) or any(o.unit and o.first < n.first for o in found)
    return known and (n.subset or n.alone) and not n.definite


def _untold(at: Stage, whole: Whole) -> Counted:
    """Return a total as something that the next sentence may lean on."""
    word = at.scene.words[whole.first]
    return Counted(
        unit=whole.unit,
        value=whole.value,
        bound="exact",
        strict=False,
        supplier=None,
        technology=None,
        group=whole.group,
        denominator=None,
        negated=False,
        first=word,
        last=word,
        clause=at.scene.clauses[0],
        stage=at,
        told=False,
        whole=True,
    )


def _count(
    at: Stage, piece: Piece, made: list[Counted], before: list[Counted], whole: Whole | None
) -> Counted | None:
    n = piece.number
    if n.subset and (made or before or whole):
        return _part(at, piece, _counted_before(at, piece, made, before, whole))
    if n.unit is None and n.whole is not None and not (whole is not None and not whole.value):
        known = [c for c in (*reversed(made), *reversed(before)) if c.value == n.whole]
        return _part(at, piece, known[0]) if known else None
    if n.unit is None:
        if not made and whole is None and not before:
            return None
        return _elliptical(at, piece, made, before, whole)
    own = suppliers(at, piece)
    beside = piece.bare or _only(at.scene.words, piece)
    if not own and made and beside and made[-1].supplier_named is not None:
        own = [made[-1].supplier_named]
    if n.unit == "companies":
        own = [s for s in own if s.kind == "origin"] or [
            one for one in (described(at, piece),) if one is not None
        ]
    held = technologies(at, piece)
    same = made and own and made[-1].supplier == own[0].id
    if not held and same and made[-1].technology_named is not None:
        held = [made[-1].technology_named]
    leans = piece.bare or beside or piece.own is not None or _leans(at, piece)
    if not held and made and leans:
        held = [t for t in (made[-1].technology_named,) if t is not None]
    if not held and made and leans is False and not own:
        held = [t for t in (made[-1].technology_named,) if t is not None and n.whole is None]
    if not own and not held:
        held = _spoken_of(at, piece)
    denominator, among = n.whole, group(at, piece)
    if whole is not None and whole.unit == n.unit and denominator is None:
        denominator = whole.value or None
        among = among or whole.group
    return _made(at, piece, n.unit, own, held[:1], among, denominator)


def _only(words: list[Word], piece: Piece) -> bool:
    """Tell "and 45 countries", where nothing but the number stands."""
    n = piece.number
    outside = [i for i in piece.home if not n.begin <= i < n.end and words[i].tag in ("N", "V")]
    return not outside and not piece.ahead


def _leans(at: Stage, piece: Piece) -> bool:
    """Tell words that stand for a technology named before: "have them", "do"."""
    return any(at.scene.words[i].low in ("it", "them", "do", "does", "so") for i in piece.home)


def _spoken_of(at: Stage, piece: Piece) -> list[Named]:
    """Return what "the technology" and "them" mean from the sentences before."""
    words = at.scene.words
    points = any(
        words[i].low in ("it", "them") or "they_system" in words[i].kinds for i in piece.words()
    )
    return at.focus.technologies[:1] if points else []


def _counted_before(
    at: Stage, piece: Piece, made: list[Counted], before: list[Counted], whole: Whole | None
) -> Counted:
    """Return the number whose countries "of them" means."""
    mains = [c for c in made if not c.part] or made
    if mains:
        words = at.scene.words[piece.number.stop : piece.number.stop + 4]
        homes = {f"country:{w.kinds['demonym']}" for w in words if "demonym" in w.kinds}
        return next((c for c in mains if c.supplier in homes), mains[-1])
    if whole is not None:
        return whole.of or _untold(at, whole)
    mains = [c for c in before if not c.part] or before
    last = mains[-1]
    siblings = [c for c in mains if c.denominator is not None and c.denominator == last.denominator]
    if len(siblings) > 1 and last.denominator is not None:
        return replace(
            last,
            value=last.denominator,
            denominator=None,
            supplier=None,
            supplier_named=None,
            technology=None,
            technology_named=None,
        )
    return last


def _part(at: Stage, piece: Piece, parent: Counted) -> Counted | None:
    """Read "36 of which have joined": the query of the number before, and more."""
    n = piece.number
    if not (parent.told or parent.whole):
        return None
    named = suppliers(at, piece)
    if not named and (parent.unit == "companies" or _tells_maker(at, piece)):
        named = [one for one in (described(at, piece),) if one is not None]
    if not named and parent.supplier_named is not None:
        named = [parent.supplier_named]
    if len(named) > 1:
        return None
    held = technologies(at, piece)
    if not held and parent.technology_named is not None:
        held = [parent.technology_named]
    among = group(at, piece) or parent.group
    value = n.value
    if n.half:
        halved = part_of(n, parent.value)
        if halved is None:
            return None
        value = halved
    bound = n.bound if not n.half or n.bound != "exact" else parent.bound
    made = _made(at, piece, parent.unit, named, held, among, parent.value or None, parent.told)
    return None if made is None else replace(made, value=value, bound=bound, part=True)


def _tells_maker(at: Stage, piece: Piece) -> bool:
    """Tell "in 19 of those the builder was Chinese"."""
    words = at.scene.words
    return any(
        "firm_noun" in words[i].kinds or words[i].low in MAKERS
        for i in piece.home
        if i >= piece.number.stop and words[i].low not in UNIT_OF
    ) or any(words[i].low in MAKERS for i in piece.home)


MAKERS = frozenset("builder supplier vendor maker seller manufacturer contractor".split())
CHANGE = frozenset("up down from compared".split())
FIGURES = frozenset(
    """put arrive claim count report speak come get reach say list cite show find trace confirm
    document
    """.split()
)


def _elliptical(
    at: Stage, piece: Piece, made: list[Counted], before: list[Counted], whole: Whole | None
) -> Counted | None:
    """Read a number whose noun is left out: "and IBM 11", "47 have safe cities"."""
    n, words = piece.number, at.scene.words
    mains = [c for c in before if not c.part] or before
    parent = made[-1] if made else mains[-1] if mains and whole is None else None
    unit = parent.unit if parent is not None else whole.unit if whole is not None else None
    if unit is None or (parent is not None and not (parent.told or parent.whole)):
        return None
    if whole is not None and whole.of is not None and parent is None:
        parent = whole.of
    opens = next((i for i in piece.home if words[i].tag not in (",", "C", "A")), None)
    if opens is not None and words[opens].tag == "R":
        return None
    own = suppliers(at, piece)
    if not own and unit == "companies":
        own = [one for one in (described(at, piece),) if one is not None]
    if not own and parent is not None and (parent.supplier or "").startswith("country:"):
        own = [one for one in (leading_country(at, piece),) if one is not None]
    held = technologies(at, piece)
    among = group(at, piece)
    if len(own) > 1:
        return None
    new = bool(own or held or among)
    if not new and not _change(words, n) and not (made or whole) and not _figure(at, piece):
        return None
    told_again = _change(words, n) or _figure(at, piece) or _does(words, piece)
    if not new and parent is not None and not told_again:
        return None
    first = n.begin == piece.home.start or not [
        i for i in range(piece.home.start, n.begin) if words[i].tag in ("N", "V", "P")
    ]
    acts = first and any(words[i].tag in FINITE for i in piece.home) and bool(held)
    if parent is not None:
        if not own and parent.supplier_named is not None and not acts:
            own = [parent.supplier_named]
        if not held and parent.technology_named is not None:
            held = [parent.technology_named]
    denominator = n.whole
    if parent is not None and denominator is None and (among is None or among == parent.group):
        denominator = parent.denominator
        if parent.whole:
            denominator = parent.value or None
        among = among or parent.group
    part = parent is not None and parent.part
    if whole is not None and whole.unit == unit and not part:
        among = among or whole.group
        denominator = denominator if n.whole is not None else whole.value or None
    return _made(
        at, piece, unit, own[:1], held[:1], among, denominator, parent is not None and parent.told
    )


def _change(words: list[Word], n: Number) -> bool:
    """Tell "up from nine" and "from 75 to 97"."""
    i = n.begin - 1
    return (
        i >= 0
        and words[i].low in ("from", "to")
        and any(
            w.low in CHANGE
            or any(v.lemma in ("rise", "grow", "fall", "climb", "increase") for v in w.verbs)
            for w in words[max(0, i - 8) : i]
        )
    )


def _figure(at: Stage, piece: Piece) -> bool:
    """Tell another's figure of the same thing: "puts it at 23", "arrives at nineteen"."""
    words, n = at.scene.words, piece.number
    near = words[max(0, n.begin - 6) : n.begin]
    return any(v.lemma in FIGURES for w in near if w.tag == "V" for v in w.verbs)


def _does(words: list[Word], piece: Piece) -> bool:
    """Tell "nineteen do" and "18 have"."""
    after = [words[i].low for i in piece.home if i >= piece.number.stop]
    return after[:1] in (["do"], ["does"], ["have"], ["did"])


def _made(
    at: Stage,
    piece: Piece,
    unit: str,
    own: list[Named],
    held: list[Named],
    among: str | None,
    denominator: float | None,
    leans: bool = False,
) -> Counted | None:
    """Return a number with its query, if it is one that the index answers."""
    n, words = piece.number, at.scene.words
    clause = _clause(at, n)
    denied = n.begin > 0 and words[n.begin - 1].tag == "NEG"  # "to twelve, not twenty"
    supplier = own[0].id if own else None
    technology = held[0].id if held else None
    told = "untold" if len(own) > 1 else stance(at.scene, clause)
    claimed = told != "untold" and tells(
        at, piece, unit, clause, supplier, technology, among, denominator, leans
    )
    if not claimed and n.unit is None:
        return None
    return Counted(
        unit=unit,
        value=n.value,
        bound=n.bound,
        strict=n.strict,
        supplier=supplier,
        technology=technology,
        group=among,
        denominator=denominator,
        negated=told == "negated" or denied,
        first=words[n.first],
        last=words[n.stop - 1],
        clause=clause,
        stage=at,
        supplier_named=own[0] if own else None,
        technology_named=held[0] if held else None,
        told=claimed,
    )


def _clause(at: Stage, n: Number) -> Clause:
    """Return the clause in which a number stands."""
    for clause in at.scene.clauses:
        if any(g.first <= n.first < g.stop for g in clause.groups):
            return clause
    held = [c for c in at.scene.clauses if c.first <= n.first < c.stop]
    return held[-1] if held else at.scene.clauses[0]


def settle(found: list[Counted]) -> list[Counted]:
    """Return the counts without the doubles of one sentence, and without what claims nothing."""
    seen: dict[tuple[object, ...], Counted] = {}
    for one in found:
        if one.told:
            query = (one.unit, one.value, one.supplier, one.technology, one.group)
            seen.setdefault((one.stage.scene.index, *query), one)
    return list(seen.values())
