"""What a statement asks, in plain words and as plain data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from sousveil.checking.recount import KEPT
from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import (
    country,
    describe,
    group_name,
    in_letters,
    listed,
    whose,
)
from sousveil.model.figure import Figure, Measured, Row, Rules
from sousveil.model.query import (
    NAMED_SUPPLIERS,
    Compare,
    Examined,
    Fact,
    Indicator,
    Member,
    Moved,
    Part,
    Query,
    Rank,
    Said,
    Sole,
)
from sousveil.model.question import Question

ABROAD = Rules(home="excluded")
KINDS = {
    "supplier": "suppliers",
    "origin": "countries of origin",
    "technology": "technologies",
    "region": "regions",
    "regime": "regime types",
    "country": "countries",
}
"""What is ranked, by the dimension of a query."""

MEMBER_TYPES = (
    ("supplier", "supply"),
    ("origin", "supply"),
    ("technology", "use"),
)
TYPES: dict[type, str] = {
    Part: "set",
    Rank: "ranking",
    Compare: "comparison",
    Moved: "set",
    Indicator: "indicator",
    Sole: "set",
    Examined: "set",
    Fact: "about",
}
QUANTIFIED = {
    "all": "whether all",
    "none": "whether none of the",
    "some": "whether some",
    "almost": "whether almost all",
    "most": "whether most",
    "vast": "whether the vast majority of the",
    "ample": "whether a clear majority of the",
    "slim": "whether a narrow majority of the",
    "few": "whether fewer than half of the",
    "notall": "whether not all",
}
MOVES = {
    "new": "new in the later edition among the",
    "gone": "gone from the later edition among the",
    "kept": "in both editions among the",
}


def asked(question: Question, codebook: Codebook, edition: str | None = None) -> str:
    """Return the query of a question in words; a statement without a count with its edition."""
    if question.query is not None:
        words = query_in_words(question.query, codebook)
        one = edition is not None and not _across(question.query)
        return f"{words}, edition {str(edition).removeprefix('aigs-')}" if one else words
    if question.examined:
        return "countries examined" + (" and not listed" if question.figure.lacking else "")
    return describe(question.figure, codebook)


def query_in_words(query: Query, codebook: Codebook) -> str:
    """Return e.g. "the place of Huawei among suppliers, by the number of countries"."""
    return _telling(codebook)(query)


@once_per_codebook
def _telling(codebook: Codebook) -> Callable[[Query], str]:
    return lru_cache(KEPT)(partial(_in_words, codebook))


def _in_words(codebook: Codebook, query: Query) -> str:
    match query:
        case Member():
            return _member(query, codebook)
        case Part():
            whole, part = describe(query.whole, codebook), describe(query.part, codebook)
            return f"{QUANTIFIED.get(query.quantifier, query.quantifier)} {whole} are {part}"
        case Rank():
            return _rank(query, codebook)
        case Compare():
            return _compare(query, codebook)
        case Moved():
            names, verb = _names(query.countries, codebook), _are(query.countries)
            how = MOVES[query.how]
            return f"whether {names} {verb} {how} {describe(query.figure, codebook)}"
        case Indicator():
            return (
                f"{whose(country(query.country, codebook))} {measure_name(query.measure, codebook)}"
            )
        case Sole():
            return _sole(query, codebook)
        case Examined():
            names = _names(query.countries, codebook)
            return f"whether {names} {_are(query.countries)} among the countries examined"
        case Fact():
            return "what the index is"


def claim_type(question: Question, codebook: Codebook) -> str:
    """Return the type of a claim in the words of the contract."""
    query = question.query
    if query is None:
        return question.type
    if isinstance(query, Member):
        rows = query.figure.rows()
        named = (kind for field, kind in MEMBER_TYPES if any(getattr(r, field) for r in rows))
        return next(named, "membership" if query.figure.among else "set")
    return TYPES[type(query)]


def query_fields(query: Query) -> dict[str, Any]:
    """Return a query as plain data, without what it does not ask; `kind` says which it is."""
    return {"kind": type(query).__name__.lower(), **_fields(query)}


def figure_fields(figure: Figure) -> dict[str, Any]:
    """Return a figure in the words of `count`."""
    told: dict[str, Any] = {
        "having": [_row(row) for row in figure.having],
        "any_of": [_row(row) for row in figure.any_of],
        "lacking": [_row(row) for row in figure.lacking],
        "among": list(figure.among),
        "outside": list(figure.outside),
        "without": list(figure.without),
        "measured": [_condition(condition) for condition in figure.measured],
    }
    return {name: value for name, value in told.items() if value}


def measure_name(measure: str, codebook: Codebook) -> str:
    """Return the name of a measure as running text has it, its year with "in"."""
    if measure == NAMED_SUPPLIERS:
        return "number of named suppliers"
    name = codebook.measures[measure].name
    head, sign, year = name.rpartition(", ")
    return f"{head} in {year}" if sign and year.isdigit() else name


def term_name(query: Rank, term: str, codebook: Codebook) -> str:
    """Return the name of one of the things ranked."""
    if query.dimension == "supplier":
        return codebook.suppliers[term].name if term in codebook.suppliers else term
    if query.dimension in ("origin", "country"):
        return country(term, codebook)
    if query.dimension == "technology":
        return codebook.technologies[term].name
    return group_name(term, codebook)


def measured(query: Rank, codebook: Codebook) -> str:
    """Return what things are ranked by: "number of countries in Africa"."""
    if query.measure in codebook.measures:
        return measure_name(query.measure, codebook)
    if query.measure != "countries":
        return f"number of their {query.measure}"
    if query.editions is not None:
        what = describe(query.figure, codebook, ABROAD if query.abroad else None)
        return f"number of {what} gained between the editions"
    if query.figure == Figure():
        return "number of countries" + (" abroad" if query.abroad else "")
    return f"number of {describe(query.figure, codebook, ABROAD if query.abroad else None)}"


def ranked_among(query: Rank, codebook: Codebook) -> str:
    """Return what is ranked: "suppliers", "American suppliers"."""
    kind = KINDS.get(query.dimension, query.dimension)
    if query.foreign is not None and query.held is None:
        return f"{kind} with a head office outside {country(query.foreign, codebook)}"
    if query.home is None or query.held is not None:
        return kind
    demonyms = codebook.countries[query.home].demonyms
    if demonyms:
        return f"{demonyms[0]} {kind}"
    return f"{kind} with a head office in {country(query.home, codebook)}"


def _across(query: Query) -> bool:
    """Tell whether a query is about two editions."""
    return isinstance(query, Moved) or getattr(query, "editions", None) is not None


def _row(row: Row) -> dict[str, str]:
    return {
        name: value
        for name in ("technology", "supplier", "origin")
        if (value := getattr(row, name)) is not None
    }


def _condition(condition: Measured) -> dict[str, Any]:
    told: dict[str, Any] = {"measure": condition.measure}
    limits = {"is": condition.text, "at_most": condition.at_most, "at_least": condition.at_least}
    told |= {name: value for name, value in limits.items() if value is not None}
    return told | ({"strict": True} if condition.strict else {})


def _fields(asked: Query | Said) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name in asked.__struct_fields__:
        value = getattr(asked, name)
        if isinstance(value, tuple):
            value = [_value(one) for one in value]
        if value not in (None, "", [], False):
            told[name] = _value(value)
    return told


def _value(value: Any) -> Any:
    if isinstance(value, Figure):
        return figure_fields(value)
    return _fields(value) if isinstance(value, Said) else value


def _member(query: Member, codebook: Codebook) -> str:
    names, words = _names(query.countries, codebook), describe(query.figure, codebook)
    if query.only:
        only = describe(query.figure, codebook, number=len(query.countries))
        return f"whether {names} {_are(query.countries)} the only {only}"
    if query.among == "any" and len(query.countries) > 1:
        return f"whether one of {names} is among the {words}"
    return f"whether {names} {_are(query.countries)} among the {words}"


def _sole(query: Sole, codebook: Codebook) -> str:
    kind = "suppliers" if query.field == "supplier" else "technologies"
    place = _names(query.countries, codebook)
    if query.field == "origin":
        names = listed([country(i, codebook) for i in query.ids])
        return f"whether {names} {_are(query.ids)} all the origins recorded for {place}"
    if query.field in ("home", "away"):
        names = listed([country(i, codebook) for i in query.ids])
        at = f"{'in' if query.field == 'home' else 'outside'} {names}"
        some = {"none": "none", "most": "most", "but": "all but one"}.get(query.bound, "")
        many = in_letters(query.size) if query.bound in ("of", "some") and query.size else some
        which = f"{many} of the suppliers" if many else "all suppliers"
        return f"whether {which} recorded for {place} have their head office {at}"
    if query.field == "shared":
        return f"the suppliers that are recorded for each of {place}"
    if query.field == "seat":
        have = "has its" if len(query.ids) == 1 else "have their"
        return f"whether {_firms(query, codebook)} {have} head office in {place}"
    if query.origin:
        kind += f" from {country(query.origin, codebook)}"
    if not query.ids:
        return f"the number of {kind} recorded for {place}"
    return (
        f"whether {_firms(query, codebook)} {_are(query.ids)} all the {kind} recorded for {place}"
    )


def _firms(query: Sole, codebook: Codebook) -> str:
    known = codebook.technologies if query.field == "technology" else codebook.suppliers
    return listed([known[i].name if i in known else i for i in query.ids])


def _rank(query: Rank, codebook: Codebook) -> str:
    names = listed([term_name(query, term, codebook) for term in query.subjects])
    kind = ranked_among(query, codebook)
    measure = measured(query, codebook)
    if query.above is not None:
        many = f"at least {int(query.above) + 1}"
        if query.size is not None:
            size = in_letters(query.size)
            return f"whether {size} of the {kind} have {many}, by the {measure}"
        has = "has" if len(query.subjects) == 1 else "have"
        return f"whether {names} alone of the {kind} {has} {many}, by the {measure}"
    if query.held is not None:
        bound = "at least " if query.bound == "min" else ""
        outside = "outside " if query.foreign is not None else "in "
        home = outside + country(query.foreign or query.home or "", codebook)
        which = f", namely {names}" if names else ""
        first = f"{bound}{in_letters(query.held)} of the first {in_letters(query.top)} {kind}"
        return f"whether {first} have their head office {home}{which}"
    if query.top:
        top = in_letters(query.top)
        if query.within:
            are = "is" if len(query.subjects) == 1 else "are"
            return f"whether {names} {are} among the first {top} {kind}, by the {measure}"
        return f"whether {names} are the first {top} {kind}, by the {measure}"
    if query.ordered:
        next_to = "" if query.place else ", one right after the other"
        return f"the order of {names} among {kind}, by the {measure}{next_to}"
    many = "places" if len(query.subjects) > 1 else "place"
    return f"the {many} of {names} among {kind}, by the {measure}"


def _compare(query: Compare, codebook: Codebook) -> str:
    rules = ABROAD if query.abroad else None
    left = describe(query.left, codebook, rules)
    right = describe(query.right, codebook, rules)
    if query.gained:
        verb = "gained" if query.relation == "more" else "lost"
        return f"what {left} {verb} between the editions, against {right}"
    what = "share" if query.shares else "number"
    if query.editions is not None and query.left == query.right:
        years = (codebook.layouts[index].in_force[:4] for index in query.editions)
        late, early = (f"the {year} edition" for year in years)
        return f"the {what} of {left} in {late}, against that in {early}"
    rest = "".join(f" and of {describe(figure, codebook, rules)}" for figure in query.others)
    return f"the {what} of {left}, against the {what} of {right}{rest}"


def _names(codes: Sequence[str], codebook: Codebook) -> str:
    return listed([country(code, codebook) for code in codes])


def _are(codes: Sequence[str]) -> str:
    return "is" if len(codes) == 1 else "are"
