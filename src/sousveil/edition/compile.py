"""Accepted claims to an edition, by a stated policy."""

from __future__ import annotations

from collections.abc import Iterable

from sousveil.codebook.vocabulary import Codebook, Layout
from sousveil.model.claim import Claim, Coverage, Indicator, Membership, Supply, Use
from sousveil.model.codec import encode, to_plain
from sousveil.model.edition import Edition, Entry, Evidence, Records
from sousveil.model.ids import content_id, digest
from sousveil.model.noun import replace

POLICY = (
    "An entry needs one accepted claim. An index table of its publisher is accepted as printed. "
    "A repair of a printed form is a recorded decision; no tick is changed. Names in cells outside "
    'the headed columns and the mark "Mult" are kept apart and count only under their own rules.'
)


def compile_edition(
    name: str,
    claims: Iterable[Claim],
    layout: Layout,
    codebook: Codebook,
    snapshots: Iterable[str],
) -> Edition:
    """Freeze accepted claims of one index under a name.

    The same claims, codebook and layout give the same edition, byte for byte, in any order.
    """
    claims = sorted(claims, key=lambda claim: claim.id)
    source = codebook.sources[layout.source]
    indicators: dict[str, dict[str, str]] = {}
    listed: set[str] = set()
    examined: set[str] = set()
    members: dict[str, set[str]] = {}
    for claim in claims:
        match claim.content:
            case Coverage(country=country, listed=is_listed):
                examined.add(country)
                if is_listed and claim.place is not None and not _examined_sheet(claim, layout):
                    listed.add(country)
            case Indicator(country=country, indicator=indicator, value=value):
                indicators.setdefault(indicator, {})[country] = value
            case Membership(country=country, organisation=organisation):
                members.setdefault(organisation, set()).add(country)
    columns = layout.tables[0].columns
    return Edition(
        name=name,
        title=layout.title,
        index=layout.id,
        in_force=layout.in_force,
        attribution=source.attribution or source.name,
        sources=(layout.source,),
        snapshots=tuple(sorted(set(snapshots))),
        policy=POLICY,
        technologies=tuple(c.id for c in columns if c.kind == "technology"),
        origins=tuple(c.country for c in columns if c.kind == "origin" and c.country),
        other_origins=any(c.kind == "origins" for c in columns),
        countries=tuple(sorted(listed)),
        examined=tuple(sorted(examined)) if len(layout.tables) > 1 else None,
        entries=_entries(claims, layout, codebook),
        groups=_groups(codebook, indicators, members, listed, "region", "regime"),
        examined_groups=_groups(
            codebook, indicators, members, examined, "examined_region", "examined_regime"
        )
        if len(layout.tables) > 1
        else {},
        indicators={i: dict(sorted(values.items())) for i, values in sorted(indicators.items())},
        group_sources={
            group.id: group.list[layout.id]
            for group in codebook.groups.values()
            if layout.id in group.list
        },
    )


def evidence(claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """Return where each claim of a table stands, in the order of their ids."""
    return tuple(
        Evidence(
            claim=claim.id,
            text=claim.text,
            start=claim.evidence.start,
            end=claim.evidence.end,
            quote=claim.quote,
            place=claim.place,
        )
        for claim in sorted(claims, key=lambda claim: claim.id)
        if claim.place is not None
    )


def edition_digest(edition: Edition, records: Records) -> str:
    """Return the digest of all that an edition says."""
    return digest(encode(edition) + b"\n" + encode(records))


def _examined_sheet(claim: Claim, layout: Layout) -> bool:
    """Tell whether a coverage claim comes from a sheet of examined countries, by its own tick."""
    return len(claim.quote.strip()) <= 1 and claim.quote.strip() in ("", *layout.ticks)


def _entries(claims: list[Claim], layout: Layout, codebook: Codebook) -> tuple[Entry, ...]:
    """Make entries; several claims for the same thing are evidence for one entry."""
    held: dict[tuple[str, str, str, tuple[str, ...]], list[str]] = {}
    for claim in claims:
        marks = tuple(m for m in claim.marks if m in ("stray", "mult", "misprint"))
        match claim.content:
            case Use(user=country, technology=technology):
                held.setdefault(("technology", country, technology, marks), []).append(claim.id)
            case Supply(supplier=supplier, recipient=country):
                if supplier.startswith("country:"):
                    thing = ("origin", country, supplier.removeprefix("country:"), marks)
                else:
                    thing = ("supplier", country, "" if "mult" in marks else supplier, marks)
                held.setdefault(thing, []).append(claim.id)
    entries = []
    for (kind, country, term, marks), ids in held.items():
        entry = Entry(
            id="",
            kind=kind,
            country=country,
            technology=term if kind == "technology" else None,
            supplier=term if kind == "supplier" and term else None,
            origin=term
            if kind == "origin"
            else codebook.suppliers[term].home(layout.in_force)
            if kind == "supplier" and term
            else None,
            marks=marks,
            claims=tuple(sorted(ids)),
        )
        plain = to_plain(entry)
        del plain["id"], plain["claims"]
        entries.append(replace(entry, id=content_id("entry", plain)))
    return tuple(sorted(entries, key=lambda entry: (entry.country, entry.kind, entry.id)))


def _groups(
    codebook: Codebook,
    indicators: dict[str, dict[str, str]],
    members: dict[str, set[str]],
    within: set[str],
    region: str,
    regime: str,
) -> dict[str, tuple[str, ...]]:
    """Return the members of every group of the codebook among the given countries."""
    found: dict[str, set[str]] = {}
    for group in codebook.groups.values():
        if group.kind == "membership":
            found[group.id] = members.get(group.id, set()) & within
        elif group.kind in ("region", "regime"):
            values = indicators.get(region if group.kind == "region" else regime, {})
            codes = set(group.codes)
            found[group.id] = {c for c, value in values.items() if value in codes} & within
        elif group.kind == "countries":
            found[group.id] = set(group.countries) & within
    for group in codebook.groups.values():
        if group.kind == "union":
            found[group.id] = set().union(*(found[part] for part in group.of))
    return {name: tuple(sorted(found[name])) for name in sorted(found)}
