"""Who belongs to which group in a living edition, and of whom nothing says so."""

from __future__ import annotations

from collections.abc import Iterable

from sousveil.codebook.vocabulary import Codebook, Group
from sousveil.edition.gate import Passed
from sousveil.edition.weigh import Days, days_of, later
from sousveil.model.claim import Claim, Membership
from sousveil.model.edition import Edition, Member


def members(given: Iterable[Passed], table: Edition | None) -> tuple[Member, ...]:
    """Return what claims say of each membership, the table's own list weighed with them.

    Where both are said, the later one stands; where no time tells which is later, it is disputed.
    """
    found: dict[tuple[str, str], list[Claim]] = {}
    for p in given:
        if isinstance(p.content, Membership):
            found.setdefault((p.content.country, p.content.organisation), []).append(p.claim)
    return tuple(
        _member(country, group, claims, table) for (country, group), claims in sorted(found.items())
    )


def classed(
    book: Codebook,
    countries: Iterable[str],
    table: Edition | None,
    joined: Iterable[Member],
    listed: Iterable[str],
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return the members of every group among the countries, and those it cannot tell of.

    For countries that the table lists, its groups stand. For others the codebook gives the region;
    their regime is not known, nor a membership that no claim tells.
    """
    new = set(countries) - set(listed)
    within: dict[str, set[str]] = {}
    unclear: dict[str, set[str]] = {}
    for group in book.groups.values():
        if group.kind == "union":
            continue
        within[group.id] = set(table.groups.get(group.id, ())) if table else set()
        unclear[group.id] = _class(group, new, book, within[group.id])
    for member in joined:
        here, doubt = within[member.organisation], unclear[member.organisation]
        here.discard(member.country)
        doubt.discard(member.country)
        if member.state == "member":
            here.add(member.country)
        elif member.state == "disputed":
            doubt.add(member.country)
    for group in book.groups.values():
        if group.kind == "union":
            within[group.id] = set().union(*(within[part] for part in group.of))
            unclear[group.id] = set().union(*(unclear[p] for p in group.of)) - within[group.id]
    everywhere = set(countries)
    return (
        {name: tuple(sorted(within[name] & everywhere)) for name in sorted(within)},
        {
            name: tuple(sorted(found))
            for name in sorted(unclear)
            if (found := unclear[name] & everywhere)
        },
    )


def _class(group: Group, new: set[str], book: Codebook, here: set[str]) -> set[str]:
    """Add the new countries that the codebook puts into a group; return those it cannot tell of."""
    if group.kind == "region":
        here |= {c for c in new if book.countries[c].region in group.codes}
        return set()
    if group.kind == "countries":
        here |= new & set(group.countries)
        return set()
    return set(new)


def _member(country: str, group: str, claims: list[Claim], table: Edition | None) -> Member:
    yes = [c for c in claims if c.polarity == "asserted"]
    no = [c for c in claims if c.polarity == "negated"]
    joins: list[Days | None] = [days_of(c) for c in yes]
    leaves: list[Days | None] = [days_of(c) for c in no]
    if table is not None and country in table.countries and group in table.groups:
        printed = (table.in_force, table.in_force)
        if country in table.groups[group]:
            joins.append(printed)
    return Member(
        country=country,
        organisation=group,
        state=_state(joins, leaves),
        claims=tuple(sorted(c.id for c in yes)),
        against=tuple(sorted(c.id for c in no)),
    )


def _state(joins: list[Days | None], leaves: list[Days | None]) -> str:
    if not leaves:
        return "member"
    if not joins:
        return "no-member"
    if any(all(later(leave, join) for join in joins) for leave in leaves):
        return "no-member"
    if any(all(later(join, leave) for leave in leaves) for join in joins):
        return "member"
    return "disputed"
