"""What many pages look up: claims by id, what changed between editions, replies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field  # noqa: TID251
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from sousveil.codebook.vocabulary import Column
from sousveil.edition.diff import Diff, diff
from sousveil.edition.reasons import Reasons
from sousveil.errors import Place, Problem
from sousveil.model.decision import Decision
from sousveil.model.edition import Entry, Evidence, PrintedCell, Statement
from sousveil.model.reply import Answered

if TYPE_CHECKING:
    from sousveil.web.library import Held, Library

T = TypeVar("T")

DIGITS = 16  # of an id or a digest in an address; 64 bits tell all of them apart


def part(id: str) -> str:
    """Return an id or a digest as a part of an address."""
    return id.rpartition(":")[2][:DIGITS]


class Behind(Struct, frozen=True, kw_only=True):
    """A claim as one edition has it."""

    held: Held
    evidence: Evidence
    cell: PrintedCell | None = None
    """The cell that prints it; None for running text."""

    column: Column | None = None
    statement: Statement | None = None
    decision: Decision | None = None
    """The decision that accepts it; None for a table, taken as printed."""

    entries: tuple[Entry, ...] = ()
    """Entries that rest on it, or that it speaks for, against or beside."""

    problems: tuple[Problem, ...] = ()
    """What is odd about its cell."""


@dataclass
class Shelved:
    """Indexes over one edition."""

    held: Held
    columns: Mapping[str, Column] = field(init=False)
    entries: Mapping[str, tuple[Entry, ...]] = field(init=False)
    statements: Mapping[str, Statement] = field(init=False)
    quoted: Mapping[str, tuple[Evidence, ...]] = field(init=False)
    """Quotes of running text by the digest of the text."""

    at: Mapping[Place, str] = field(init=False)
    """The first claim that each cell makes."""

    def __post_init__(self) -> None:
        """Go once through all that the edition has."""
        held = self.held
        layout = held.codebook.layouts.get(held.edition.layout)
        tables = layout.tables if layout else ()
        self.columns = {c.id: c for t in reversed(tables) for c in t.columns}
        found: dict[str, list[Entry]] = {}
        for entry in held.edition.entries:
            for claim in (*entry.claims, *(entry.against or ()), *(entry.beside or ())):
                found.setdefault(claim, []).append(entry)
        self.entries = {claim: tuple(entries) for claim, entries in found.items()}
        reviewed = held.records.reviewed
        self._cells = {cell.place: cell for cell in held.records.cells}
        self.statements = {s.claim: s for s in reviewed.statements} if reviewed else {}
        self._decisions = {d.id: d for d in reviewed.decisions} if reviewed else {}
        self._problems: dict[Place, list[Problem]] = {}
        for problem in held.records.problems:
            self._problems.setdefault(problem.where, []).append(problem)
        quoted: dict[str, list[Evidence]] = {}
        for one in held.records.evidence:
            if one.place is None:
                quoted.setdefault(one.text, []).append(one)
        self.quoted = {text: tuple(quotes) for text, quotes in quoted.items()}
        self._said = {one.claim: one for one in held.records.evidence}
        self.at = {one.place: one.claim for one in held.records.evidence if one.place}

    @property
    def claims(self) -> Iterable[str]:
        """The claims that the edition rests on."""
        return self._said

    def behind(self, claim: str) -> Behind | None:
        """Return a claim as this edition has it; None where it has not."""
        evidence = self._said.get(claim)
        if evidence is None:
            return None
        spot = evidence.place
        cell = None if spot is None else self._cells.get(spot)
        statement = self.statements.get(claim)
        return Behind(
            held=self.held,
            evidence=evidence,
            cell=cell,
            column=None if cell is None else self.columns.get(cell.column),
            statement=statement,
            decision=None if statement is None else self._decisions.get(statement.decision),
            entries=self.entries.get(claim, ()),
            problems=() if spot is None else tuple(self._problems.get(spot, ())),
        )


class Index:
    """Indexes over all editions of a library, and what its project says beside them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._snapshots: dict[str, str | None] = {}
        self._once: dict[str, tuple[str, Any]] = {}

    @cached_property
    def shelved(self) -> Mapping[str, Shelved]:
        """Indexes of each edition by its name, oldest first."""
        return {name: Shelved(held) for name, held in self._library.held.items()}

    @cached_property
    def claims(self) -> Mapping[str, str]:
        """Address part to id, of every claim that an edition rests on."""
        return {part(c): c for one in self.shelved.values() for c in sorted(one.claims)}

    @cached_property
    def ids(self) -> frozenset[str]:
        """The claims that editions rest on."""
        return frozenset(self.claims.values())

    def behind(self, claim: str) -> tuple[Behind, ...]:
        """Return a claim as each edition has it, oldest first."""
        found = (one.behind(claim) for one in self.shelved.values())
        return tuple(one for one in found if one is not None)

    @cached_property
    def diffs(self) -> Mapping[str, Diff]:
        """What changed to each edition from the one before it, by its name."""
        held = self._library.held.values()
        return {new.edition.name: _diff(old, new) for old, new in pairwise(held)}

    def replies(self, claims: Iterable[str] = (), *parties: str) -> tuple[Answered, ...]:
        """Return the replies to claims, and to all that is said of parties."""
        wanted = set(claims)
        return tuple(
            one
            for one in self._answered()
            if one.reply.party in parties or wanted.intersection(one.claims)
        )

    def document(self, text: str) -> str | None:
        """Return the digest of the document that a text was read from; None if nobody knows."""
        project = self._library.project
        if project is None:
            return None
        if text not in self._snapshots:
            self._snapshots[text] = project.document_of(text)
        return self._snapshots[text]

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Digest of each document of running text that editions rest on, to that of its text."""
        texts = {text for one in self.shelved.values() for text in one.quoted}
        found = {self.document(text): text for text in sorted(texts)}
        return {document: text for document, text in found.items() if document is not None}

    @cached_property
    def tables(self) -> Mapping[str, Held]:
        """Digest of each file with a table to the newest edition that has its cells."""
        return {
            cell.place.snapshot: held
            for held in self._library.held.values()
            for cell in held.records.cells
            if cell.place.snapshot
        }

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what was made under a name, and make it anew where the project has changed."""
        state = self._library.state
        if name not in self._once or self._once[name][0] != state:
            self._once[name] = state, make()
        made: T = self._once[name][1]
        return made

    def _answered(self) -> tuple[Answered, ...]:
        project = self._library.project
        if project is None:
            return ()
        return self.once("replies", lambda: tuple(project.replies()))


def _diff(old: Held, new: Held) -> Diff:
    reviewed = old.records.reviewed or new.records.reviewed
    reasons = None
    if reviewed:
        reasons = Reasons(old.edition, new.edition, old.records, new.records)
    return diff(old.edition, new.edition, new.codebook, (), reasons)
