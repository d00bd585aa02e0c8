"""Which entries of an edition count, and what another policy would count."""

from __future__ import annotations

from collections.abc import Iterable

from sousveil.model.edition import Base, Edition, Entry
from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.model.noun import replace
from sousveil.model.policy import TABLE_KINDS, Policy


def counts(entry: Entry, edition: Edition) -> bool:
    """Tell whether an entry counts by the policy of its edition; in a table's edition, all do."""
    if edition.living is None:
        return True
    return passes(entry, edition.living.policy, edition.technologies)


def passes(entry: Entry, policy: Policy, technologies: Iterable[str]) -> bool:
    """Tell whether an entry passes a policy; `technologies` are those that the index counts."""
    if entry.kind == "finance" or (entry.disputed and not policy.disputed):
        return False
    if entry.status is not None and entry.status not in policy.statuses:
        return False
    if (entry.origins or 1) < policy.min_origins:
        return False
    return entry.technology in (None, ANY_TECHNOLOGY, *technologies)


def listed(
    entries: Iterable[Entry], base: Base | None, policy: Policy, technologies: Iterable[str]
) -> tuple[str, ...]:
    """Return the countries that an edition lists under a policy.

    A country of the table below stays listed while one of its entries counts, or where the
    table lists it without any.
    """
    asked = tuple(technologies)
    counted: set[str] = set()
    with_entries: set[str] = set()
    for entry in entries:
        if entry.kind in TABLE_KINDS:
            with_entries.add(entry.country)
        if passes(entry, policy, asked):
            counted.add(entry.country)
    bare = set(base.countries) - with_entries if base and policy.min_origins == 1 else set()
    return tuple(sorted(counted | bare))


def under(edition: Edition, policy: Policy) -> Edition:
    """Return a living edition as another policy has it; an edition of a table stays the same."""
    living = edition.living
    if living is None or living.policy == policy:
        return edition
    return replace(
        edition,
        living=replace(living, policy=policy),
        countries=listed(edition.entries, living.base, policy, edition.technologies),
    )
