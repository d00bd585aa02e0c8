"""An edition of a table without the claims that do not stand any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sousveil.codebook.vocabulary import Codebook
from sousveil.model.claim import Content, Coverage, Indicator, Membership
from sousveil.model.decision import Decision
from sousveil.model.edition import Edition, Records, Tombstone
from sousveil.model.noun import replace

READ_ANEW = "The document was read anew and gives another text. Accept the claim there."

UNDONE = "The decision that accepted it does not stand any more."


def without(
    table: Edition, records: Records, gone: Mapping[str, Content], book: Codebook
) -> tuple[Edition, Records]:
    """Take claims out of an edition; `gone` has what each of them says.

    An entry stays while one of its claims stands. A country stays listed unless the claim that
    lists it is gone.
    """
    if not gone:
        return table, records
    groups = {name: set(found) for name, found in table.groups.items()}
    indicators = {name: dict(values) for name, values in table.indicators.items()}
    countries = set(table.countries)
    for content in gone.values():
        match content:
            case Membership(country=country, organisation=group):
                groups.get(group, set()).discard(country)
            case Indicator(country=country, indicator=indicator):
                value = indicators.get(indicator, {}).pop(country, None)
                for known in book.groups.values():
                    if known.kind == indicator and value in known.codes:
                        groups.get(known.id, set()).discard(country)
            case Coverage(country=country, listed=True):
                countries.discard(country)
    entries = [
        replace(entry, claims=left)
        for entry in table.entries
        if (left := tuple(claim for claim in entry.claims if claim not in gone))
    ]
    return (
        replace(
            table,
            countries=tuple(sorted(countries)),
            entries=tuple(entry for entry in entries if entry.country in countries),
            groups={name: tuple(sorted(found & countries)) for name, found in groups.items()},
            indicators=indicators,
        ),
        replace(records, evidence=tuple(e for e in records.evidence if e.claim not in gone)),
    )


def tombstones(
    edition: Edition,
    claims: Iterable[str],
    decided: Mapping[str, Decision],
    reread: Collection[str],
) -> tuple[Tombstone, ...]:
    """Return what stays visible of claims that an earlier edition rested on.

    `reread` are those that are still accepted, in a text that the document does not give now.
    """
    was = {
        claim: entry
        for entry in edition.entries
        for claim in (*(entry.beside or ()), *(entry.against or ()), *entry.claims)
    }
    found = []
    for claim in sorted(set(claims)):
        last = None if claim in reread else decided.get(claim)
        found.append(
            Tombstone(
                claim=claim,
                edition=edition.name,
                was=was.get(claim),
                decision=last.id if last else None,
                by=last.by if last else None,
                at=last.at if last else None,
                because=READ_ANEW if claim in reread else last.because if last else UNDONE,
            )
        )
    return tuple(found)
