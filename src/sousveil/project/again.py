"""Texts, claims and editions made again, and compared with what is stored."""

from __future__ import annotations

from pathlib import Path

from sousveil.archive.blobs import Blobs
from sousveil.codebook.names import Names
from sousveil.errors import ProjectDamaged, ReadingError, SousveilError
from sousveil.model.noun import replace
from sousveil.project import editions
from sousveil.project.collect import map_rows
from sousveil.project.editions import Manifest
from sousveil.project.integrity import Gathered
from sousveil.project.living import Request, compiled
from sousveil.project.reader import Reader
from sousveil.project.state import Reading, program, readings
from sousveil.storage.ledger import View

CHANGED = "The program or the codebook has changed since; nothing is wrong with what is stored."


def read_again(view: View, blobs: Blobs, reader: Reader, names: Names, found: Gathered) -> None:
    """Read every snapshot again; the same program and codebook must give the same."""
    for snapshot, reading in readings(view).items():
        where = f"snapshot {snapshot}"
        try:
            again = reader.extract(blobs.read(snapshot))
        except ProjectDamaged:
            continue  # told with the originals
        except ReadingError as error:
            found.problem(where, "again", f"it cannot be read any more: {error}")
            continue
        same = replace(again.reading, date=reading.date, replaces=reading.replaces) == reading
        stored = {row.id for row in view.rows("claim", text=reading.text)}
        mapped = {row.id for row in view.rows("map", snapshot=snapshot)}
        same = same and mapped.issuperset(row.id for row in map_rows(again))
        if same and stored.issuperset(claim.id for claim in again.claims):
            continue
        if _comparable(reading, names):
            found.problem(where, "again", "read again, it gives another text or other claims")
        elif again.text.id != reading.text:
            found.note(where, "again", f"{again.text.reader} gives another text", CHANGED)
        else:
            found.note(where, "again", "the text is the same, the claims are not compared", CHANGED)
    found.counts["read again"] = len(readings(view))


def compiled_again(view: View, folder: Path, names: Names, found: Gathered) -> None:
    """Compile every edition again, from the state of the ledger that its manifest names."""
    book = names.codebook
    count = 0
    for stored in view.rows("edition"):
        where, home = f"edition {stored.id}", folder / stored.id
        try:
            manifest = editions.load_manifest(home, stored.drawn["manifest"])
            frozen = editions.load(home, "figures.json", stored.drawn["manifest"])
        except ProjectDamaged:
            continue  # told with the editions
        if manifest.codebook != book.version:
            found.note(where, "again", "it is not compiled again", CHANGED)
            continue
        count += 1
        try:
            again = compiled(view, folder, names, asked(manifest), up_to=manifest.ledger.seq)
        except SousveilError as error:
            found.problem(where, "again", f"it cannot be compiled any more: {error}", hint="")
            continue
        figures = editions.pretty(editions.named_figures(again.edition, book))
        if again.digest == stored.drawn["digest"] and figures == frozen:
            continue
        if (again.base, again.since) != (manifest.base, manifest.since):
            found.note(where, "again", "what it stands on is another one now", CHANGED)
        elif manifest.program == program():
            found.problem(where, "again", "compiled again, it says something else")
        else:
            found.note(where, "again", "this program compiles it in another way", CHANGED)
    found.counts["compiled again"] = count


def traced(view: View, folder: Path, found: Gathered) -> None:
    """Follow every claim behind every edition to its words, and these to the stored text.

    A claim of the base that this project never read has its words in the base alone.
    """
    count = 0
    for stored in view.rows("edition"):
        home, manifest = folder / stored.id, stored.drawn["manifest"]
        try:
            edition = editions.load_edition(home, manifest)
            records = editions.load_records(home, manifest)
        except ProjectDamaged:
            continue  # told with the editions
        quotes = {quote.claim: quote for quote in records.evidence}
        statements = {s.claim for s in records.reviewed.statements} if records.reviewed else set()
        where = f"edition {stored.id}"
        for entry in edition.entries:
            for claim in (*entry.claims, *(entry.against or ()), *(entry.beside or ())):
                count += 1
                if claim not in quotes:
                    found.problem(where, "quote", f"entry {entry.id} has no words for {claim}")
        content: dict[str, str | None] = {}
        for quote in quotes.values():
            if quote.text not in content:
                text = view.row("text", quote.text)
                content[quote.text] = None if text is None else str(text.plain["content"])
            words = content[quote.text]
            is_base = words is None and quote.claim not in statements and edition.living is not None
            if not is_base and (words or "")[quote.start : quote.end] != quote.quote:
                found.problem(where, "quote", f"the words of {quote.claim} are not in its text")
    found.counts["traced"] = count


def asked(manifest: Manifest) -> Request:
    """Return what the manifest says was asked."""
    return Request(
        name=manifest.name,
        scope=manifest.scope,
        as_of=manifest.as_of,
        base=manifest.base.name if manifest.base else None,
        since=manifest.since.name if manifest.since else None,
        policy=manifest.settings,
    )


def _comparable(reading: Reading, names: Names) -> bool:
    return reading.program == program() and reading.codebook == names.codebook.version
