"""Counts and recounts as plain data, as `--json` and the API answer them."""

from __future__ import annotations

from typing import Any

from sousveil.figures.published import Recount
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, PublishedFigure, Unanswerable


def not_counted(computed: Unanswerable, edition: Edition) -> dict[str, Any]:
    """Return why an edition cannot answer, and what it is sure of."""
    answer: dict[str, Any] = {"unanswerable": computed.reason, "edition": edition.name}
    if computed.at_least is not None:
        answer["at_least"] = {"value": computed.at_least, "countries": computed.countries}
    return answer


def counted(
    computed: Computed, others: list[tuple[str, str, Computed]], edition: Edition
) -> dict[str, Any]:
    """Return a count with its countries, rules, entries, and what other rules would give."""
    return {
        "value": computed.value,
        "of": len(edition.countries),
        "countries": computed.countries,
        "rule": computed.rules.as_dict()
        | (edition.living.policy.as_dict() if edition.living else {}),
        "edition": edition.name,
        "alternatives": [
            {
                "rule": {name: setting},
                "value": other.value,
                "countries_added": sorted(set(other.countries) - set(computed.countries)),
                "countries_dropped": sorted(set(computed.countries) - set(other.countries)),
            }
            for name, setting, other in others
        ],
        "entries": computed.entries,
        "attribution": edition.attribution,
    }


def recounted(one: Recount, edition: Edition) -> dict[str, Any]:
    """Return a named figure beside its print."""
    printed = one.published
    answer: dict[str, Any] = {
        "id": one.named.id,
        "label": one.named.label,
        "value": one.value,
        "published": None if printed is None else _published(printed),
        "agrees": one.agrees,
        "countries": one.countries,
        "edition": one.edition,
        "attribution": edition.attribution,
    }
    return answer if one.reason is None else answer | {"unanswerable": one.reason}


def _published(printed: PublishedFigure) -> dict[str, Any]:
    return {
        "value": printed.value,
        "bound": printed.bound,
        "of": printed.of,
        "where": printed.where,
        "quoted_by": printed.quoted_by,
    }
