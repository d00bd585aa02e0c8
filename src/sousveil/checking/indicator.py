"""The value that an edition prints for a country."""

from __future__ import annotations

from sousveil.checking.asked import measure_name
from sousveil.checking.asking import Asking, Found
from sousveil.checking.suppliers_named import suppliers_by_country
from sousveil.figures.words import country
from sousveil.model.figure import Rules
from sousveil.model.query import (
    EVERYWHERE,
    NAMED_SUPPLIERS,
    Indicator,
)

WHOLE = 0.5  # points: a whole number stands for what rounds to it

NEARLY = 0.9
"""Of the value said: the least that "nearly" and "just under" allow, or one point below it."""


def answer_indicator(ask: Asking, query: Indicator, rules: Rules) -> Found:
    """Compare the value that is printed for a country with the one that is said."""
    if query.measure == NAMED_SUPPLIERS:
        return _by_suppliers(ask, query, rules)
    values = ask.edition.indicators.get(query.measure, {})
    raw = values.get(query.country, "")
    name = country(query.country, ask.codebook)
    measured = measure_name(query.measure, ask.codebook)
    if not raw:
        why = f"{ask.edition.name} gives no {measured} for {name}."
        lists = query.country in ask.edition.countries
        return Found(
            status="holds" if query.relation == "none" and lists else "unanswerable", why=why
        )
    told = raw if query.measure != "military_spending" else f"${float(raw):,.0f} million"
    why = f"{ask.edition.name} gives {name} {told} as its {measured}."
    if query.relation == "none":
        return Found(status="fails", why=why)
    if query.other is not None:
        second = values.get(query.other, "")
        label = country(query.other, ask.codebook)
        if not second:
            return Found(status="unanswerable", why=f"{why} It gives none for {label}.")
        why = f"{why} That of {label} is {second}."
        one, two = float(raw), float(second)
        if query.measure.endswith("_rank"):
            one, two = -one, -two  # rank 1 spends most
        if query.better:
            says = ask.codebook.measures[query.measure].direction
            told = says.get(ask.edition.index, says.get("*", ""))
            if not told.startswith("higher is "):
                return Found(status="unanswerable", why=why)
            if "less" in told:
                one, two = -one, -two
        sides = {"above": one > two, "below": one < two, "same": one == two, "apart": True}
        holds = sides[query.relation]
        if query.value is not None:
            holds = holds and abs(abs(one - two) - query.value) <= (query.within or 0.0) + 1e-9
        return Found(status="holds" if holds != query.negated else "fails", why=why)
    if query.text:
        holds = raw.upper() == query.text
    else:
        assert query.value is not None
        holds = _has_value(query, float(raw), query.value)
    return Found(status="holds" if holds != query.negated else "fails", why=why)


TIMES = 0.1  # of a factor: "twice as many" is 1.8 to 2.2 times


def _by_suppliers(ask: Asking, query: Indicator, rules: Rules) -> Found:
    """Compare the numbers of suppliers that are named for two countries."""
    named = suppliers_by_country(ask, EVERYWHERE, rules)
    if isinstance(named, Found):
        return named
    codes = (query.country, query.other or "")
    labels = [country(code, ask.codebook) for code in codes]
    for code, label in zip(codes, labels, strict=True):
        if code not in named:
            why = f"{ask.edition.name} does not list {label}."
            return Found(status="unanswerable", why=why)
    one, two = (named[code] for code in codes)
    why = (
        f"{ask.edition.name} names {one} supplier{'s' * (one != 1)} for {labels[0]}, "
        f"and {two} for {labels[1]}."
    )
    if not (one and two):
        return Found(status="unanswerable", why=why + " A blank is no absence.")
    gap = one - two if query.relation == "above" else two - one
    sides = {"above": one > two, "below": one < two, "same": one == two}
    if query.relation == "times":
        assert query.value is not None
        holds = abs(one / two - query.value) <= TIMES * query.value
    else:
        holds = sides[query.relation] and query.value in (None, gap)
    return Found(status="holds" if holds != query.negated else "fails", why=why, value=int(one))


def whole_number(printed: str) -> float:
    """Return a printed value, as an int where it is one."""
    value = round(float(printed), 3)
    return int(value) if value == int(value) else value


def _has_value(query: Indicator, printed: float, said: float) -> bool:
    """Tell whether a printed value is the one that is said, as far as the words round it."""
    match query.relation:
        case "above":
            return printed > said
        case "below":
            return printed < said
        case "min":
            return printed >= said
        case "nearly":
            return min(NEARLY * said, said - 1) <= printed < said
    if query.within is not None:
        return abs(printed - said) <= query.within + 1e-9
    return abs(printed - said) < WHOLE
