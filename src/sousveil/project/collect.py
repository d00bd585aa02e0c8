"""Documents into the project: archived, read, extracted; one transaction each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sousveil.archive.blobs import Blobs
from sousveil.codebook.names import Names
from sousveil.errors import Place, Problem, ProjectDamaged
from sousveil.model.codec import claim_to_plain, from_plain, to_plain
from sousveil.model.ids import digest
from sousveil.model.source import Finding
from sousveil.project.documents import Given, Refusal, contents, printable
from sousveil.project.extract import Extract, extract, not_as_published
from sousveil.project.standing import standing_decisions
from sousveil.project.state import Reading, program
from sousveil.storage.ledger import Ledger, View, Writer, last, row


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one document."""

    input: str
    """The path or address, as given or as found in a folder."""

    status: str
    """`ok`, `partial` (something was lost), `rejected`, or `skipped` (already there)."""

    code: str | None = None
    """Why it is not ok, in one word; see docs/reference/status.md."""

    snapshot: str | None = None
    text: str | None = None
    claims: int = 0
    lost: tuple[str, ...] = ()
    source: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """Takes documents into one project."""

    ledger: Ledger
    blobs: Blobs
    names: Names
    clock: Callable[[], str]

    def add(self, given: Given, source: str | None = None, as_of: str | None = None) -> Added:
        """Take one document; a refusal is an answer, too.

        The bytes are on disk before the row that names them. Nothing is read again unless
        the program, the codebook, the source or the date has changed since.
        """
        location = printable(given.path)
        try:
            data = contents(given)
            with self.ledger.reading() as view:
                known = _known(view, digest(data))
            found = None if self._settled(known, source, as_of) else extract(data, self.names)
        except Refusal as refusal:
            problem = Problem(where=Place(), kind=refusal.code, what=refusal.what, hint="")
            return Added(input=location, status="rejected", code=refusal.code, problems=(problem,))
        try:
            self.blobs.write(data)
        except ProjectDamaged as damage:
            problem = Problem(where=Place(), kind="damaged-archive", what=str(damage), hint="")
            return Added(input=location, status="rejected", code=problem.kind, problems=(problem,))
        if known and found is None and known.found_at(source or known.source, location):
            return _skipped(known, source, location)
        with self.ledger.writing(at := self.clock()) as writer:
            known = _known(writer, digest(data))
            if known and self._settled(known, source, as_of):
                if not known.found_at(source or known.source, location):
                    again = Finding(
                        snapshot=digest(data),
                        source=source or known.source,
                        location=location,
                        at=at,
                    )
                    writer.append([row("finding", to_plain(again))])
                return _skipped(known, source, location)
            return self._store(
                writer, found or extract(data, self.names), known, location, source, as_of, at
            )

    def _settled(self, known: _Known | None, source: str | None, as_of: str | None) -> bool:
        """Tell whether adding a snapshot again would tell nothing new, but perhaps the place."""
        return (
            known is not None
            and known.reading.program == program()
            and known.reading.codebook == self.names.codebook.version
            and as_of in (None, known.reading.date)
            and (source is None or source in {place.source for place in known.places})
        )

    def _store(
        self,
        writer: Writer,
        found: Extract,
        known: _Known | None,
        location: str,
        source: str | None,
        as_of: str | None,
        at: str,
    ) -> Added:
        """Write all that one document gives."""
        source = source or (known.source if known else self._speaker(found, location))
        reading = found.reading
        if known:
            date = known.reading.date or reading.date
            reading = replace(reading, date=date, replaces=known.id)
        if as_of:
            reading = replace(reading, date=as_of)
        rows = [
            row("snapshot", to_plain(found.snapshot)),
            row("text", to_plain(found.text)),
            row("reading", to_plain(reading)),
            *(row("claim", claim_to_plain(claim)) for claim in found.claims),
        ]
        former = known.reading.text if known else None
        for made in standing_decisions(writer, found, former, self.names.codebook, source, at):
            rows.append(row("decision", to_plain(made)))
        if not (known and known.found_at(source, location)):
            place = Finding(snapshot=found.snapshot.id, source=source, location=location, at=at)
            rows.append(row("finding", to_plain(place)))
        writer.append(rows)
        problems = reading.problems
        if reading.layout is None:
            speaker = self.names.codebook.sources.get(source)
            problems = (*problems, *not_as_published(found.snapshot.id, speaker))
        return Added(
            input=location,
            status="partial" if reading.lost else "ok",
            code="lost" if reading.lost else None,
            snapshot=found.snapshot.id,
            text=found.text.id,
            claims=len(found.claims),
            lost=reading.lost,
            source=source,
            problems=problems,
        )

    def _speaker(self, found: Extract, location: str) -> str:
        """Say who speaks where nobody told: the index's publisher, else the file's name."""
        if found.reading.layout is not None:
            return self.names.codebook.layouts[found.reading.layout].source
        plain = unicodedata.normalize("NFKD", Path(location).stem).encode("ascii", "ignore")
        slug = re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")
        return slug or f"document-{found.snapshot.id[7:15]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the ledger has on a snapshot."""

    id: str
    """Of the last reading."""

    reading: Reading
    places: tuple[Finding, ...]
    claims: int

    @property
    def source(self) -> str:
        """Who speaks, by the first finding: a copy under another name is no other voice."""
        return self.places[0].source

    def found_at(self, source: str, location: str) -> bool:
        return any((p.source, p.location) == (source, location) for p in self.places)


def _known(view: View, snapshot: str) -> _Known | None:
    read = last(view.rows("reading", snapshot=snapshot))
    if read is None:
        return None
    return _Known(
        id=read.id,
        reading=from_plain(read.plain, Reading),
        places=tuple(from_plain(r.plain, Finding) for r in view.rows("finding", snapshot=snapshot)),
        claims=sum(1 for _ in view.rows("claim", text=read.drawn["text"])),
    )


def _skipped(known: _Known, source: str | None, location: str) -> Added:
    return Added(
        input=location,
        status="skipped",
        code="already-there",
        snapshot=known.reading.snapshot,
        text=known.reading.text,
        claims=known.claims,
        lost=known.reading.lost,
        source=source or known.source,
    )
