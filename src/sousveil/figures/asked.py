"""Words to a figure and its rules: `origin=CHN`, among `bri`, without `China`, `home=excluded`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sousveil.codebook.names import Names
from sousveil.errors import QueryError, UnknownRule, UnknownTerm
from sousveil.model.counted import under
from sousveil.model.edition import Edition
from sousveil.model.figure import Figure, Row, Rules
from sousveil.model.policy import POLICIES

ROW_KEYS = ("technology", "supplier", "origin")
GROUP_KEYS = {"region": ("region",), "regime": ("regime", "union"), "group": ()}
"""Keys that are about the country, with the kinds of group that they take; empty: any."""

KEYS = (*ROW_KEYS, *GROUP_KEYS)

PAIRS = re.compile(r",\s*(?=\w+\s*=)")
"""The comma between two pairs; a comma inside a name is followed by no key."""


class NoPair(QueryError):
    """A condition or rule is not written as name=value; the message begins with what it is."""


def figure_of(
    having: Iterable[str], among: Iterable[str], without: Iterable[str], names: Names
) -> Figure:
    """Return the figure that is asked for.

    The pairs of one `having` must hold of one entry, save those about the country. Raises
    `UnknownTerm` for a name that the codebook lacks, with the nearest ones, and `NoPair`.
    """
    rows, groups = [], [group(name, names) for name in among]
    for text in having:
        row: dict[str, str] = {}
        for pair in PAIRS.split(text):
            key, value = _pair(pair, KEYS, "having")
            if key in row:
                raise NoPair(f"having: {key!r} stands twice in {text!r}. Write having twice.")
            if key in GROUP_KEYS:
                groups.append(group(value, names, key))
            else:
                row[key] = _term(key, value, names)
        if row:
            rows.append(Row(**row))
    return Figure(
        having=tuple(rows),
        among=tuple(dict.fromkeys(groups)),
        without=tuple(sorted({country(name, names) for name in without})),
    )


def rules_of(settings: Iterable[str]) -> Rules:
    """Return the counting rules with some of them set; raise `UnknownRule` for a wrong word."""
    rules = Rules()
    for name, value in _rules(settings):
        if name not in POLICIES:
            rules = rules.changed(name, value)
    return rules


def policed(settings: Iterable[str], edition: Edition) -> Edition:
    """Return an edition under another policy, where settings of one stand among the rules.

    Raises `UnknownRule` for a wrong word, and for an edition of a table, which has no policy.
    """
    for name, value in _rules(settings):
        if name not in POLICIES:
            continue
        if edition.living is None:
            raise UnknownRule(
                f"{edition.name} is the table of an index: there is nothing in it that the rule "
                f"{name!r} could change."
            )
        edition = under(edition, edition.living.policy.changed(name, value))
    return edition


def _rules(settings: Iterable[str]) -> list[tuple[str, str]]:
    return [_pair(setting, None, "rule") for setting in settings]


def country(name: str, names: Names) -> str:
    """Return the code of a country; raise `UnknownTerm` with the nearest names."""
    found = names.country(name)
    if found is None:
        raise UnknownTerm("countries", name, names.near(name, "countries"))
    return found


def group(name: str, names: Names, key: str = "group") -> str:
    """Return the id of a group of one kind; raise `UnknownTerm` with the nearest names."""
    kinds = GROUP_KEYS[key]
    known = names.codebook.groups
    found = names.group(name)
    if found is not None and (not kinds or known[found].kind in kinds):
        return found
    few = tuple(g.name for g in known.values() if not kinds or g.kind in kinds)
    raise UnknownTerm(f"{key}s", name, few if kinds else names.near(name, "groups") or few)


def _term(key: str, value: str, names: Names) -> str:
    if key == "origin":
        return country(value, names)
    vocabulary = {"technology": "technologies", "supplier": "suppliers"}[key]
    found = names.technology(value) if key == "technology" else names.supplier(value)
    if found is None or (key == "supplier" and found not in names.codebook.suppliers):
        few = tuple(t.name for t in names.codebook.technologies.values())
        near = names.near(value, vocabulary) or (few if key == "technology" else ())
        raise UnknownTerm(vocabulary, value, near)
    return found


def _pair(text: str, keys: tuple[str, ...] | None, word: str) -> tuple[str, str]:
    key, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not key or not value:
        raise NoPair(f"{word} {text!r} is no pair. Write it as name=value.")
    if keys is not None and key not in keys:
        raise NoPair(f"{word} has no key {key!r}. Keys are: {', '.join(keys)}.")
    return key, value
