"""The query of an address to a figure, its rules, and the edition under its policy."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from msgspec import Struct

from sousveil.codebook.names import Names
from sousveil.errors import QueryError, UnknownTerm
from sousveil.figures import asked as words
from sousveil.model.edition import Edition
from sousveil.model.figure import Figure, Rules
from sousveil.model.noun import replace
from sousveil.web import filters
from sousveil.web.catalogue import said
from sousveil.web.library import Held
from sousveil.web.page import Asked

KEYS = (*filters.KEYS, "having", "without", "rule")
"""What a query may ask; other keys are passed by."""

MOST = 24  # conditions of one query

LONGEST = 200  # signs of one value

AREAS = {"region": ("region",), "regime": ("regime",)}


class Question(Struct, frozen=True, kw_only=True):
    """What the query of an address asks of an edition."""

    edition: Edition
    """Under the policy that the query sets, if it sets one."""

    filters: filters.Filters
    """The conditions that a map has, by their ids."""

    figure: Figure | None
    """None where states of technologies are asked for, which no count has."""

    rules: Rules
    given: tuple[tuple[str, str], ...]
    """The query in its normal form."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked."""
        return not self.given

    @property
    def is_counted(self) -> bool:
        """Tell whether more is asked than the filters of a map can say."""
        return any(key not in filters.KEYS for key, _ in self.given)

    @property
    def written(self) -> str:
        """The query in its normal form, without its question mark."""
        return urlencode(self.given)


def question(asked: Asked, held: Held, names: Names) -> Question:
    """Read the query of an address.

    Names are found under any of their forms. Raises `UnknownTerm`, `UnknownRule` and other
    `QueryError`s with a sentence for what cannot be asked.
    """
    given = {key: tuple(v.strip() for v in asked.get(key, ()) if v.strip()) for key in KEYS}
    if sum(map(len, given.values())) > MOST:
        raise QueryError(said("That are too many conditions. Ask for {most} or fewer.", most=MOST))
    for value in (value for values in given.values() for value in values):
        if len(value) > LONGEST or not value.isprintable():
            raise QueryError("A condition is too long, or holds signs that cannot be printed.")
    chosen = filters.parse(
        {key: [_term(key, one, held, names) for one in given[key]] for key in filters.KEYS}
    )
    edition = words.policed(given["rule"], held.edition)
    rules = words.rules_of(given["rule"])
    more = words.figure_of(given["having"], (), given["without"], names)
    figure = filters.figure(chosen, *areas_of(held))
    if figure is not None:
        figure = replace(
            figure,
            having=tuple(dict.fromkeys((*figure.having, *more.having))),
            among=tuple(dict.fromkeys((*figure.among, *more.among))),
            without=more.without,
        )
    pairs = [(key, value) for key in filters.KEYS for value in getattr(chosen, key)]
    pairs += [(key, one) for key in ("having", "without", "rule") for one in given[key]]
    return Question(edition=edition, filters=chosen, figure=figure, rules=rules, given=tuple(pairs))


def areas_of(held: Held) -> tuple[list[str], list[str]]:
    """Return the regions and the regimes of an edition."""
    groups = [held.codebook.groups[g] for g in held.edition.groups if g in held.codebook.groups]
    region, regime = ([g.id for g in groups if g.kind == kind] for kind in ("region", "regime"))
    return region, regime


def _term(key: str, value: str, held: Held, names: Names) -> str:
    """Return the id that a value names; raise `UnknownTerm` with the nearest names."""
    find: dict[str, Callable[[str], str | None]] = {
        "technology": names.technology,
        "supplier": names.supplier,
        "origin": names.country,
        "among": names.group,
        "region": names.group,
        "regime": names.group,
    }
    if key == "status":
        if value.lower() not in filters.STATES:
            raise UnknownTerm("states", value, filters.STATES)
        return value.lower()
    vocabulary = {"technology": "technologies", "supplier": "suppliers", "origin": "countries"}
    found = find[key](value)
    known = held.codebook.groups.get(found or "") if key in (*AREAS, "among") else None
    if found is None or (key in AREAS and (known is None or known.kind not in AREAS[key])):
        plural = vocabulary.get(key, "groups" if key == "among" else f"{key}s")
        raise UnknownTerm(plural, value, names.near(value, vocabulary.get(key, "groups")))
    if known is not None and found not in held.edition.groups:
        raise QueryError(
            said("{edition} has no group “{group}”.", edition=held.edition.name, group=str(found))
        )
    return found
