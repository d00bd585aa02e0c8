"""Documents into the project: archived, read, extracted; one transaction each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard
from urllib.parse import urlsplit

from msgspec import Struct

from sousveil.archive.blobs import Blobs
from sousveil.codebook.names import Names
from sousveil.errors import FetchError, Place, Problem, ProjectDamaged, ReadingError
from sousveil.guard.caps import MIB, Caps
from sousveil.model.codec import claim_to_plain, from_plain, to_plain
from sousveil.model.ids import digest
from sousveil.model.noun import replace
from sousveil.model.source import Finding, Map, Refusal
from sousveil.project.documents import Given, Refused, contents, is_address, printable
from sousveil.project.extract import Extract, not_as_published
from sousveil.project.reader import Reader
from sousveil.project.standing import standing_decisions
from sousveil.project.state import Reading, program
from sousveil.storage.ledger import Ledger, Row, View, Writer, last, row

if TYPE_CHECKING:
    from sousveil.archive.fetch import Fetcher

AHEAD = 16  # files that are read before the first of them is written
AHEAD_BYTES = 32 * MIB  # of such files together; a larger one comes alone

INSIDE = "!/"
"""Stands between what holds a document and its name in there."""


class Added(Struct, frozen=True, kw_only=True):
    """What became of one document."""

    input: str
    """The path or address, as given, as found in a folder, or as `box.zip!/name`."""

    status: str
    """`ok`, `partial` (something was lost), `rejected`, or `skipped` (already there)."""

    code: str | None = None
    """Why it is not ok, in one word; see docs/reference/status.md."""

    snapshot: str | None = None
    text: str | None = None
    claims: int = 0
    lost: tuple[str, ...] = ()
    source: str | None = None
    title: str | None = None
    date: str | None = None
    """When it speaks, as far as it says so itself or was told."""

    copy_of: str | None = None
    """Another snapshot with the very same text."""

    changed: str | None = None
    """For an address that was fetched before: what is another than then."""

    problems: tuple[Problem, ...] = ()


class Arrival(Struct, frozen=True, kw_only=True):
    """Bytes, and how they came."""

    data: bytes
    location: str
    inside: str | None = None
    captured: str | None = None
    exchange: bytes | None = None
    address: str | None = None
    etag: str | None = None
    modified: str | None = None
    lost: tuple[str, ...] = ()
    """What did not come, one line each."""


class _Room(Struct):
    """What all the archives inside one document may still hold together."""

    members: int
    bytes: int

    def take(self, size: int) -> bool:
        """Take room for one more; False where there is none."""
        self.members -= 1
        self.bytes -= size
        return self.members >= 0 and self.bytes >= 0


class Collector(Struct, frozen=True, kw_only=True):
    """Takes documents into one project."""

    ledger: Ledger
    blobs: Blobs
    names: Names
    reader: Reader
    clock: Callable[[], str]
    caps: Caps
    fetcher: Callable[[], Fetcher]

    def add(
        self, inputs: Iterable[Given], source: str | None = None, as_of: str | None = None
    ) -> Iterator[Added]:
        """Take documents, and those inside them first; a refusal is an answer, too.

        The bytes are on disk before the row that names them. Nothing is read again unless
        the program, the codebook, the source or the date has changed since. A few files are
        read ahead while others are written.
        """
        for batch in _batches(map(self._arrived, inputs)):
            fresh = [item for item in batch if self._is_fresh(item, source, as_of)]
            read = self.reader.extract_many(item.data for item in fresh) if fresh[1:] else iter(())
            with closing(read) if isinstance(read, Generator) else nullcontext():
                for item in batch:
                    if isinstance(item, Added):
                        yield item
                        continue
                    ahead = next(read, None) if any(item is other for other in fresh) else None
                    room = _Room(self.caps.members, self.caps.inflated)
                    yield from self._take(item, source, as_of, room, 1, ahead)

    def _arrived(self, given: Given) -> Arrival | Added:
        """Get the bytes of a document, or say why there are none."""
        location = printable(given.name or given.path)
        try:
            if is_address(given.path):
                return self._fetched(location)
            return Arrival(data=contents(given, self.caps), location=location)
        except Refused as refused:
            return _rejected(location, refused.code, refused.what)
        except FetchError as error:
            return self._refuse(location, "", error.code, str(error))

    def _is_fresh(
        self, item: Arrival | Added, source: str | None, as_of: str | None
    ) -> TypeGuard[Arrival]:
        if isinstance(item, Added):
            return False
        with self.ledger.reading() as view:
            return not self._settled(_known(view, digest(item.data)), source, as_of)

    def _take(
        self,
        arrival: Arrival,
        source: str | None,
        as_of: str | None,
        room: _Room,
        depth: int,
        ahead: Extract | ReadingError | None = None,
    ) -> Iterator[Added]:
        name = digest(arrival.data)
        with self.ledger.reading() as view:
            known = _known(view, name)
        found = None
        lost: tuple[str, ...] = ()
        if not self._settled(known, source, as_of):
            try:
                if isinstance(ahead, ReadingError):
                    raise ahead
                found = ahead or self.reader.extract(arrival.data)
                if found.has_members:
                    lost = yield from self._members(arrival, source, as_of, room, depth)
            except ReadingError as error:
                yield self._refuse(arrival.location, name, error.code, str(error))
                return
        yield self._keep(arrival, known, found, source, as_of, lost)

    def _members(
        self, arrival: Arrival, source: str | None, as_of: str | None, room: _Room, depth: int
    ) -> Generator[Added, None, tuple[str, ...]]:
        """Take the documents inside one; return what was lost of them, for its own answer."""
        if depth > self.caps.depth:
            return (f"members: archives lie more than {self.caps.depth} deep",)
        inside, count, rejected = digest(arrival.data), 0, 0
        for member in self.reader.members(arrival.data):
            if not room.take(len(member.data)):
                return ("members: all beyond the limits `members` and `inflated`",)
            count += 1
            further = Arrival(
                data=member.data,
                location=f"{arrival.location}{INSIDE}{printable(member.name)}",
                inside=inside,
                captured=member.at,
            )
            for added in self._take(further, source, as_of, room, depth + 1):
                rejected += added.status == "rejected" and added.input == further.location
                yield added
        return (f"members: {rejected} of {count} were rejected",) if rejected else ()

    def _keep(
        self,
        arrival: Arrival,
        known: _Known | None,
        found: Extract | None,
        source: str | None,
        as_of: str | None,
        lost: tuple[str, ...],
    ) -> Added:
        """Archive the bytes, then write all that they give."""
        name, location = digest(arrival.data), arrival.location
        try:
            exchange = None if arrival.exchange is None else self.blobs.write(arrival.exchange)
            self.blobs.write(arrival.data)
        except ProjectDamaged as damage:
            return _rejected(location, "damaged-archive", str(damage))
        fresh = exchange is not None
        if (
            known
            and found is None
            and not fresh
            and known.found_at(source or known.source, location)
        ):
            return _skipped(known, source, location)
        with self.ledger.writing(at := self.clock()) as writer:
            known = _known(writer, name)
            before = _fetched_before(writer, location) if fresh else None
            if known and self._settled(known, source, as_of):
                place = _finding(arrival, exchange, source or known.source, at)
                if fresh or not known.found_at(place.source, location):
                    writer.append([row("finding", to_plain(place))])
                return _skipped(known, source, location)
            found = found or self.reader.extract(arrival.data)
            added = self._store(writer, found, known, arrival, exchange, source, as_of, at)
            changed = _changed(writer, before, found) if before else None
        lost = (*arrival.lost, *added.lost, *lost)
        return replace(
            added,
            status="partial" if lost else "ok",
            code="lost" if lost else None,
            lost=lost,
            changed=changed,
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
        arrival: Arrival,
        exchange: str | None,
        source: str | None,
        as_of: str | None,
        at: str,
    ) -> Added:
        """Write all that one document gives."""
        source = source or (known.source if known else self._speaker(found, arrival.location))
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
            *map_rows(found),
            *(row("claim", claim_to_plain(claim)) for claim in found.claims),
        ]
        former = known.reading.text if known else None
        for made in standing_decisions(writer, found, former, self.names.codebook, source, at):
            rows.append(row("decision", to_plain(made)))
        if exchange or not (known and known.found_at(source, arrival.location)):
            rows.append(row("finding", to_plain(_finding(arrival, exchange, source, at))))
        twin = next(
            (
                r.drawn["snapshot"]
                for r in writer.rows("reading", text=found.text.id)
                if r.drawn["snapshot"] != found.snapshot.id
            ),
            None,
        )
        writer.append(rows)
        problems = reading.problems
        if reading.layout is None:
            speaker = self.names.codebook.sources.get(source)
            problems = (*problems, *not_as_published(found.snapshot.id, speaker))
        return Added(
            input=arrival.location,
            status="ok",
            snapshot=found.snapshot.id,
            text=found.text.id,
            claims=len(found.claims),
            lost=reading.lost,
            source=source,
            title=reading.about.title if reading.about else None,
            date=reading.date,
            copy_of=twin,
            problems=problems,
        )

    def _speaker(self, found: Extract, location: str) -> str:
        """Say who speaks where nobody told: the index's publisher, the site, the file's name."""
        if found.reading.layout is not None:
            return self.names.codebook.layouts[found.reading.layout].source
        name = location.rpartition(INSIDE)[2]
        said = (urlsplit(name).hostname or "") if is_address(name) else Path(name).stem
        plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore")
        slug = re.sub(r"[^a-z0-9]+", "-", plain.decode().lower().removeprefix("www.")).strip("-")
        return slug or f"document-{found.snapshot.id[7:15]}"

    def _fetched(self, address: str) -> Arrival | Added:
        """Fetch an address; where it is the same as the last time, write down that it is."""
        with self.ledger.reading() as view:
            before = _fetched_before(view, address)
        fetched = self.fetcher().fetch(
            address,
            etag=before.etag if before else None,
            modified=before.modified if before else None,
        )
        if fetched.status == 304 and before is not None:
            exchange = self.blobs.write(fetched.exchange)
            again = replace(before, at=self.clock(), exchange=exchange)
            with self.ledger.writing(again.at) as writer:
                writer.append([row("finding", to_plain(again))])
                known = _known(writer, before.snapshot)
            if known is not None:
                return replace(_skipped(known, before.source, address), code="unchanged")
        return Arrival(
            data=fetched.data,
            location=address,
            exchange=fetched.exchange,
            address=fetched.url if fetched.url != address else None,
            etag=fetched.etag,
            modified=fetched.modified,
            lost=fetched.lost,
        )

    def _refuse(self, location: str, document: str, code: str, what: str) -> Added:
        """Record a refusal, and tell it."""
        at = self.clock()
        refusal = Refusal(
            document=document, location=location, code=code, what=what, at=at, program=program()
        )
        made = row("refusal", to_plain(refusal))
        with self.ledger.reading() as view:
            is_known = view.row("refusal", made.id) is not None
        if not is_known:
            with self.ledger.writing(at) as writer:
                writer.append([made])
        return _rejected(location, code, what)


class _Known(Struct, frozen=True, kw_only=True):
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


def _batches(items: Iterable[Arrival | Added]) -> Iterator[list[Arrival | Added]]:
    """Yield a few files at a time; what was fetched comes alone, as soon as it is there."""
    batch: list[Arrival | Added] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.data) if isinstance(item, Arrival) else 0
        fetched = isinstance(item, Arrival) and item.exchange is not None
        if len(batch) >= AHEAD or size >= AHEAD_BYTES or fetched:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


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


def _finding(arrival: Arrival, exchange: str | None, source: str, at: str) -> Finding:
    return Finding(
        snapshot=digest(arrival.data),
        source=source,
        location=arrival.location,
        at=at,
        inside=arrival.inside,
        captured=arrival.captured,
        exchange=exchange,
        address=arrival.address,
        etag=arrival.etag,
        modified=arrival.modified,
    )


def map_rows(found: Extract) -> Iterator[Row]:
    """Yield the row that says where each piece of the text stands, if there are pieces."""
    if found.pieces:
        made = Map(
            snapshot=found.snapshot.id,
            text=found.text.id,
            reader=found.text.reader,
            pieces=found.pieces,
        )
        yield row("map", to_plain(made))


def _fetched_before(view: View, address: str) -> Finding | None:
    """Return the last finding at an address that was fetched, or None."""
    found = None
    for stored in view.rows("finding"):
        if stored.plain["location"] == address and stored.plain.get("exchange"):
            found = from_plain(stored.plain, Finding)
    return found


def _changed(view: View, before: Finding, found: Extract) -> str | None:
    """Say in words how the text differs from the one found at the same address before."""
    read = last(view.rows("reading", snapshot=before.snapshot))
    stored = None if read is None else view.row("text", read.drawn["text"])
    if stored is None:
        return None
    old, new = (Counter(text.split("\n")) for text in (stored.plain["content"], found.text.content))
    added, removed = (new - old).total(), (old - new).total()
    if not added and not removed:
        return f"the same words as on {before.at[:10]}, in other bytes"
    return f"{added} lines added and {removed} removed since {before.at[:10]}"


def _rejected(location: str, code: str, what: str) -> Added:
    problem = Problem(where=Place(), kind=code, what=what, hint="")
    return Added(input=location, status="rejected", code=code, problems=(problem,))


def _skipped(known: _Known, source: str | None, location: str) -> Added:
    about = known.reading.about
    return Added(
        input=location,
        status="skipped",
        code="already-there",
        snapshot=known.reading.snapshot,
        text=known.reading.text,
        claims=known.claims,
        lost=known.reading.lost,
        source=source or known.source,
        title=about.title if about else None,
        date=known.reading.date,
    )
