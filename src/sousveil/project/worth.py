"""What a claim would change in an edition, if the edition counted it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.compute import compute
from sousveil.model.claim import Claim, Membership, Supply, Use
from sousveil.model.edition import Edition, Entry
from sousveil.model.figure import Computed
from sousveil.model.noun import replace

REAL = ("deployed", "contracted", "trial")
"""A plan is not counted, and what has ended is not either."""


def pairs(edition: Edition) -> frozenset[tuple[str, str]]:
    """Return each country with every supplier, technology, origin and group it has there."""
    found: set[tuple[str, str]] = set()
    for entry in edition.entries:
        origin = f"country:{entry.origin}" if entry.origin else None
        terms = (entry.technology, entry.supplier, origin)
        found.update((entry.country, term) for term in terms if term)
    for group, members in edition.groups.items():
        found.update((country, group) for country in members)
    return frozenset(found)


def figures_moved(edition: Edition, codebook: Codebook) -> Callable[[Claim], tuple[str, ...]]:
    """Return a function that names the figures which a claim would move, were it counted.

    An estimate: a supplier is counted for the country of its head office, too, as the tables of
    the index tick it. A denial, a plan, what has ended, and suppliers or technologies that the
    edition cannot count move nothing. The compile policy may still keep a claim out.
    """
    held: dict[str, list[Entry]] = defaultdict(list)
    for entry in edition.entries:
        held[entry.country].append(entry)
    groups = {name: frozenset(members) for name, members in edition.groups.items()}
    examined = {name: frozenset(members) for name, members in edition.examined_groups.items()}
    figures = [named for named in codebook.figures.values() if not named.examined]
    known: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}

    def counted(country: str, entries: Iterable[Entry], belongs: set[str]) -> set[str]:
        """Return the figures in which a country counts; nothing else stands in the edition."""
        alone = replace(
            edition,
            countries=(country,),
            entries=tuple(entries),
            groups={name: (country,) if name in belongs else () for name in groups},
        )
        found = ((named.id, compute(named.figure, alone)) for named in figures)
        return {id for id, value in found if isinstance(value, Computed) and value.value}

    def moved(claim: Claim) -> tuple[str, ...]:
        if claim.polarity != "asserted":
            return ()
        country, more, joins = _counting(claim, edition, codebook)
        if not more and not joins:
            return ()
        asked = (country, tuple(sorted({entry.id for entry in more} | joins)))
        if asked not in known:
            belongs = {name for name, members in groups.items() if country in members}
            is_listed = country in edition.countries
            before = counted(country, held[country], belongs) if is_listed else set()
            if not is_listed and not more:
                return ()
            if not is_listed:
                belongs = {name for name, members in examined.items() if country in members}
            after = counted(country, (*held[country], *more), belongs | joins)
            known[asked] = tuple(sorted(before ^ after))
        return known[asked]

    return moved


def _counting(
    claim: Claim, edition: Edition, codebook: Codebook
) -> tuple[str, list[Entry], set[str]]:
    """Return the country of a claim, the entries it would make, the groups it would join."""
    content = claim.content
    match content:
        case Supply() if content.modality in REAL:
            country = content.recipient
            more = [
                _technology(country, t) for t in content.technologies if t in edition.technologies
            ]
            origin: str | None = content.supplier.removeprefix("country:")
            if origin == content.supplier:
                supplier = codebook.suppliers.get(content.supplier)
                origin = None if supplier is None else supplier.home(edition.in_force)
                if supplier is not None:
                    more.append(
                        Entry(
                            id=f"supplier {supplier.id}",
                            kind="supplier",
                            country=country,
                            supplier=supplier.id,
                            origin=origin,
                            claims=(),
                        )
                    )
            if origin is not None:
                more.append(
                    Entry(
                        id=f"origin {origin}",
                        kind="origin",
                        country=country,
                        origin=origin,
                        claims=(),
                    )
                )
            return country, more, set()
        case Use() if content.modality in REAL and content.technology in edition.technologies:
            return content.user, [_technology(content.user, content.technology)], set()
        case Membership() if content.organisation in edition.groups:
            return content.country, [], {content.organisation}
    return "", [], set()


def _technology(country: str, technology: str) -> Entry:
    return Entry(
        id=f"technology {technology}",
        kind="technology",
        country=country,
        technology=technology,
        claims=(),
    )
