"""Accepted claims of running text to a living edition, from one state of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from sousveil.codebook.names import Names
from sousveil.edition.compile import edition_digest
from sousveil.edition.gate import entering
from sousveil.edition.independence import count_origins
from sousveil.edition.living import Accepted, Below, Origins, compile_living
from sousveil.edition.withdraw import tombstones, without
from sousveil.errors import EditionError, EditionExists, NothingToCompile, UnknownEdition
from sousveil.model.claim import Content
from sousveil.model.codec import claim_from_plain
from sousveil.model.decision import Decision
from sousveil.model.edition import Edition, Records, Tombstone
from sousveil.model.ids import digest
from sousveil.model.noun import replace
from sousveil.model.policy import Policy
from sousveil.model.said import said as phrase
from sousveil.model.time import last_day
from sousveil.project import editions
from sousveil.project.index import Compiled, Part, compile_index, in_scope, parts
from sousveil.project.origins import found_origins
from sousveil.project.state import accepted, decided
from sousveil.storage.ledger import View, Writer, row


class Request(Struct, frozen=True, kw_only=True):
    """What is asked of a compilation; the manifest of the edition repeats it."""

    name: str
    scope: tuple[str, ...] = ()
    """Sources whose accepted claims enter; empty means all."""

    as_of: str | None = None
    base: str | None = None
    """The edition that a living one stands on."""

    since: str | None = None
    """An earlier edition of the series, whose withdrawn claims stay visible."""

    policy: Policy | None = None
    """None asks for an edition of a table."""


class Kept(Struct, frozen=True, kw_only=True):
    """An edition that is there already."""

    edition: Edition
    records: Records
    digest: str

    @property
    def statements(self) -> set[str]:
        """The ids of the claims of running text behind it."""
        reviewed = self.records.reviewed
        return {s.claim for s in reviewed.statements} if reviewed else set()

    @property
    def printed(self) -> set[str]:
        """The ids of the claims of a table behind it."""
        return {quote.claim for quote in self.records.evidence} - self.statements


def compiled(
    view: View, folder: Path, names: Names, asked: Request, *, up_to: int | None = None
) -> Compiled:
    """Compile what is asked: an edition of a table, or a living one where a policy is given.

    `folder` holds the project's editions; `up_to` leaves out what was written after that row
    of the log.
    """
    if asked.policy is None:
        return compile_index(
            view, asked.name, names.codebook, scope=asked.scope, as_of=asked.as_of, up_to=up_to
        )
    return _living(view, folder, names, asked, asked.policy, up_to)


def freeze(writer: Writer, folder: Path, names: Names, asked: Request) -> Edition:
    """Compile what is asked and write its files, unless the same stands there already.

    Raises `EditionExists` where an edition of this name says something else.
    """
    made, asked = _made(writer, folder, names, asked)
    frozen = writer.row("edition", asked.name)
    if frozen is not None:
        if frozen.drawn["digest"] != made.digest:
            raise EditionExists(asked.name)
        editions.check_files(folder / asked.name, frozen.drawn["manifest"])
        return made.edition
    files = editions.files_of(
        made.edition,
        made.records,
        names.codebook,
        scope=asked.scope,
        as_of=asked.as_of,
        head=writer.head(),
        base=made.base,
        since=made.since,
    )
    editions.freeze(folder, asked.name, files)
    plain = {
        "name": asked.name,
        "digest": made.digest,
        "manifest": digest(files[editions.MANIFEST]),
    }
    writer.append([row("edition", plain)])
    return made.edition


def _made(view: View, folder: Path, names: Names, asked: Request) -> tuple[Compiled, Request]:
    """Compile; where no table is accepted but running text is, that is what is meant."""
    try:
        return compiled(view, folder, names, asked), asked
    except NothingToCompile:
        if asked.policy is not None or not has_running_text(view, asked):
            raise
    asked = replace(asked, policy=Policy())
    return compiled(view, folder, names, asked), asked


def has_running_text(view: View, asked: Request) -> bool:
    """Tell whether accepted claims of running text lie within what is asked."""
    return any(
        entering(claim.content)
        for part in parts(view, asked.as_of, None, tables=False)
        if in_scope(part, asked.scope)
        for claim in part.claims
    )


def kept(view: View, folder: Path, name: str, up_to: int | None = None) -> Kept:
    """Return an edition of the project, else the packaged one; raise `UnknownEdition`."""
    from sousveil.storage import packaged

    stored = view.row("edition", name)
    if stored is not None and (up_to is None or stored.seq <= up_to):
        home, manifest = folder / name, stored.drawn["manifest"]
        return Kept(
            edition=editions.load_edition(home, manifest),
            records=editions.load_records(home, manifest),
            digest=stored.drawn["digest"],
        )
    if name not in packaged.names():
        own = sorted(row.id for row in view.rows("edition", up_to=up_to))
        raise UnknownEdition(name, tuple(dict.fromkeys((*own, *packaged.names()))))
    edition, records = packaged.load_edition(name), packaged.load_records(name)
    return Kept(edition=edition, records=records, digest=edition_digest(edition, records))


def _living(
    view: View, folder: Path, names: Names, asked: Request, policy: Policy, up_to: int | None
) -> Compiled:
    until = None if asked.as_of is None else last_day(asked.as_of)
    last = decided(view, up_to=up_to, until=until)
    stands = accepted(view, up_to=up_to, until=until)
    base = kept(view, folder, asked.base, up_to) if asked.base else None
    since = kept(view, folder, asked.since, up_to) if asked.since else None
    table = _table(view, folder, base, up_to)
    found = list(parts(view, asked.as_of, up_to, tables=False))
    carried = base.statements if base else set()
    entered = _entered(found, asked, carried, last)
    earlier = [one for one in (base, since) if one is not None]
    stones = _stones(earlier, entered, stands, last)
    known = sorted({source for part in found for source in part.sources})
    lacking = tuple(source for source in asked.scope if source not in known)
    if lacking or not (entered or stones):
        raise NothingToCompile(
            lacking,
            tuple(known),
            asked.as_of,
            "Accept claims of running text with: sousveil review",
        )
    below = None
    if base is not None:
        below = Below(name=base.edition.name, digest=base.digest)
    if below is not None and table is not None:
        gone = _gone(view, table, stands, last)
        edition, records = without(table.edition, table.records, gone, names.codebook)
        below = replace(below, table=edition, records=records)
    behind = {one.id: one for one in _decisions(earlier, stones, last)}
    in_force = until or max(
        [
            *(one.decision.at[:10] for one in entered),
            *(stone.at[:10] for stone in stones if stone.at),
            *([table.edition.in_force] if table else []),
        ]
    )
    made, records = compile_living(
        asked.name,
        entered,
        names,
        in_force=in_force,
        policy=policy,
        below=below,
        tombstones=stones,
        withdrawals=behind.values(),
        origins=_origins(view, names, until, up_to),
    )
    return Compiled(
        edition=made,
        records=records,
        base=None if base is None else editions.Pinned(base.edition.name, base.digest),
        since=None if since is None else editions.Pinned(since.edition.name, since.digest),
    )


def _origins(view: View, names: Names, until: str | None, up_to: int | None) -> Origins:
    """Return what counts the independent origins of claims among the documents of the project."""
    found = found_origins(view, names.codebook, up_to=up_to, until=until)
    return lambda claims: count_origins(claims, found)


def _table(view: View, folder: Path, base: Kept | None, up_to: int | None) -> Kept | None:
    """Return the edition of a table at the bottom; None where a living one stands on none."""
    while base is not None and base.edition.living is not None:
        below = base.edition.living.base
        if below is None:
            return None
        under = kept(view, folder, below.name, up_to)
        if under.digest != below.digest:
            raise EditionError(
                phrase(
                    "The edition {name!r} stands on another {below!r} than the one that is here. "
                    "Compile on top of {below!r} instead.",
                    name=base.edition.name,
                    below=below.name,
                )
            )
        base = under
    return base


def _entered(
    found: Iterable[Part], asked: Request, carried: set[str], last: Mapping[str, Decision]
) -> tuple[Accepted, ...]:
    """Return the claims in scope, and those of the base that still stand; each of them once."""
    entered: dict[str, Accepted] = {}
    for part in sorted(found, key=lambda part: part.reading.snapshot):
        inside = in_scope(part, asked.scope)
        for claim in part.claims:
            if not entering(claim.content) or not (inside or claim.id in carried):
                continue
            before = entered.get(claim.id)
            sources = part.sources | set(before.sources if before else ())
            entered[claim.id] = Accepted(
                claim=claim,
                sources=tuple(sorted(sources)),
                snapshot=before.snapshot if before else part.reading.snapshot,
                decision=last[claim.id],
            )
    return tuple(entered.values())


def _stones(
    earlier: list[Kept],
    entered: Iterable[Accepted],
    stands: frozenset[str],
    last: Mapping[str, Decision],
) -> tuple[Tombstone, ...]:
    """Return what earlier editions rested on and what does not stand any more, each claim once."""
    here = {one.claim.id for one in entered}
    stones: dict[str, Tombstone] = {}
    for one in earlier:
        reread = (one.statements & stands) - here if _carries(one, earlier) else set()
        gone = {c for c in one.printed if c in last and c not in stands}
        gone |= {c for c in one.statements if c not in stands}
        reviewed = one.records.reviewed
        found = tombstones(one.edition, gone | reread, last, reread)
        for stone in (*found, *(reviewed.tombstones if reviewed else ())):
            if stone.claim not in stands or stone.claim in reread:
                stones.setdefault(stone.claim, stone)
    return tuple(stones.values())


def _carries(one: Kept, earlier: list[Kept]) -> bool:
    """Tell whether all that stands of an edition is carried over, whatever the scope."""
    return one is earlier[0]


def _gone(
    view: View, table: Kept, stands: frozenset[str], last: Mapping[str, Decision]
) -> dict[str, Content]:
    """Return what the withdrawn claims of a table say."""
    gone: dict[str, Content] = {}
    for claim in sorted(table.printed):
        if claim in last and claim not in stands:
            stored = view.row("claim", claim)
            if stored is not None:
                gone[claim] = claim_from_plain(stored.plain).content
    return gone


def _decisions(
    earlier: list[Kept], stones: Iterable[Tombstone], last: Mapping[str, Decision]
) -> Iterable[Decision]:
    """Yield the decisions behind the tombstones, those of earlier editions too."""
    wanted = {stone.decision for stone in stones}
    for one in earlier:
        for decision in one.records.reviewed.decisions if one.records.reviewed else ():
            if decision.id in wanted:
                yield decision
    for stone in stones:
        if stone.claim in last and last[stone.claim].id == stone.decision:
            yield last[stone.claim]
