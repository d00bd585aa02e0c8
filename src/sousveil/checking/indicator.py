"""The value that an edition prints for a country."""

from __future__ import annotations

from sousveil.checking.asked import measure_name
from sousveil.checking.asking import Asking, Found
from sousveil.figures.words import country
from sousveil.model.query import (
    Indicator,
)

WHOLE = 0.5  # points: a whole number stands for what rounds to it


def answer_indicator(ask: Asking, query: Indicator) -> Found:
    """Compare the value that is printed for a country with the one that is said."""
    values = ask.edition.indicators.get(query.measure, {})
    raw = values.get(query.country, "")
    name = country(query.country, ask.codebook)
    measured = measure_name(query.measure, ask.codebook)
    if not raw:
        why = f"{ask.edition.name} gives no {measured} for {name}."
        return Found(status="unanswerable", why=why)
    told = raw if query.measure != "military_spending" else f"${float(raw):,.0f} million"
    why = f"{ask.edition.name} gives {name} {told} as its {measured}."
    if query.other is not None:
        second = values.get(query.other, "")
        label = country(query.other, ask.codebook)
        if not second:
            return Found(status="unanswerable", why=f"{why} It gives none for {label}.")
        ahead = float(raw) > float(second)
        if query.measure.endswith("_rank"):
            ahead = float(raw) < float(second)  # rank 1 spends most
        holds = ahead == (query.relation == "above")
        why = f"{why} That of {label} is {second}."
        return Found(status="holds" if holds != query.negated else "fails", why=why)
    if query.text:
        holds = raw.upper() == query.text
    else:
        assert query.value is not None
        holds = _has_value(query, float(raw), query.value)
    return Found(status="holds" if holds != query.negated else "fails", why=why)


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
    if query.within is not None:
        return abs(printed - said) <= query.within + 1e-9
    return abs(printed - said) < WHOLE
