"""Who is in a set: countries in it, suppliers of a country, parts of a whole."""

from __future__ import annotations

from sousveil.checking.asking import Asking, Found, members_of, names_of
from sousveil.checking.recount import compute
from sousveil.checking.whole_groups import of_the_world
from sousveil.figures.words import counted, describe
from sousveil.model.figure import Computed, Figure, Rules, Unanswerable
from sousveil.model.noun import replace
from sousveil.model.query import Member, Part

ALMOST = 0.9  # of all: "almost all"; from 0.8, and where it is every one, it depends


MANY = 0.8


MAJORITIES = {"vast": (0.75, 1.0), "ample": (0.6, 1.0), "slim": (0.5, 0.6)}
"""Shares that a "vast", a "clear" and a "narrow" majority are; a tenth beside them, it depends."""


BESIDE = 0.1


HALF = 0.5


def _almost(share: float) -> str:
    """Return what "almost all" is worth where a share of them has it."""
    if share < MANY:
        return "fails"
    return "holds" if ALMOST <= share < 1 else "depends"


def _majority(share: float, kind: str) -> str:
    """Return what a majority of some size is worth where a share of them has it."""
    least, most = MAJORITIES[kind]
    if share <= HALF:
        return "fails"
    if least <= share <= most:
        return "holds"
    return "depends" if least - BESIDE < share < most + BESIDE else "fails"


def answer_member(ask: Asking, query: Member, rules: Rules) -> Found:
    """Tell whether countries are in a set, or are all of it."""
    computed = compute(query.figure, ask.edition, rules)
    if isinstance(computed, Unanswerable):
        return Found(status="unanswerable", why=computed.reason)
    absent = [c for c in query.countries if c not in ask.edition.countries]
    if absent and query.figure.measured:
        why = f"{ask.edition.name} does not list {names_of(ask, absent)}."
        return Found(status="unanswerable", why=why)
    words = describe(query.figure, ask.codebook, rules)
    classed = set() if query.listing else _classed(ask, query.figure)
    beyond = [c for c in query.countries if c in classed - set(computed.countries)]
    if beyond and not query.only and set(query.countries) <= classed | set(computed.countries):
        return _only_classed(ask, query, beyond)
    among = set(computed.countries) | classed
    inside = [c for c in query.countries if c in among]
    outside = [c for c in query.countries if c not in among]
    found = Found(status="", why="", countries=tuple(inside), entries=computed.entries)
    if query.size is not None and query.size != computed.value:
        why = f"{ask.edition.name} has {computed.value} {words}, not {query.size}."
        return replace(found, status="fails", why=why)
    if query.only:
        return _only(ask, query, computed, words, found)
    name = ask.edition.name
    if query.figure.lacking and not query.listing and not query.negated:
        why = f"{name} does not have {names_of(ask, outside or inside)} among the {words}."
        if outside:
            return replace(found, status="fails", why=why)
        return replace(found, status="absent", why="A blank in the table is no absence.")
    if query.negated:
        if inside:
            why = f"{name} has {names_of(ask, inside)} among the {words}."
            return replace(found, status="fails", why=why)
        closed = all(_closed(ask, c, query) for c in outside)
        why = f"{name} does not have {names_of(ask, outside)} among the {words}."
        return replace(
            found,
            status="holds" if closed else "absent",
            why=why if closed else why + " Not recorded is not absent.",
        )
    if set(outside) & _near(ask, query.figure) and not query.listing:
        labels = " and ".join(ask.codebook.groups[g].label for g in query.figure.among)
        why = f"Ordinary speech may count {names_of(ask, outside)} there. "
        why += f"{ask.edition.name} does not have {names_of(ask, outside)} {labels}."
        return replace(found, status="depends" if query.figure.rows() else "holds", why=why)
    if not outside or (query.among == "any" and inside):
        why = f"{name} has {names_of(ask, inside)} among the {words}."
        return replace(found, status="holds", why=why)
    why = f"{name} does not have {names_of(ask, outside)} among the {words}."
    if any(_closed(ask, c, query) for c in outside):
        return replace(found, status="fails", why=why)
    return replace(found, status="absent", why=why + " Not recorded is not absent.")


def _only(ask: Asking, query: Member, computed: Computed, words: str, found: Found) -> Found:
    others = [c for c in computed.countries if c not in query.countries]
    missing = [c for c in query.countries if c not in computed.countries]
    name = ask.edition.name
    if not others and not missing:
        why = f"These are all the {words} in {name}: {names_of(ask, query.countries)}."
        return replace(found, status="fails" if query.negated else "holds", why=why)
    if query.negated:
        return replace(found, status="unanswerable", why="The sentence denies too much at once.")
    if others:
        why = f"{name} has {names_of(ask, others)} among the {words}, too."
        return replace(found, status="fails", why=why, countries=computed.countries)
    why = f"{name} does not have {names_of(ask, missing)} among the {words}."
    return replace(found, status="fails" if query.listing else "absent", why=why)


def _closed(ask: Asking, code: str, query: Member) -> bool:
    """Tell whether a blank is a fact: of the index itself, or of a class each country has."""
    if query.listing:
        return True
    figure = query.figure
    classed = [g for g in figure.among if ask.codebook.groups[g].kind != "membership"]
    if not classed:
        return bool(figure.among) and not figure.rows() and code in ask.edition.countries
    members = {c for g in classed for c in members_of(ask, g)}
    return (code in ask.edition.countries and code not in members) or (
        not figure.rows() and code in _examined_class(ask, classed[0])
    )


def _only_classed(ask: Asking, query: Member, beyond: list[str]) -> Found:
    """Answer for countries of a class, by the codebook or as examined, that are not listed."""
    labels = " and ".join(ask.codebook.groups[g].label for g in query.figure.among)
    names = names_of(ask, query.countries)
    known = any(ask.codebook.groups[g].kind == "countries" for g in query.figure.among)
    why = "The codebook has" if known else f"{ask.edition.name} examined"
    why += f" {names} among the countries {labels}. {ask.edition.name} does not list "
    why += f"{names_of(ask, beyond)} with AI surveillance."
    return Found(status="fails" if query.negated else "holds", why=why)


CLASSES = frozenset({"region", "regime", "union", "countries"})
"""Kinds of groups to which a country belongs whether it is listed or not."""


def _classed(ask: Asking, figure: Figure) -> set[str]:
    """Return the countries of a class, by the codebook or as examined, listed or not."""
    kinds = {ask.codebook.groups[g].kind for g in figure.among}
    if figure != Figure(among=figure.among) or not kinds or kinds - CLASSES:
        return set()
    return set.intersection(*(members_of(ask, g) for g in figure.among))


def _near(ask: Asking, figure: Figure) -> set[str]:
    """Return the countries that ordinary speech adds to a group: Egypt to Africa."""
    return {code for group in figure.among for code in ask.codebook.groups[group].near}


def _examined_class(ask: Asking, group: str) -> set[str]:
    kind = ask.codebook.groups[group].kind
    same = [g.id for g in ask.codebook.groups.values() if g.kind == kind]
    return {c for g in same for c in ask.edition.examined_groups.get(g, ())}


def answer_part(ask: Asking, query: Part, rules: Rules) -> Found:
    """Tell how much of one set is in another: all, none, most, some."""
    found = _of_whole(ask, query, rules)
    if query.other is None:
        return found
    other = _of_whole(ask, replace(query, whole=query.other, size=None), rules)
    if found.status == other.status:
        return found
    status = "depends" if {found.status, other.status} & {"holds", "depends"} else "unanswerable"
    return replace(found, status=status, why=f"{found.why} {other.why}")


def _of_whole(ask: Asking, query: Part, rules: Rules) -> Found:
    whole = compute(query.whole, ask.edition, rules)
    part = compute(query.part, ask.edition, rules)
    for computed in (whole, part):
        if isinstance(computed, Unanswerable):
            return Found(status="unanswerable", why=computed.reason)
    assert isinstance(whole, Computed)
    assert isinstance(part, Computed)
    both = [c for c in whole.countries if c in part.countries]
    rest = [c for c in whole.countries if c not in part.countries]
    name = ask.edition.name
    wholes, parts = (
        describe(query.whole, ask.codebook, rules),
        describe(query.part, ask.codebook, rules),
    )
    many = counted(whole.value, query.whole, ask.codebook, rules)
    verb = "is" if len(both) == 1 else "are"
    why = f"Of the {many} in {name}, {len(both) or 'none'} {verb} among the {parts}."
    found = Found(status="", why=why, countries=tuple(both), value=len(both), entries=part.entries)
    if not whole.countries:
        return replace(found, status="unanswerable", why=f"{name} has no {wholes}.")
    wrongly = [c for c in query.apart if c in part.countries]
    if wrongly:
        why = f"{name} has {names_of(ask, wrongly)} among the {parts}."
        return replace(found, status="fails", why=why)
    if strangers := _strangers(ask, query, rules):
        why = f"{name} does not have {names_of(ask, strangers)} among the {wholes}."
        return replace(found, status="unanswerable", why=why)
    sized = _sized(ask, query, whole.value, rules)
    if sized == "fails":
        return replace(found, status="fails", why=f"{why} That is not {query.size}.")
    found = _of_those_listed(ask, query, found, both, rest)
    if found.status == "holds" and sized == "depends":
        why = f"{why} {query.size} is their number without {names_of(ask, query.apart)}."
        return replace(found, status=sized, why=why)
    return of_the_world(ask, query, found, both, rest, _quantified)


def _strangers(ask: Asking, query: Part, rules: Rules) -> list[str]:
    """Return exceptions that are no members of the whole: "all of Asia but Peru"."""
    whole = compute(replace(query.whole, without=()), ask.edition, rules)
    members = whole.countries if isinstance(whole, Computed) else ()
    return [c for c in query.apart if c not in members]


def _sized(ask: Asking, query: Part, left: int, rules: Rules) -> str:
    """Tell whether the whole has the size that is said: "all 14 but Namibia" are 14 with it."""
    if query.size is None:
        return "holds"
    if not query.apart:
        return "holds" if query.size == left else "fails"
    whole = compute(replace(query.whole, without=()), ask.edition, rules)
    if isinstance(whole, Computed) and query.size == whole.value:
        return "holds"
    return "depends" if query.size == left else "fails"


def _of_those_listed(
    ask: Asking, query: Part, found: Found, both: list[str], rest: list[str]
) -> Found:
    """Tell what a quantifier is worth of the countries that the edition lists."""
    match query.quantifier:
        case "all" if query.but:
            left = len(rest) + len([c for c in query.apart if c not in (*both, *rest)])
            why = f"{found.why} {_exceptions(ask, rest)}" if rest else found.why
            return replace(found, status="holds" if left == query.but else "fails", why=why)
        case "all" if rest:
            return replace(found, status="fails", why=f"{found.why} {_exceptions(ask, rest)}")
        case "none" if both:
            return replace(found, status="fails", why=f"{found.why} {_those(ask, both)}")
        case "none" if query.part.rows() and not query.listing:
            return replace(found, status="absent")
        case quantifier:
            return replace(found, status=_quantified(quantifier, len(both), len(rest)))


def _quantified(quantifier: str, both: int, rest: int) -> str:
    """Tell whether so many of a whole, and so many not, are what a quantifier says."""
    share = both / (both + rest)
    match quantifier:
        case "all":
            return "fails" if rest else "holds"
        case "none":
            return "fails" if both else "holds"
        case "notall":
            return "holds" if rest else "fails"
        case "almost":
            return _almost(share)
        case "vast" | "ample" | "slim" as kind:
            return _majority(share, kind)
        case "most":
            return "holds" if share > HALF else "fails"
        case "few":
            return "holds" if share < HALF else "fails"
        case _:
            return "holds" if both else "absent"


def _exceptions(ask: Asking, codes: list[str]) -> str:
    head = "The exception is" if len(codes) == 1 else "The exceptions are"
    return f"{head} {names_of(ask, codes)}."


def _those(ask: Asking, codes: list[str]) -> str:
    return f"{'It is' if len(codes) == 1 else 'They are'} {names_of(ask, codes)}."
