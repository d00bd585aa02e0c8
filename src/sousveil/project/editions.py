"""Editions as folders of files, each written once and never again."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from sousveil.archive.blobs import sync_folder
from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.compile import edition_digest
from sousveil.errors import EditionError, Place, ProjectDamaged, ProjectError
from sousveil.figures.published import recount
from sousveil.model.codec import decode, encode, to_plain
from sousveil.model.counted import counts
from sousveil.model.edition import Edition, Entry, Records
from sousveil.model.ids import digest
from sousveil.model.policy import Policy
from sousveil.model.said import said as phrase
from sousveil.project.state import program
from sousveil.storage.ledger import Head

FOLDER = "editions"
MANIFEST = "manifest.json"
FILES = ("edition.json", "records.json", "entries.csv", "evidence.csv", "figures.json")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
TEXT_HEADINGS = ("financier", "status", "disputed", "origins", "counts", "against", "beside")

TEMPORARY = ".tmp-"
"""How a folder begins that is still being written; no edition's name does."""


class Pinned(Struct, frozen=True):
    """An edition by its name and the digest of all that it says."""

    name: str
    digest: str


class Manifest(Struct, frozen=True, kw_only=True):
    """How an edition was made, and what its files must be."""

    name: str
    digest: str
    """Of all that the edition says, see `edition_digest`."""

    files: dict[str, str]
    """Each file with the digest of its bytes."""

    sources: tuple[str, ...]
    attribution: str
    policy: str
    scope: tuple[str, ...]
    """Sources whose accepted claims entered; empty means all."""

    as_of: str | None = None
    """Only what had been found and decided by then entered; None means everything."""

    settings: Policy | None = None
    """The policy of a living edition; None for an edition of a table."""

    base: Pinned | None = None
    """What a living edition stands on; None where it stands on nothing."""

    since: Pinned | None = None
    """The earlier edition of its series, whose withdrawn claims it tells."""

    codebook: str
    """Digest of the codebook."""

    program: str
    """Version of sousveil."""

    ledger: Head
    """The end of the log from which it was made."""


def check_name(name: str) -> None:
    """Raise `EditionError` unless the name can be that of a folder anywhere."""
    if not NAME.fullmatch(name):
        raise EditionError(
            phrase(
                "{name!r} cannot name an edition. Use letters, digits and hyphens, such as 2024-1.",
                name=name,
            )
        )


def files_of(
    edition: Edition,
    records: Records,
    codebook: Codebook,
    *,
    scope: tuple[str, ...],
    as_of: str | None,
    head: Head,
    base: Pinned | None = None,
    since: Pinned | None = None,
) -> dict[str, bytes]:
    """Return the files of an edition, and the manifest that says how it was made."""
    files = {
        "edition.json": encode(edition),
        "records.json": encode(records),
        "entries.csv": _entries(edition),
        "evidence.csv": _evidence(records),
        "figures.json": pretty(named_figures(edition, codebook)),
    }
    manifest = Manifest(
        name=edition.name,
        digest=edition_digest(edition, records),
        files={name: digest(data) for name, data in files.items()},
        sources=edition.sources,
        attribution=edition.attribution,
        policy=edition.policy,
        scope=scope,
        as_of=as_of,
        settings=edition.living.policy if edition.living else None,
        base=base,
        since=since,
        codebook=codebook.version,
        program=program(),
        ledger=head,
    )
    return {**files, MANIFEST: pretty(to_plain(manifest))}


def named_figures(edition: Edition, codebook: Codebook) -> list[dict[str, Any]]:
    """Recompute every named figure that the edition can answer, beside what was published."""
    return [
        {
            "id": found.named.id,
            "label": found.named.label,
            "value": found.value,
            "published": {"value": printed.value, "where": printed.where} if printed else None,
            "agrees": found.agrees,
            "countries": list(found.countries),
        }
        for found in recount(codebook, edition)
        if found.value is not None
        for printed in [found.published]
    ]


def freeze(folder: Path, name: str, files: Mapping[str, bytes]) -> None:
    """Write the files of an edition all at once: its folder is there complete, or not at all.

    The caller holds the turn to write and knows that the ledger has no edition of this name:
    a folder that stands there was left by an interrupted run, and is replaced.
    """
    target, temporary = folder / name, folder / f"{TEMPORARY}{name}"
    try:
        folder.mkdir(exist_ok=True)
        for left in folder.glob(f"{TEMPORARY}*"):
            _remove(left)
        if target.exists():
            target.rename(folder / f"{TEMPORARY}{name}.old")
        temporary.mkdir()
        for file, data in files.items():
            with (temporary / file).open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
        sync_folder(temporary)
        temporary.rename(target)
        sync_folder(folder)
        _remove(folder / f"{TEMPORARY}{name}.old")
    except OSError as error:
        raise ProjectError(
            f"The edition cannot be written to {target}: {error.strerror or error}. "
            "Make room or mend the permissions, then do it again; nothing is half done."
        ) from None


def load_manifest(folder: Path, due: str) -> Manifest:
    """Read the manifest of an edition; raise `ProjectDamaged` unless its digest is the one due."""
    return decode(_checked(folder / MANIFEST, due), Manifest)


def check_files(folder: Path, manifest: str) -> None:
    """Read every file of an edition; raise `ProjectDamaged` if a byte of one has changed."""
    for file, due in load_manifest(folder, manifest).files.items():
        _checked(folder / file, due)


def load(folder: Path, file: str, manifest: str) -> bytes:
    """Return a file of an edition, checked from the ledger's digest of its manifest down."""
    return _checked(folder / file, load_manifest(folder, manifest).files.get(file, ""))


def load_edition(folder: Path, manifest: str) -> Edition:
    """Read an edition; raise `ProjectDamaged` if a byte of it has changed."""
    return decode(load(folder, "edition.json", manifest), Edition)


def load_records(folder: Path, manifest: str) -> Records:
    """Read what stands behind an edition; raise `ProjectDamaged` if a byte has changed."""
    return decode(load(folder, "records.json", manifest), Records)


def pretty(plain: Any) -> bytes:
    """Return JSON for people to read, the same bytes for the same data."""
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _checked(path: Path, due: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ProjectDamaged(
            f"{path} cannot be read: {error.strerror or error}. Take it from a backup."
        ) from None
    if digest(data) != due:
        raise ProjectDamaged(
            f"{path} has changed since the edition was made. Take it from a backup."
        )
    return data


def _entries(edition: Edition) -> bytes:
    headings = ("id", "kind", "country", "technology", "supplier", "origin", "marks", "claims")
    return _csv(
        headings if edition.living is None else (*headings, *TEXT_HEADINGS),
        (
            (
                entry.id,
                entry.kind,
                entry.country,
                entry.technology,
                entry.supplier,
                entry.origin,
                "; ".join(entry.marks),
                "; ".join(entry.claims),
                *(() if edition.living is None else _of_text(entry, edition)),
            )
            for entry in edition.entries
        ),
    )


def _of_text(entry: Entry, edition: Edition) -> tuple[str | int | None, ...]:
    """Return what only entries of a living edition have, see `TEXT_HEADINGS`."""
    return (
        entry.financier,
        entry.status,
        int(entry.disputed or False),
        entry.origins,
        int(counts(entry, edition)),
        "; ".join(entry.against or ()),
        "; ".join(entry.beside or ()),
    )


def _evidence(records: Records) -> bytes:
    return _csv(
        ("claim", "text", "start", "end", "quote", "snapshot", "page", "sheet", "cell", "row"),
        (
            (
                link.claim,
                link.text,
                link.start,
                link.end,
                link.quote,
                place.snapshot,
                place.page,
                place.sheet,
                place.cell,
                place.row,
            )
            for link in records.evidence
            for place in [link.place or Place()]
        ),
    )


def _csv(headings: tuple[str, ...], rows: Iterable[tuple[str | int | None, ...]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([_inert(value) for value in row] for row in rows)
    return out.getvalue().encode()


def _inert(value: str | int | None) -> str | int | None:
    """Keep a spreadsheet from taking printed words for a formula; numbers stay as they are.

    The words as printed, to the letter, stand in records.json.
    """
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        try:
            float(value)
        except ValueError:
            return f"'{value}"
    return value
