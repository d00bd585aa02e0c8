"""The published editions that come with the program, read without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sousveil.errors import Place, UnknownEdition
from sousveil.model.codec import decode, from_plain, to_plain
from sousveil.model.edition import Edition, Records
from sousveil.model.ids import canonical

EDITIONS = Path(__file__).parent / "editions"
"""One folder an edition: `edition.json`, `records.json`, `manifest.json`; made by
scripts/package_data.py. Found by path: `importlib.resources` takes longer than the reading."""


def names() -> tuple[str, ...]:
    """Return the names of the packaged editions, oldest first."""
    return tuple(sorted(path.parent.name for path in EDITIONS.glob("*/edition.json")))


def load_edition(name: str) -> Edition:
    """Read an edition; raise `UnknownEdition` where there is none of this name."""
    return decode(_read(name, "edition.json"), Edition)


def load_records(name: str) -> Records:
    """Read what stands behind an edition; raise `UnknownEdition` where there is none."""
    return unpack(_read(name, "records.json"))


def load_manifest(name: str) -> dict[str, Any]:
    """Read how an edition was made, with its digest; raise `UnknownEdition` where there is none."""
    manifest: dict[str, Any] = json.loads(_read(name, "manifest.json"))
    return manifest


def pack(records: Records) -> bytes:
    """Write the records of one text, saying once what repeats.

    Evidence gives the number of its cell instead of the place, which halves the file.
    """
    numbers = {cell.place: number for number, cell in enumerate(records.cells)}
    texts = {evidence.text for evidence in records.evidence}
    plain = to_plain(records)
    for evidence, written in zip(records.evidence, plain["evidence"], strict=True):
        written["cell"] = numbers[evidence.place or Place()]
        del written["place"], written["text"]
    (plain["text"],) = texts
    return canonical(plain)


def unpack(data: bytes) -> Records:
    """Read records as `pack` writes them."""
    plain = json.loads(data)
    text = plain.pop("text")
    for evidence in plain["evidence"]:
        evidence["text"] = text
        evidence["place"] = plain["cells"][evidence.pop("cell")]["place"]
    return from_plain(plain, Records)


def _read(name: str, file: str) -> bytes:
    if name not in names():
        raise UnknownEdition(name, names())
    return (EDITIONS / name / file).read_bytes()
