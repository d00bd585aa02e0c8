"""Accepted claims of running text to an edition, alone or on top of one of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from sousveil.codebook.names import Names
from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.gate import STATE, Passed, entering, passed
from sousveil.edition.groups import classed, members
from sousveil.edition.reviewed import evidence_of, stakes, statement
from sousveil.edition.weigh import Weighed, concerns, modality, says_something, weigh
from sousveil.model.claim import Claim, Content, Finance, Supply, Use
from sousveil.model.counted import listed
from sousveil.model.decision import Decision
from sousveil.model.edition import (
    Base,
    Edition,
    Entry,
    HeldBack,
    Living,
    Member,
    Records,
    Reviewed,
    Stated,
    Tombstone,
)
from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.model.ids import content_id
from sousveil.model.noun import replace
from sousveil.model.policy import LINKS, TABLE_KINDS, Policy

INDEX = "living"
"""What stands for the layout of an edition that no print can be set against."""

OUTSIDE = frozenset({ANY_TECHNOLOGY, "spyware", "phone_forensics", "interception", "other"})
"""Technologies that an index of AI surveillance does not count by itself: held, and shown."""

Origins = Callable[[tuple[Claim, ...]], int]
"""Counts the independent origins of claims."""


class Accepted(Struct, frozen=True, kw_only=True):
    """A claim of running text that stands."""

    claim: Claim
    sources: tuple[str, ...]
    """Who published the document that it stands in."""

    snapshot: str
    decision: Decision
    """The last word on it."""


class Below(Struct, frozen=True, kw_only=True):
    """What a living edition stands on."""

    name: str
    digest: str
    """Of the edition that was named: a living one, or that of the table itself."""

    table: Edition | None = None
    """The edition of a table at the bottom, without what has been withdrawn from it; None for a
    living edition that stands on no table."""

    records: Records | None = None


def texts(claims: tuple[Claim, ...]) -> int:
    """Return the number of different texts that claims stand in."""
    return len({claim.text for claim in claims})


def compile_living(
    name: str,
    accepted: Iterable[Accepted],
    names: Names,
    *,
    in_force: str,
    policy: Policy | None = None,
    below: Below | None = None,
    tombstones: Iterable[Tombstone] = (),
    withdrawals: Iterable[Decision] = (),
    origins: Origins = texts,
) -> tuple[Edition, Records]:
    """Freeze accepted claims of running text under a name.

    `in_force` is the day at which head offices are looked up, YYYY-MM-DD; `origins` counts the
    independent origins of claims; `withdrawals` are the decisions behind the tombstones. The
    same input gives the same edition, byte for byte, in any order.
    """
    given = sorted(accepted, key=lambda one: one.claim.id)
    given = [one for one in given if entering(one.claim.content)]
    enter, held_back = _sorted_out(given, names)
    ids = {p.claim.id for p in enter}
    entered = [one for one in given if one.claim.id in ids]
    joined = members(enter, below.table if below else None)
    edition = _edition(
        name, entered, enter, names.codebook, in_force, policy or Policy(), below, joined, origins
    )
    decisions = {one.decision.id: one.decision for one in entered}
    decisions |= {decision.id: decision for decision in withdrawals}
    printed = below.records if below else None
    quotes = [*(printed.evidence if printed else ()), *map(evidence_of, entered)]
    said = zip(entered, enter, strict=True)
    records = Records(
        cells=printed.cells if printed else (),
        evidence=tuple(sorted(quotes, key=lambda quote: quote.claim)),
        repairs=printed.repairs if printed else (),
        problems=printed.problems if printed else (),
        reviewed=Reviewed(
            statements=tuple(statement(one, p.content) for one, p in said),
            decisions=tuple(decisions[id] for id in sorted(decisions)),
            tombstones=tuple(sorted(tombstones, key=lambda t: (t.claim, t.edition))),
            held_back=held_back,
            memberships=joined,
            stakes=stakes(enter),
        ),
    )
    return edition, records


def _edition(
    name: str,
    entered: list[Accepted],
    enter: list[Passed],
    book: Codebook,
    in_force: str,
    policy: Policy,
    below: Below | None,
    joined: tuple[Member, ...],
    origins: Origins,
) -> Edition:
    table = below.table if below else None
    base = None if below is None else _base(below)
    asked = tuple(t for t in book.technologies if t not in OUTSIDE)
    technologies = table.technologies if table else asked
    entries = _entries(enter, table, book, in_force, origins)
    below_listed = base.countries if base else ()
    countries = {*(entry.country for entry in entries), *below_listed}
    groups, unclassed = classed(book, countries, table, joined, below_listed)
    sources = {s for one in entered for s in one.sources} | set(table.sources if table else ())
    files = {one.snapshot for one in entered} | set(table.snapshots if table else ())
    examined = table.examined if table else None
    told = f", on top of {table.title}" if table else ""
    return Edition(
        name=name,
        title=f"{name}: reviewed claims of running text{told}",
        index=INDEX,
        in_force=in_force,
        attribution=_attribution(table, entered, book),
        sources=tuple(sorted(sources)),
        snapshots=tuple(sorted(files)),
        policy=policy.in_words(below.name if below and table else None),
        technologies=technologies,
        origins=table.origins if table else (),
        other_origins=table.other_origins if table else True,
        countries=listed(entries, base, policy, technologies),
        examined=None if examined is None else tuple(sorted(countries.union(examined))),
        entries=entries,
        groups=groups,
        indicators=table.indicators if table else {},
        examined_groups=table.examined_groups
        if table and examined is not None and countries.issubset(examined)
        else {},
        group_sources=_group_sources(table, joined, entered),
        living=Living(
            policy=policy,
            base=base,
            linked={kind: LINKS[kind] for kind in sorted({entry.kind for entry in entries})},
            unclassed=unclassed,
        ),
    )


def _sorted_out(given: list[Accepted], names: Names) -> tuple[list[Passed], tuple[HeldBack, ...]]:
    """Part what may enter from what is held back, in the order given."""
    enter, held = [], []
    for one in given:
        found = passed(one.claim, names)
        if isinstance(found, Passed):
            enter.append(found)
            continue
        content = one.claim.content
        country = next(
            (c for f in ("recipient", "user", "country") if (c := getattr(content, f, None))), None
        )
        held.append(HeldBack(claim=one.claim.id, type=content.type, country=country, because=found))
    alone = _only_going_on(enter)
    held += [
        HeldBack(
            claim=p.claim.id,
            type=p.content.type,
            because="It says only that something has not ended. Accept a claim of what it is.",
        )
        for p in alone
    ]
    held.sort(key=lambda one: one.claim)
    return [p for p in enter if p not in alone], tuple(held)


def _only_going_on(enter: list[Passed]) -> list[Passed]:
    """Return claims that something has not ended, where no claim says that it has begun."""
    spoken = {thing for p in enter if says_something(p.claim) for thing in _things(p.content)}
    return [
        p
        for p in enter
        if not says_something(p.claim) and not spoken.issuperset(_things(p.content))
    ]


Thing = tuple[str, str, str, str]
"""Kind, country, party and technology; empty where a claim names none."""


def _things(content: Content) -> tuple[Thing, ...]:
    """Return what a claim is about, one thing for each technology."""
    match content:
        case Use(user=country, technology=technology):
            return (("use", country, "", technology),)
        case Supply(supplier=party, recipient=country, technologies=several):
            return tuple(("supply", country, party, t) for t in (several or ("",)))
        case Finance(financier=party, recipient=country, technologies=several):
            return tuple(("finance", country, party, t) for t in (several or ("",)))
    return ()


def _entries(
    given: list[Passed], table: Edition | None, book: Codebook, in_force: str, origins: Origins
) -> tuple[Entry, ...]:
    about: dict[Thing, list[Claim]] = {}
    for p in given:
        for thing in _things(p.content):
            about.setdefault(thing, []).append(p.claim)
    wide = [p for p in given if p.claim.polarity == "negated" or modality(p.content) == "ended"]
    entries = [
        _weighed(entry, weigh(own, _others(entry, wide)), origins)
        for thing, own in about.items()
        for entry in [_blank(thing, book, in_force)]
    ]
    if table is not None:
        entries += [
            _carried(entry, _others(entry, wide), table.in_force) for entry in table.entries
        ]
    return tuple(sorted(entries, key=lambda entry: (entry.country, entry.kind, entry.id)))


def _others(entry: Entry, wide: list[Passed]) -> list[Claim]:
    return [p.claim for p in wide if concerns(p.claim, p.content, entry)]


def _blank(thing: Thing, book: Codebook, in_force: str) -> Entry:
    """Return an entry with what it is about, and the id that this gives it."""
    kind, country, party, technology = thing
    of_state = party.startswith(STATE)
    company = book.suppliers.get(party) or book.financiers.get(party)
    entry = Entry(
        id="",
        kind=kind,
        country=country,
        technology=technology or None,
        supplier=party if kind == "supply" and not of_state else None,
        origin=None
        if kind != "supply"
        else party.removeprefix(STATE)
        if of_state
        else company.home(in_force)
        if company
        else None,
        financier=party if kind == "finance" else None,
        claims=(),
    )
    plain = {"kind": kind, "country": country, "party": party, "technology": technology}
    return replace(entry, id=content_id("entry", plain))


def _weighed(entry: Entry, weighed: Weighed, origins: Origins) -> Entry:
    every = (*weighed.claims, *weighed.against, *weighed.beside)
    amounts = tuple(
        Stated(
            claim=claim.id,
            value=claim.amount.value,
            currency=claim.amount.currency,
            role=claim.amount.role,
            bound=claim.amount.bound,
            words=claim.amount.mention.text,
        )
        for claim in sorted(every, key=lambda claim: claim.id)
        if claim.amount is not None
    )
    return replace(
        entry,
        claims=tuple(claim.id for claim in weighed.claims),
        status=weighed.status,
        disputed=weighed.disputed or None,
        origins=origins(weighed.claims),
        against=_ids(weighed.against),
        beside=_ids(weighed.beside),
        amounts=amounts or None,
    )


def _carried(entry: Entry, others: list[Claim], printed: str) -> Entry:
    """Return an entry of the table, with what accepted claims say against it."""
    if entry.kind not in TABLE_KINDS or not others:
        return entry
    weighed = weigh((), others, printed)
    ended = weighed.status == "ended"
    against = (*weighed.claims, *weighed.against) if ended else weighed.against
    return replace(
        entry,
        status="ended" if ended else None,
        disputed=weighed.disputed or None,
        against=_ids(against),
        beside=_ids(weighed.beside),
    )


def _ids(claims: Iterable[Claim]) -> tuple[str, ...] | None:
    return tuple(sorted(claim.id for claim in claims)) or None


def _base(below: Below) -> Base:
    if below.table is None:
        return Base(name=below.name, digest=below.digest)
    return Base(
        name=below.name,
        digest=below.digest,
        table=below.table.name,
        index=below.table.index,
        in_force=below.table.in_force,
        countries=below.table.countries,
    )


def _attribution(table: Edition | None, entered: list[Accepted], book: Codebook) -> str:
    told = [table.attribution] if table else []
    for source in sorted({source for one in entered for source in one.sources}):
        known = book.sources.get(source)
        told.append((known.attribution or known.name) if known else source)
    return "; ".join(dict.fromkeys(told)) or "no source"


def _group_sources(
    table: Edition | None, joined: Iterable[Member], entered: list[Accepted]
) -> dict[str, str]:
    """Return for each membership group the list of the table, and the sources of claims."""
    found = dict(table.group_sources) if table else {}
    sources: dict[str, set[str]] = {}
    by_claim = {one.claim.id: one.sources for one in entered}
    for member in joined:
        for claim in (*member.claims, *member.against):
            sources.setdefault(member.organisation, set()).update(by_claim[claim])
    for group, named in sources.items():
        told = f"accepted claims of {', '.join(sorted(named))}"
        found[group] = f"{found[group]}; {told}" if group in found else told
    return dict(sorted(found.items()))
