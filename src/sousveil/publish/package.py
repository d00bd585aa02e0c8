"""What stands beside the tables of an export: licence, sources, schema, our version."""

from __future__ import annotations

from importlib import metadata
from typing import Any

from sousveil.model.ids import digest
from sousveil.model.source import Source
from sousveil.publish.schema import tables_of
from sousveil.publish.tables import Export, Field, TableOf

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}

REGISTERED = {
    ".csv": ("csv", "text/csv"),
    ".xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""Suffix to format and media type."""


def about(export: Export) -> list[tuple[str, str]]:
    """Return what every reader must be told, as pairs of a word and a text."""
    edition, book = export.edition, export.codebook
    return [
        ("title", edition.title),
        ("attribution", edition.attribution),
        ("licence", f"{LICENCE['title']}, {LICENCE['path']}"),
        (
            "changes",
            "Read from the published file, recounted and laid out anew by sousveil; repairs and "
            "problems name every cell that is read otherwise than printed, or odd.",
        ),
        ("edition", edition.name),
        ("digest", export.digest),
        ("policy", edition.policy),
        *(("published file", snapshot) for snapshot in edition.snapshots),
        ("codebook", book.version),
        ("program", f"sousveil {metadata.version('sousveil')}"),
        *((f"table {table.name}", table.about) for table in tables_of(export)),
    ]


def readme(export: Export) -> bytes:
    """Return the same as a text."""
    return "".join(f"{word}: {text}\n" for word, text in about(export)).encode()


def descriptor(export: Export, files: dict[str, bytes]) -> dict[str, Any]:
    """Describe the files as a Data Package of version 2; without a date, so that it repeats."""
    edition = export.edition
    return {
        "$schema": PROFILE,
        "name": edition.name.lower(),
        "title": edition.title,
        "description": f"{edition.policy} Data: {edition.attribution}",
        "version": metadata.version("sousveil"),
        "licenses": [LICENCE],
        "sources": [
            _source(export.codebook.sources.get(name) or Source(id=name, name=name))
            for name in edition.sources
        ],
        "attribution": edition.attribution,
        "edition": {
            "name": edition.name,
            "digest": export.digest,
            "in_force": edition.in_force,
            "snapshots": edition.snapshots,
            "codebook": export.codebook.version,
        },
        "resources": [
            _resource(table, name, files[name])
            for table in tables_of(export)
            for name in files
            if name == f"{table.name}.csv" or name.endswith(".xlsx")
        ],
    }


def _source(source: Source) -> dict[str, Any]:
    told = {
        "title": source.title or source.name,
        "path": source.url,
        "version": source.date,
        "attribution": source.attribution,
        "digests": source.files,
    }
    return {name: value for name, value in told.items() if value}


def _resource(table: TableOf, file: str, data: bytes) -> dict[str, Any]:
    format, media_type = REGISTERED["." + file.rpartition(".")[2]]
    sheet = {} if format == "csv" else {"dialect": {"sheetName": table.name}}
    return {
        "name": table.name,
        "path": file,
        "type": "table",
        "description": table.about,
        "format": format,
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": digest(data),
        **sheet,
        "schema": {
            "$schema": SCHEMA,
            "fields": [_field(field) for field in table.fields],
            **({"primaryKey": list(table.key)} if table.key else {}),
        },
    }


def _field(field: Field) -> dict[str, str]:
    return {"name": field.name, "type": field.type, "description": field.about}
