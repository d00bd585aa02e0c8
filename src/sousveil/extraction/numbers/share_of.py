"""What a share is of: all countries examined, those listed, or a group of them."""

from __future__ import annotations

from sousveil.extraction.ground import Ground, counted_in
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.numbers.lists import piece_end
from sousveil.extraction.numbers.scope import Scope
from sousveil.extraction.numbers.slots import Slots, figure_of
from sousveil.extraction.numbers.two_things import joined_things
from sousveil.model.figure import Figure, Row
from sousveil.model.noun import replace
from sousveil.model.question import Question


def share_of(
    g: Ground, s: Sentence, scope: Scope, q: Quantity, made: Question, inherited: Slots
) -> Question:
    """Find what a share is of: "of" after the number, or in front of the sentence."""
    if [t.low for t in s.tokens[q.end - 1 : q.end + 2]][-2:] in OF_A_NUMBER:
        made = replace(made, unread=(*made.unread, "of that"))
    after = [i for i in scope.core if i >= q.end]
    whole = _whole(s, scope, q)
    slots = g.filler.fill(s, scope, whole)
    inside = frozenset(whole)
    part, readings = figure_of(g.filler.fill(s, scope, [i for i in scope.core if i not in inside]))
    base, _ = figure_of(slots)
    if whole and after and not base.among:
        base = replace(base, among=_fronted(g, s, scope, q))
    if part == Figure():
        part, readings = figure_of(inherited)
    figure = Figure(
        having=tuple(dict.fromkeys(base.having + part.having)),
        any_of=part.any_of,
        among=tuple(dict.fromkeys(base.among + part.among)),
        outside=base.outside + part.outside,
        without=base.without + part.without,
    )
    group_only = bool(slots.among) and not s.has("listed_word", whole)
    examined = (
        s.has("examine", whole)
        or made.whole_examined
        or (group_only and not slots.technologies and not slots.origins)
    )
    rest = [i for i in scope.core if i not in inside and i not in s.numbers]
    if not part.rows() and all(s.tokens[i].low in SAID_OF for i in rest) and whole:
        said = g.last if g.last is not None and g.last.evidence == made.evidence else None
        if said is not None and said.type == "count" and said.figure.rows():
            figure = replace(said.figure, among=(*said.figure.among, *base.among))
    figure = joined_things(s, scope, figure)
    if figure == base and not readings and not examined:
        made = replace(made, unread=(*made.unread, "no word on what the share has"))
    listed = slots.technologies or slots.origins or slots.suppliers or s.has("listed_word", whole)
    if not whole and not examined:
        if _of_those_listed(s, scope):
            return replace(made, figure=figure, readings=readings, whole=base)
        last = g.last if g.last is not None and g.last.type == "share" else None
        again = last is not None and last.evidence == made.evidence
        if last is not None and (scope.bare or (again and not nouns(s, scope))):
            examined = last.whole_examined
            return replace(
                made,
                figure=figure,
                readings=readings,
                whole=last.whole,
                whole_examined=examined,
                unsaid=last.unsaid,
            )
    unsaid = all(_says_nothing(s, i) for i in whole)
    world = any(s.tokens[i].low in WORLD for i in (*scope.core, *scope.frame))
    return replace(
        made,
        figure=figure,
        readings=readings,
        whole=base if whole and (slots.named() or listed) else None,
        whole_examined=examined,
        unsaid=unsaid and not (world or examined or _described(s, whole)),
    )


OF_A_NUMBER = (["of", "that"], ["of", "this"], ["that", ","])
SAYS_AGAIN = frozenset(
    "is are was were represents represent represented makes make means equals corresponds"
    " correspond amounts accounts up to for or".split()
)
POINTERS = frozenset("that this it they which".split())
EXAMINED = frozenset("examined surveyed studied assessed analysed analyzed reviewed".split())
LISTED = frozenset("listed list index".split())
STATES = frozenset("of the all those countries states nations in on".split())
LONGEST = 4  # tokens of "that corresponds to" or ", which is"


def said_again(g: Ground, s: Sentence, q: Quantity) -> Question | None:
    """Return the count that a share of all countries says again.

    "That is 54 per cent of the countries examined" does, right behind one count; so does ", or 54
    per cent of those examined" in its sentence.
    """
    last = g.last
    if last is None or last.type != "count" or last.examined or last.query is not None:
        return None
    lows = [t.low for t in s.tokens]
    after = [low for low in lows[q.end :] if low != "."]
    if after[:1] != ["of"] or not {*after} <= STATES | EXAMINED | LISTED:
        return None
    if bool(EXAMINED & {*after}) == bool(LISTED & {*after}):
        return None
    here = last.evidence.end == s.span.end
    before = lows[: q.begin]
    if here:
        stop = max((i for i, low in enumerate(before) if low == ","), default=None)
        before = before[stop + 1 :] if stop is not None else ["?"]
        alone = len(s.quantities) == 2
    else:
        behind = g.before.get(s.span.start)
        alone = behind == last.evidence and behind is not None and len(counted_in(g, behind)) == 1
        alone = alone and len(before) > 1 and before[0] in POINTERS
    short = len(before) <= LONGEST and {*before} <= SAYS_AGAIN | POINTERS
    return last if alone and short else None


def of_all(s: Sentence, q: Quantity, said: Question, made: Question) -> Question:
    """Return the share of all examined, or of all listed, that says a count again."""
    examined = bool(EXAMINED & {t.low for t in s.tokens[q.end :]})
    return replace(
        made,
        figure=said.figure,
        readings=said.readings,
        rules=said.rules,
        leans=said.leans,
        editions=made.editions or said.editions,
        years=made.years or said.years,
        unread=said.unread,
        whole=None if examined else Figure(),
        whole_examined=examined,
        unsaid=False,
    )


def in_two(g: Ground, s: Sentence, scope: Scope, q: Quantity, figure: Figure) -> Figure:
    """Read "of the countries with Chinese technology, 53 use it" as two conditions.

    In one breath, technology and origin must be met by one entry, which no table links.
    """
    pointing = any(s.tokens[i].low in POINTING for i in scope.core)
    figure = joined_things(s, scope, figure)
    if pointing or not any(_linked(row) for row in figure.having):
        return figure
    whole = _whole(s, scope, q)
    inside = frozenset(whole)
    rest = [i for i in scope.core if i not in inside]
    ahead = any(s.kinds(i) & NAMED for i in rest if i < q.begin)
    delivered = any("supplying" in s.kinds(i) and s.tokens[i].low not in HOLDING for i in rest)
    fronted = s.tokens[0].low in FRONT and q.first > whole[-1] if whole else False
    things = any(s.tokens[i].low in THINGS for i in rest if not _of_technology(s, i))
    if (
        ahead
        or delivered
        or things
        or _in_so_many(s, q)
        or (not fronted and any(s.tokens[i].low in RELATIVE for i in whole))
    ):
        return figure  # "Huawei supplies 51 countries with it", of one delivery
    base, _ = figure_of(g.filler.fill(s, scope, whole))
    part, _ = figure_of(g.filler.fill(s, scope, rest))
    if not (base.having and part.having) or any(map(_linked, base.having + part.having)):
        return figure
    return replace(figure, having=tuple(dict.fromkeys(base.having + part.having)))


def _of_technology(s: Sentence, i: int) -> bool:
    """Tell a word of a technology, and "platforms" behind its name."""
    behind = i > 0 and s.tokens[i].low in PLATFORMS and "technology" in s.kinds(i - 1)
    return behind or "technology" in s.kinds(i)


PLATFORMS = frozenset({"platform", "platforms", "programmes", "programs", "projects", "schemes"})


def _in_so_many(s: Sentence, q: Quantity) -> bool:
    """Tell "In 53 countries, it comes from China" from "In 53 countries with it, ..."."""
    if s.tokens[0].low not in PLACING or q.begin > FRONTED:
        return False
    nouns = ("unit_countries", "listed_word")
    after = next((i for i in range(q.end, len(s.tokens)) if not s.kinds(i) & set(nouns)), None)
    return after is not None and s.tokens[after].low not in QUALIFYING


PLACING = frozenset({"in", "across", "for"})
FRONTED = 2  # tokens before a number at the beginning: "In some 53 countries"
QUALIFYING = frozenset("with that which who using having where of".split())
"""Words with which the countries at the beginning are described."""

THINGS = frozenset(
    "camera cameras platform platforms system systems software hardware version versions".split()
)
"""What may be of the first of the two: "53 use Chinese cameras"."""

HOLDING = frozenset({"has", "have", "had"})
"""Verbs of a supplier, which of countries say no more than that they use something."""

POINTING = frozenset(
    "it them this these those its their theirs same both other another else elsewhere different"
    " foreign domestic abroad made own".split()
)
"""Words that take up the first of the two: "53 buy it from China" is of one delivery."""


def unread_of(g: Ground, s: Sentence, scope: Scope, q: Quantity) -> str:
    """Return "29 countries that have not joined", a whole of which nothing is read."""
    whole = _whole(s, scope, q)
    pointed = s.tokens[0].low in FRONT and any(s.tokens[i].low in THOSE for i in (1, 2))
    told = any(s.tokens[i].low in (RELATIVE | LACKING) for i in whole)
    known = s.has("listed_word", whole) or s.has("examine", whole)
    if not whole or not (told or pointed) or known:
        return ""
    named = g.filler.fill(s, scope, whole)
    if named.named() or named.technologies or named.outside:
        return ""
    behind = [i for i in scope.core if whole[-1] < i <= whole[-1] + REACH]
    cut = s.tokens[whole[-1]].low == "not"  # before "joined the Initiative"
    more = g.filler.fill(s, scope, [*whole, *behind]) if cut else named
    return "" if more.among or more.outside else s.words(whole)


FRONT = frozenset({"of", "among"})
REACH = 7  # tokens: "joined the Belt and Road Initiative"
THOSE = frozenset({"those", "these"})
LACKING = frozenset({"not", "without", "no", "joined"})
NAMED = frozenset({"technology", "supplier", "country", "demonym"})
RELATIVE = frozenset({"that", "which", "who", "where"})


def _linked(row: Row) -> bool:
    return row.technology is not None and bool(row.supplier or row.origin)


def _whole(s: Sentence, scope: Scope, q: Quantity) -> list[int]:
    """Return the tokens that name what a number is a part of."""
    after = [i for i in scope.core if i >= q.end]
    whole: list[int] = []
    if after and s.tokens[after[0]].low == "of":
        for i in after[1:]:
            relative = s.tokens[i - 1].low in ("that", "which", "who", "are", "were")
            if (
                s.has_verb([i])
                and not relative
                and not s.kinds(i) & {"examine", "listed_word"}
                and whole
            ):
                break
            whole.append(i)
    elif any("unit_countries" in s.kinds(i) or "group" in s.kinds(i) for i in after[:3]):
        for i in after:
            relative = s.tokens[i - 1].low in ("that", "which", "who", "are", "were")
            if s.has_verb([i]) and not relative and not s.kinds(i) & {"examine", "listed_word"}:
                break
            whole.append(i)
    else:
        before = [i for i in scope.core if i < q.begin]
        if before and s.tokens[before[0]].low in ("of", "among", "out"):
            stop = next((i for i in before if s.tokens[i].text == ","), None)
            edge = stop if stop is not None else piece_end(s, before)
            whole = [i for i in before if i < edge]
    return whole


def _fronted(g: Ground, s: Sentence, scope: Scope, q: Quantity) -> tuple[str, ...]:
    """Return the group of "In Africa, 93 per cent of the listed countries", which is of it."""
    front = [i for i in scope.core if i < q.begin]
    if not front or s.tokens[front[0]].low not in ("in", "among", "across", "within", "throughout"):
        return ()
    return tuple(g.filler.fill(s, scope, front).among)


def nouns(s: Sentence, scope: Scope) -> bool:
    """Tell "of countries" from "eight in ten use it", which leaves out what was said before."""
    return any(s.kinds(i) & {"unit_countries", "group"} for i in scope.core)


def _described(s: Sentence, whole: list[int]) -> bool:
    """Tell "of the countries supplied by China", where more is said of the whole."""
    rest = [t.low for t in s.tokens[max(whole) + 1 :][:2]] if whole else []
    return len(rest) > 1 and rest[0].endswith("ed") and rest[1] in ("by", "with", "from")


def _says_nothing(s: Sentence, i: int) -> bool:
    """Tell "countries", and what stands between it and its verb: ", indeed, now"."""
    low = s.tokens[i].low
    return i in s.numbers or low in SAYING_NOTHING or low in BETWEEN


BETWEEN = frozenset(", now today already currently indeed thus then in fact surely".split())
SAYING_NOTHING = frozenset({"countries", "states", "nations", "governments", "all", "the", "of"})
WORLD = frozenset(
    {"world", "worldwide", "globe", "global", "globally", "earth", "planet", "everywhere"}
)


SAID_OF = frozenset(
    {"or", "of", "are", "is", "that", "which", "some", ".", "i.e.", "make", "up", ","}
)
"""Words by which a share says a count again: "38 countries monitor it, or 39 per cent of ..."."""


def _of_those_listed(s: Sentence, scope: Scope) -> bool:
    """Tell "a majority of listed countries, 57 per cent, ...", where the whole is told before."""
    core = [i for i in (*scope.core, *scope.frame) if i < scope.quantity.begin]
    return s.has("listed_word", core) and s.has("unit_countries", core)
