"""Claims as pages tell them: the words, where they stand, who says so, how sure, who answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from sousveil.errors import Place
from sousveil.model.counted import counts
from sousveil.model.decision import Decision
from sousveil.model.edition import Edition, Entry, Stated, Statement
from sousveil.model.reply import Answered
from sousveil.web.index import Behind, part
from sousveil.web.library import Library

STATUSES = {
    None: "recorded",
    "deployed": "in use",
    "contracted": "contracted",
    "planned": "planned",
    "trial": "on trial",
    "ended": "ended",
    "denied": "denied",
}
"""How real an entry is, in words; a table's tick says no more than that it is recorded."""

SIGNS = {
    None: "●",
    "deployed": "●",
    "contracted": "◐",
    "planned": "◔",
    "trial": "◑",
    "ended": "✕",
    "denied": "⊘",
}
"""A sign beside the word, so that the states differ in shape as well."""

BLANKS = {
    "not-recorded": "not recorded",
    "not-listed": "not recorded: the edition does not list the place",
    "examined": "not recorded: the place was examined, and is not listed",
    "not-asked": "the edition did not ask",
}
"""Why an edition holds nothing of a thing; never a no."""

MARKS = {
    "stray": "printed outside the headed columns; it does not count",
    "mult": "“Mult” stands for several suppliers that are not named",
    "misprint": "a misprint, read as the name that is meant",
    "clipped": "cut by the next column",
    "damaged": "damaged in the file",
    "look-alike": "letters that make a name look like another",
    "unlisted": "a name that the codebook does not have",
}


class Told(Struct, frozen=True, kw_only=True):
    """One claim for a page."""

    claim: str
    quote: str
    place: Place | None
    """The printed cell; None for running text."""

    heading: str | None
    """The heading of the cell's column; None outside the headed ones."""

    printed: str | None
    """The whole cell, where the quote is only a part of it."""

    document: str | None
    """Digest of the file; None where it is not known here."""

    start: int
    end: int
    sources: tuple[tuple[str, str], ...]
    """Id and name of who published it."""

    date: str | None
    """Of the publication, as partial as it is known."""

    attribution: str
    statement: Statement | None
    decision: Decision | None
    notes: tuple[str, ...]
    """What is odd about the cell."""

    replies: tuple[Answered, ...]
    party_replies: tuple[tuple[str, Answered], ...] = ()
    """Replies to all that is said of a supplier that it names, with the supplier's id."""

    @property
    def part(self) -> str:
        """The claim in an address."""
        return part(self.claim)

    @property
    def document_part(self) -> str | None:
        """The document in an address."""
        return None if self.document is None else part(self.document)

    @property
    def anchor(self) -> str:
        """Where the words stand on the page of the document."""
        return f"c={self.start}-{self.end}"


class Card(Struct, frozen=True, kw_only=True):
    """What editions hold alike: one entry with the claims for it, against it and beside it."""

    entry: Entry
    editions: tuple[str, ...]
    """Names of the editions that hold it so, oldest first."""

    counts: bool
    """Whether it counts by the policy of the newest of these."""

    home: str | None
    """Head office of the supplier at the date of the oldest of these, alpha-3."""

    told: tuple[Told, ...]
    against: tuple[Told, ...]
    beside: tuple[Told, ...]

    @property
    def status(self) -> str:
        """How real it is, in words."""
        return STATUSES[self.entry.status]

    @property
    def sign(self) -> str:
        """The sign beside the words."""
        return SIGNS[self.entry.status]

    @property
    def marks(self) -> tuple[str, ...]:
        """What is odd, in words."""
        return tuple(MARKS.get(mark, mark) for mark in self.entry.marks)

    @property
    def amounts(self) -> tuple[Stated, ...]:
        """Sums of money, each as its claim gives it."""
        return self.entry.amounts or ()


class Blank(Struct, frozen=True, kw_only=True):
    """An edition that holds nothing of a thing."""

    edition: str
    why: str


def told(library: Library, behind: Behind) -> Told:
    """Return a claim of an edition for a page."""
    edition, evidence, cell = behind.held.edition, behind.evidence, behind.cell
    statement = behind.statement
    document = evidence.place.snapshot if evidence.place else library.index.document(evidence.text)
    ids = statement.sources if statement else _of_table(library, edition, document)
    sources = [(id, library.codebook.sources.get(id)) for id in ids]
    dates = [source.date for _, source in sources if source and source.date]
    given = [source.attribution for _, source in sources if source and source.attribution]
    return Told(
        claim=evidence.claim,
        quote=evidence.quote,
        place=evidence.place,
        heading=behind.column.heading if behind.column else None,
        printed=cell.printed if cell and cell.printed.strip() != evidence.quote else None,
        document=document,
        start=evidence.start,
        end=evidence.end,
        sources=tuple((id, source.name if source else id) for id, source in sources),
        date=dates[0] if dates else None,
        attribution=given[0] if given else edition.attribution if statement is None else "",
        statement=statement,
        decision=behind.decision,
        notes=tuple(dict.fromkeys(problem.what for problem in behind.problems)),
        replies=library.index.replies([evidence.claim]),
        party_replies=tuple(
            (party, one)
            for party in parties(behind)
            for one in library.index.replies((), f"supplier:{party}")
            if evidence.claim not in one.claims
        ),
    )


def parties(behind: Behind) -> tuple[str, ...]:
    """Return the suppliers and financiers that a claim names."""
    named = [p for entry in behind.entries for p in (entry.supplier, entry.financier) if p]
    if behind.statement:
        named += [p for p in (behind.statement.party, behind.statement.owned) if p]
    return tuple(dict.fromkeys(named))


def _of_table(library: Library, edition: Edition, document: str | None) -> tuple[str, ...]:
    """Return the sources whose file a table is; those of the edition where none names it."""
    own = [s.id for s in library.codebook.sources.values() if document and document in s.files]
    return tuple(own) or edition.sources


def cards(library: Library, fits: Callable[[Entry], bool]) -> tuple[Card, ...]:
    """Return the entries that fit, those that editions hold alike as one, in a fixed order."""
    found: dict[tuple[object, ...], list[tuple[str, Entry]]] = {}
    for name, held in library.held.items():
        for entry in held.edition.entries:
            if fits(entry):
                found.setdefault(_alike(entry), []).append((name, entry))
    made = [_card(library, group) for group in found.values()]
    order = {name: at for at, name in enumerate(library.held)}
    return tuple(
        sorted(
            made,
            key=lambda card: (
                library.place_name(card.entry.country),
                order[card.editions[0]],
                card.entry.kind,
                str(card.entry.supplier or card.entry.financier or card.entry.origin or ""),
                card.entry.id,
            ),
        )
    )


def _card(library: Library, group: list[tuple[str, Entry]]) -> Card:
    name, entry = group[-1]
    first = library.of(group[0][0]).edition
    supplier = library.codebook.suppliers.get(entry.supplier or "")
    shelved = library.index.shelved[name]

    def of(claims: Iterable[str] | None) -> tuple[Told, ...]:
        found = (shelved.behind(claim) for claim in claims or ())
        return tuple(told(library, one) for one in found if one is not None)

    return Card(
        entry=entry,
        editions=tuple(edition for edition, _ in group),
        counts=counts(entry, library.of(name).edition),
        home=supplier.home(first.in_force) if supplier else None,
        told=of(entry.claims),
        against=of(entry.against),
        beside=of(entry.beside),
    )


def _alike(entry: Entry) -> tuple[object, ...]:
    return (
        entry.kind,
        entry.country,
        entry.technology,
        entry.supplier,
        entry.origin,
        entry.financier,
        entry.marks,
        entry.claims,
        entry.status,
        entry.disputed,
        entry.origins,
        entry.against,
        entry.beside,
    )


def blank(library: Library, edition: str, country: str, technology: str | None = None) -> Blank:
    """Say why an edition holds nothing of a technology, or nothing at all, about a place."""
    one = library.of(edition).edition
    if technology is not None and technology not in one.technologies:
        return Blank(edition=edition, why=BLANKS["not-asked"])
    if country in one.countries:
        return Blank(edition=edition, why=BLANKS["not-recorded"])
    examined = one.examined is not None and country in one.examined
    return Blank(edition=edition, why=BLANKS["examined" if examined else "not-listed"])
