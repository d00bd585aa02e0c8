"""The two sides of a comparison within one edition: "more countries use Huawei than NEC"."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.factors import FACTORS, factor_of
from sousveil.extraction.statements.rivals import (
    as_origins,
    between_regions,
    serves,
    sources,
    turned_away,
    unlike,
)
from sousveil.extraction.statements.terms import Terms, apart_in_kind, figure
from sousveil.model.figure import Figure
from sousveil.model.query import Compare

LEADS = frozenset({"leads", "lead", "tops", "led"})
SIDES = ("than", "to", "with", "versus", "compared with", "compared to")


def two_sides(clause: Clause) -> Compare | None:
    """Read two sides of one edition."""
    relation = _relation(clause)
    if relation is None:
        return None
    name, cut = relation
    if any(turned_away(clause, i) for i in clause.at("more", "fewer", "same")):
        return None
    left, right = clause.terms(-1, cut), clause.terms(cut)
    if name == "same" and not right.conditions and not right.places:
        beside = _beside(clause, cut)
        left, right = beside or (left, right)
    loose = (left.loose or right.loose) and not between_regions(clause, left, right)
    for side in (left, right):
        if side.unread or loose or side.joined or apart_in_kind(side, clause.codebook):
            return None
        if (
            max(len(side.suppliers), len(side.technologies), len(side.origins), len(side.places))
            > 1
        ):
            return None
        if side.suppliers and side.origins:
            return None
    if serves(clause, left, right) or (not left.conditions and not left.places):
        return None
    if len(left.among) >= SIDES_OF_TWO and _fronted(clause):
        right.among = list(dict.fromkeys([*left.among[:1], *right.among]))
    sides = _filled(clause, left, right)
    if sides is None:
        return None
    one, other = sides
    if one == other:
        return None
    factor = factor_of(clause)
    if factor is not None:
        name = "times"
    return Compare(
        left=one,
        right=other,
        relation=name,
        factor=factor[0] if factor else None,
        bound=factor[1] if factor else "exact",
    )


def _fronted(clause: Clause) -> bool:
    """Tell "among Belt and Road members, autocracies outnumber democracies", said of both sides."""
    groups = clause.kinds("group")
    first = next(iter(clause.wanted), 0)
    if len(groups) < SIDES_OF_TWO or clause.low(first) not in (
        "among",
        "in",
        "within",
        "inside",
        "of",
    ):
        return False
    return any(clause.low(i) == "," for i in range(groups[0], groups[1]))


def _relation(clause: Clause) -> tuple[str, int] | None:
    """Return the relation, and the item at which the right side begins."""
    told = [("more", i) for i in clause.at("more")] + [("fewer", i) for i in clause.at("fewer")]
    same = [i for i in clause.at("same") if clause.low(i) not in ("no more", "no fewer")]
    factor = [i for role in FACTORS for i in clause.at(role)]
    verbs = [i for _, i in told if clause.low(i) in LEADS]
    if len(verbs) > 1 or not (told or same or factor):
        return None  # "Huawei leads in Africa, NEC leads in Asia" is no comparison
    word = min([i for _, i in told] + same + factor)
    than = [i for i in clause.wanted if i > word and _second_side(clause, i)]
    than = [i for i in than if clause.low(i) == "than"] or than
    told_as = [name for name, i in told if i == word]
    name = named = told_as[0] if told_as else "same"
    if "outdoing" in clause.items[word].roles:
        return None if _set_off(clause, word) else (name, word)
    if not than and named == "same" and not factor and _beside(clause, word) is not None:
        return named, word
    if not than:
        return None
    if factor and not told_as and clause.low(word) in ("double",):
        name = "times"
    return name, than[-1] if clause.low(than[-1]) == "than" or len(than) == 1 else than[0]


def _beside(clause: Clause, word: int) -> tuple[Terms, Terms] | None:
    """Return both sides of "Africa and Asia are level"."""
    for kind in ("supplier", "technology", "group", "demonym"):
        names = [i for i in clause.kinds(kind) if i < word]
        if len(names) != SIDES_OF_TWO:
            continue
        between = [clause.low(i) for i in range(names[0] + 1, names[1])]
        if any(low not in ("and", "the", ",") for low in between):
            return None
        middle = names[0] + 1
        return clause.terms(-1, middle), clause.terms(middle - 1, word)
    return None


def _set_off(clause: Clause, verb: int) -> bool:
    """Tell "Huawei leads in Africa, NEC ...", where a comma parts the verb from the next name."""
    kinds = ("supplier", "technology", "demonym", "country")
    name = next((i for i in clause.kinds(*kinds) if i > verb), len(clause.items))
    return any(clause.low(i) == "," for i in range(verb, name))


SIDES_OF_TWO = 2


def _second_side(clause: Clause, i: int) -> bool:
    """Tell whether the second of two sides begins here: "than", "as" but not "as many"."""
    if clause.low(i) == "as":
        return clause.low(i + 1) not in ("many", "as many", "common", "widespread")
    if clause.low(i) == "that" and clause.low(i + 1) == "of":
        return clause.has(*FACTORS)  # "is three times that of NEC"
    return clause.low(i) in SIDES


def _filled(clause: Clause, left: Terms, right: Terms) -> tuple[Figure, Figure] | None:
    """Return the two figures; what only one side names holds for both."""
    whole = unlike(left, right)
    as_origins(left)
    as_origins(right)
    if left.places or right.places:
        return None
    if not right.conditions:
        return None
    one, other = Terms(), Terms()
    varied = 0
    for name in ("technologies", "among", "outside"):
        mine, yours = getattr(left, name), getattr(right, name)
        if mine and yours and mine != yours:
            varied += 1
        if (
            name != "technologies"
            and bool(mine) != bool(yours)
            and ((left.among and right.outside) or (left.outside and right.among))
        ):
            setattr(one, name, list(mine))
            setattr(other, name, list(yours))
            varied += 1
            continue
        setattr(one, name, list(mine or yours))
        setattr(other, name, list(yours or mine))
    if whole:
        one.technologies, other.technologies = left.technologies, right.technologies
        one.suppliers, one.origins = left.suppliers, left.origins
        other.suppliers, other.origins = right.suppliers, right.origins
        return figure(one), figure(other)
    if left.sourced and right.sourced:
        varied += (left.suppliers, left.origins) != (right.suppliers, right.origins)
    one.suppliers, one.origins = sources(left, right)
    other.suppliers, other.origins = sources(right, left)
    if not varied:
        return None
    return figure(one), figure(other)
