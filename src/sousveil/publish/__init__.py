"""An edition as files; the list of exporters is here, one module a family of formats."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.published import Recount
from sousveil.model.edition import Edition, Records
from sousveil.model.reply import Answered

EXPORTERS = {
    "csv": "tabular",
    "xlsx": "tabular",
}
"""Format to the module that writes it; a module has `files(export, format) -> {name: bytes}`."""


def export(
    edition: Edition,
    records: Records,
    codebook: Codebook,
    figures: Iterable[Recount],
    to: Path,
    format: str,
    replies: Iterable[Answered] = (),
) -> tuple[Path, ...]:
    """Write an edition into a folder and return what was written.

    The same edition, codebook and program write the same bytes. Files of other names in the
    folder are left alone.
    """
    from sousveil.publish.tables import Export

    module = import_module(f"sousveil.publish.{EXPORTERS[format]}")
    given = Export(
        edition=edition,
        records=records,
        codebook=codebook,
        figures=tuple(figures),
        replies=answers(replies, edition, records),
    )
    files: dict[str, bytes] = module.files(given, format)
    to.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (to / name).write_bytes(data)
    return tuple(to / name for name in files)


def answers(
    replies: Iterable[Answered], edition: Edition, records: Records
) -> tuple[Answered, ...]:
    """Return the replies to what an edition rests on: to its claims, or to whom it names."""
    claims = {one.claim for one in records.evidence}
    parties = {f"country:{country}" for country in edition.countries}
    parties |= {f"country:{entry.country}" for entry in edition.entries}
    for entry in edition.entries:
        parties |= {f"supplier:{one}" for one in (entry.supplier, entry.financier) if one}
    return tuple(
        one for one in replies if one.reply.party in parties or claims.intersection(one.claims)
    )
