"""How many countries of a group an edition examined."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition


def examined_in(
    groups: Sequence[str], edition: Edition, codebook: Codebook
) -> tuple[int | None, str]:
    """Return how many of the countries examined are of all the groups, or why it is not known."""
    members: set[str] = set(edition.examined or ())
    for group in groups:
        known = codebook.groups[group].kind != "membership"
        if group not in edition.examined_groups or not known:
            label = codebook.groups[group].name
            return None, f"{edition.name} does not say which {label} were examined."
        members &= set(edition.examined_groups[group])
    return len(members), ""
