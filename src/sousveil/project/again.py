"""Texts, claims and editions made again, and compared with what is stored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sousveil.archive.blobs import Blobs
from sousveil.codebook.names import Names
from sousveil.errors import ProjectDamaged, ReadingError, SousveilError
from sousveil.project import editions
from sousveil.project.collect import map_rows
from sousveil.project.index import compile_index
from sousveil.project.integrity import Gathered
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
            again = compile_index(
                view,
                manifest.name,
                book,
                scope=manifest.scope,
                as_of=manifest.as_of,
                up_to=manifest.ledger.seq,
            )
        except SousveilError as error:
            found.problem(where, "again", f"it cannot be compiled any more: {error}", hint="")
            continue
        figures = editions.pretty(editions.named_figures(again.edition, book))
        if again.digest == stored.drawn["digest"] and figures == frozen:
            continue
        if manifest.program == program():
            found.problem(where, "again", "compiled again, it says something else")
        else:
            found.note(where, "again", "this program compiles it in another way", CHANGED)
    found.counts["compiled again"] = count


def _comparable(reading: Reading, names: Names) -> bool:
    return reading.program == program() and reading.codebook == names.codebook.version
