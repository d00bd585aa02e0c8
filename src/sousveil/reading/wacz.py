"""Web archives in the WACZ format: WARC files with pages, digests and perhaps a signature."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from sousveil.errors import DamagedDocument, LockedDocument
from sousveil.guard.caps import MIB, Caps
from sousveil.guard.inflate import Budget, Zip
from sousveil.model.source import About, Document, Member
from sousveil.reading import warc
from sousveil.reading.contents import counted, entry, shown
from sousveil.reading.folder import is_hidden
from sousveil.reading.writer import Writer

READER = "wacz/1"

PACKAGE, DIGEST, PAGES = "datapackage.json", "datapackage-digest.json", "pages/pages.jsonl"
ARCHIVE = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")
LARGEST = 16 * MIB  # bytes of one of its lists
DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read(data: bytes, snapshot: str, caps: Caps) -> Document:
    """List files, pages and records; say whether the digests hold and who signed them."""
    writer = Writer(snapshot, READER, caps)
    budget = Budget(len(data), caps)
    archive = Zip(data, budget)
    digests = _digests(Zip(data, Budget(len(data), caps)), writer)
    package = _object(archive, PACKAGE, writer)
    title = _word(package.get("title"))
    if title:
        writer.write(f"{title}\n")
    listed = _listed(package, writer)
    failed = _check_files(archive, listed, digests, writer)
    state = _chain(archive, digests, writer)
    writer.write(
        f"{state} {counted(len(archive.members), 'file')}, "
        f"{failed or 'none'} with a wrong digest.\n"
    )
    for member in archive.members:
        told = (
            "" if member.filename in listed or member.filename in (PACKAGE, DIGEST) else "unlisted"
        )
        entry(writer, member.filename, member.filename, counted(member.file_size, "byte"), told)
    _list_pages(archive, writer, caps)
    for member in _archives(archive):
        name = shown(member.filename)
        try:
            content = archive.read(member)
        except (DamagedDocument, LockedDocument):
            continue  # told when its digest was looked at
        if not warc.list_records(content, writer, budget, inside=f"{name}, "):
            writer.lose(f"{name}: no record of a web archive can be read in it")
    created = DATE.match(_word(package.get("created")))
    about = About(title=title or None, known=created[0] if created else None)
    return writer.document(about, has_members=True)


def members(data: bytes, caps: Caps) -> Iterator[Member]:
    """Yield the captured documents of all WARC files inside."""
    budget = Budget(len(data), caps)
    archive = Zip(data, budget)
    for member in _archives(archive):
        try:
            content = archive.read(member)
        except (DamagedDocument, LockedDocument):
            continue
        yield from warc.documents(content, budget)


def _archives(archive: Zip) -> list[zipfile.ZipInfo]:
    return [member for member in archive.members if ARCHIVE.fullmatch(member.filename)]


def _digests(archive: Zip, writer: Writer) -> dict[str, tuple[str, int]]:
    """Return sha256 and size of each file; unpacking each tells what cannot be."""
    out: dict[str, tuple[str, int]] = {}
    for member in archive.members:
        name = member.filename
        sha256, size = hashlib.sha256(), 0
        try:
            for piece in archive.chunks(member):
                sha256.update(piece)
                size += len(piece)
        except (DamagedDocument, LockedDocument) as error:
            writer.lose(f"member {shown(name)}: {error}")
            continue
        if name in out:
            writer.lose(f"member {shown(name)}: there are two of this name; the first counts")
        else:
            out[name] = (sha256.hexdigest(), size)
    return out


def _object(archive: Zip, name: str, writer: Writer) -> dict[str, Any]:
    """Return what a JSON file holds; empty, with a loss told, where it holds no object."""
    try:
        found = _parsed(_small(archive, name))
    except (DamagedDocument, LockedDocument) as error:
        writer.lose(f"{name}: {error}")
        return {}
    if not isinstance(found, dict):
        writer.lose(f"{name}: it is no JSON object")
        return {}
    return found


def _small(archive: Zip, name: str) -> bytes:
    """Return a file that people would not make large."""
    for member in archive.members:
        if member.filename == name and member.file_size > LARGEST:
            raise DamagedDocument(f"It is larger than {LARGEST // MIB} MiB.")
    return archive.read(name)


def _parsed(data: bytes) -> Any:
    """Return what JSON says; None where it says nothing that can be read."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _listed(package: dict[str, Any], writer: Writer) -> dict[str, tuple[str, object]]:
    """Return digest and size of each file, as the package lists them."""
    resources = package.get("resources")
    out: dict[str, tuple[str, object]] = {}
    for resource in resources if isinstance(resources, list) else []:
        path = resource.get("path") if isinstance(resource, dict) else None
        if not isinstance(path, str):
            writer.lose(f"{PACKAGE}: an entry names no file")
            continue
        out[path] = (_word(resource.get("hash")), resource.get("bytes"))
    return out


def _check_files(
    archive: Zip,
    listed: dict[str, tuple[str, object]],
    digests: dict[str, tuple[str, int]],
    writer: Writer,
) -> int:
    """Tell which files are not what the package says; return how many differ."""
    failed = 0
    names = archive.names()
    for path, (digest, size) in listed.items():
        name = shown(path)
        if path not in names:
            writer.lose(f"{name}: it is listed in {PACKAGE} and missing")
            continue
        if path not in digests:
            continue
        sha256, length = digests[path]
        if not digest.startswith("sha256:"):
            writer.lose(f"{name}: {PACKAGE} gives no sha256 for it")
        elif digest.removeprefix("sha256:").lower() != sha256:
            failed += 1
            writer.lose(f"{name}: its sha256 is not the one in {PACKAGE}")
        if isinstance(size, int) and size != length:
            writer.lose(f"{name}: it has {length} bytes, {PACKAGE} says {shown(str(size)[:20])}")
    for member in archive.members:
        name = member.filename
        if name not in listed and name not in (PACKAGE, DIGEST) and not is_hidden(name):
            writer.lose(
                f"{shown(name)}: it is not listed in {PACKAGE}, so no digest vouches for it"
            )
    return failed


def _chain(archive: Zip, digests: dict[str, tuple[str, int]], writer: Writer) -> str:
    """Compare the package with its digest file, and say what a signature says of itself.

    Keys are not verified: no list of known observers is kept here.
    """
    if DIGEST not in archive.names():
        return "Not signed."
    head = _object(archive, DIGEST, writer)
    actual = f"sha256:{digests[PACKAGE][0]}" if PACKAGE in digests else ""
    signed = head.get("signedData")
    told = [head.get("hash")]
    if isinstance(signed, dict):
        told.append(signed.get("hash"))
    if any(_word(digest).lower() != actual for digest in told):
        writer.lose(f"{PACKAGE}: its sha256 is not the one in {DIGEST}")
        return "The digest of its package does not hold."
    if not isinstance(signed, dict) or not _word(signed.get("signature")):
        return "Not signed."
    by = _word(signed.get("domain")) or "a key without a name"
    at = _word(signed.get("created"))
    return f"Signed by {by}{f' at {at}' if at else ''}; the signature was not verified."


def _list_pages(archive: Zip, writer: Writer, caps: Caps) -> None:
    """List the pages by their titles."""
    if PAGES not in archive.names():
        return
    try:
        lines = _small(archive, PAGES).split(b"\n")
    except (DamagedDocument, LockedDocument) as error:
        writer.lose(f"{PAGES}: {error}")
        return
    if len(lines) > caps.members:
        writer.lose(f"{PAGES}: all lines beyond {caps.members}")
    for number, line in enumerate(lines[: caps.members], 1):
        page = _parsed(line) if line.strip() else {}
        if not isinstance(page, dict):
            writer.lose(f"{PAGES}: some lines are no JSON objects")
        elif _word(page.get("url")):
            title, url, at = (_word(page.get(key)) for key in ("title", "url", "ts"))
            entry(writer, f"{PAGES}, line {number}", at, "page", url, title)


def _word(value: object) -> str:
    """Return a string in one line; empty for all that is none."""
    return shown(value).strip() if isinstance(value, str) else ""
