"""A whole project in one file, and back.

The file is a plain tar archive that any such program unpacks. Its first member, `backup.json`,
lists all others with size and digest, and seals itself. So every byte of the file is given by the
list or by a digest, and what differs in one is no backup of ours.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from sousveil.archive.blobs import Blobs, sync_folder
from sousveil.errors import ProjectDamaged, ProjectError
from sousveil.model.codec import decode, encode, to_plain
from sousveil.model.ids import canonical, digest
from sousveil.model.noun import replace
from sousveil.project import editions, settings
from sousveil.project.integrity import Report
from sousveil.project.state import program, state_digest
from sousveil.storage.disks import network_filesystem, refuse_network
from sousveil.storage.ledger import Head, Ledger, View

FORMAT = "sousveil-backup/1"
MANIFEST = "backup.json"
LEDGER = "ledger.sqlite"
ARCHIVE = "archive"
BLOCK = 512  # bytes; a tar archive is made of such blocks
CHUNK = 1 << 20  # bytes held at once
LONGEST = 256 << 20  # bytes of backup.json, about 1.5 million files

PARTS = re.compile(
    rf"""
    sousveil\.toml
    | ledger\.sqlite
    | codebook (?: / (?!\.) [^/\\:\x00-\x1f\x7f]+ )+
    | editions / (?P<edition> {editions.NAME.pattern} )
      / (?: {"|".join(map(re.escape, (editions.MANIFEST, *editions.FILES)))} )
    | archive/sha256 / (?P<start> [0-9a-f]{{2}} ) / (?P<hex> (?P=start) [0-9a-f]{{62}} )
    """,
    re.VERBOSE,
)
"""The files of a project that a backup holds, and no others."""


class Part(Struct, frozen=True, kw_only=True):
    """One file of a project."""

    path: str
    """In the project's folder, with `/`."""

    size: int
    sha256: str
    """`sha256:...` of its bytes."""


class Backup(Struct, frozen=True, kw_only=True):
    """What a backup holds: the first thing in its file."""

    format: str
    program: str
    """Version of sousveil that wrote it."""

    revision: str
    """Of the ledger's tables."""

    head: Head
    """The end of the log."""

    digest: str
    """One hash of the state, as `sousveil digest` prints it."""

    unrecorded: tuple[str, ...]
    """Settings and codebook files that had been changed and not recorded: after restoring,
    `verify` says so as it did before."""

    files: tuple[Part, ...]
    """In the order in which they follow."""

    seal: str = ""
    """Digest of all the rest."""


def write_backup(folder: Path, ledger: Ledger, blobs: Blobs, target: Path) -> Backup:
    """Write a project to one new file, as it is at one moment, whoever writes meanwhile.

    The ledger is copied first; originals and editions that it names are there already, and
    never change. The file gets its name only when all of it is on disk.
    """
    try:
        _refuse_existing(target)
        with _begun(target) as (temporary, file), _room(target) as copy:
            ledger.copy(copy)
            manifest, sources = _manifest(folder, blobs, copy)
            _write(file, manifest, sources)
            _refuse_existing(target)
            temporary.replace(target)
        sync_folder(target.absolute().parent)
    except OSError as error:
        raise ProjectError(
            f"The backup {target} cannot be written: {error.strerror or error}. "
            "Make room or mend the permissions, then do it again; nothing is half done."
        ) from None
    return manifest


def restore_backup(file: Path, folder: Path) -> Backup:
    """Make a project's folder of a backup; it is there complete, or not at all.

    Raises `ProjectDamaged` if a byte of the file is not as it was written.
    """
    home = folder.resolve()
    refuse_network(home)
    try:
        if home.exists() and not (home.is_dir() and not any(home.iterdir())):
            raise ProjectError(f"{folder} is there already. Name a new folder to restore to.")
        with file.open("rb") as tar:
            manifest = _read_manifest(tar, file)
            home.parent.mkdir(parents=True, exist_ok=True)
            temporary = home.with_name(f".{home.name}.{secrets.token_hex(8)}.tmp")
            try:
                _unpack(tar, file, manifest, temporary)
                temporary.replace(home)
            except BaseException:
                shutil.rmtree(temporary, ignore_errors=True)
                raise
        sync_folder(home.parent)
    except OSError as error:
        raise ProjectError(
            f"{file} cannot be restored to {folder}: {error.strerror or error}. "
            "Make room or mend the permissions, then do it again; nothing is half done."
        ) from None
    return manifest


def check_restored(written: Backup, report: Report, state: str) -> None:
    """Raise `ProjectDamaged` unless a restored project is sound, and the one that was written."""
    for problem in report.problems:
        if problem.kind == "settings" and problem.where in written.unrecorded:
            continue
        what = " ".join(problem.what.split())  # SQLite takes several lines to say what is wrong
        raise ProjectDamaged(
            f"The backup is restored, and what it holds is not sound: {problem.where}: "
            f"{what}. Take an earlier backup."
        )
    same_program = written.program == program()  # another one may sum up the state otherwise
    if report.head != written.head.hash or (same_program and state != written.digest):
        raise ProjectDamaged(
            "The backup is restored, and its ledger is not the one that it names. "
            "Take an earlier backup."
        )


def _refuse_existing(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise ProjectError(f"{target} is there already. Name a new file for the backup.")


@contextmanager
def _begun(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Open a temporary file beside the target; what a killed run left there is overwritten."""
    temporary = target.with_name(f".{target.name}.tmp")
    with temporary.open("ab") as file:
        if not _lock(file) or not _has_name(file, temporary):
            raise ProjectError(
                f"Another backup is being written to {target}. Wait until it is done, "
                "or name another file."
            )
        try:
            file.truncate(0)
            yield temporary, file
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _lock(file: BinaryIO) -> bool:
    """Lock an open file until it is closed; tell whether nobody else has."""
    try:
        import fcntl
    except ImportError:  # Windows, where an open file cannot be replaced anyway
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _has_name(file: BinaryIO, path: Path) -> bool:
    """Tell whether an open file still has its name; a finished backup has another by now."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


@contextmanager
def _room(target: Path) -> Iterator[Path]:
    """Yield where the ledger can be copied to: beside the target, if SQLite can work there."""
    with ExitStack() as stack:
        if network_filesystem(target.parent) is None:
            copy = target.with_name(f".{target.name}.ledger.tmp")
            copy.unlink(missing_ok=True)
            stack.callback(copy.unlink, missing_ok=True)
        else:
            copy = Path(stack.enter_context(tempfile.TemporaryDirectory()), LEDGER)
        yield copy


def _manifest(folder: Path, blobs: Blobs, copy: Path) -> tuple[Backup, list[Path]]:
    """List what the copy of the ledger names, and where to read each file."""
    from sousveil.storage.ledger_sql import ReadOnlyLedger
    from sousveil.storage.tables import REVISIONS

    parts: list[Part] = []
    sources: list[Path] = []

    def take(path: str, source: Path, name: str | None = None) -> None:
        if not PARTS.fullmatch(path) or not _fits(path):
            raise ProjectError(f"{source} cannot be in a backup: give it a shorter, plain name.")
        size = source.stat().st_size
        parts.append(Part(path=path, size=size, sha256=name or _digest_of(source)))
        sources.append(source)

    for source in (folder / settings.FILE, *settings.codebook_files(folder)):
        take(source.relative_to(folder).as_posix(), source)
    there = {part.path: part.sha256 for part in parts}
    take(LEDGER, copy)
    ledger = ReadOnlyLedger(copy)
    try:
        with ledger.reading() as view:
            for path, source, name in _named(view, folder, blobs):
                take(path, source, name)
            due = settings.recorded(view)
            head, state = view.head(), state_digest(view)
    finally:
        ledger.close()
    changed = [name for name in there.keys() | due.keys() if there.get(name) != due.get(name)]
    made = Backup(
        format=FORMAT,
        program=program(),
        revision=REVISIONS[-1],
        head=head,
        digest=state,
        unrecorded=tuple(sorted(changed)),
        files=tuple(parts),
    )
    return replace(made, seal=_seal(made)), sources


def _named(view: View, folder: Path, blobs: Blobs) -> Iterator[tuple[str, Path, str | None]]:
    """Yield the editions' files, then the originals, that one state of the ledger names."""
    for stored in view.rows("edition"):
        home = folder / editions.FOLDER / stored.id
        editions.check_files(home, stored.drawn["manifest"])
        for file in (editions.MANIFEST, *editions.FILES):
            yield f"{editions.FOLDER}/{stored.id}/{file}", home / file, None
    names = {stored.id for stored in view.rows("snapshot")}
    names |= {stored.plain.get("exchange") for stored in view.rows("finding")} - {None}
    for name in sorted(names):
        source = blobs.path(name)
        if not blobs.has(name):
            raise ProjectDamaged(
                f"The original {source} is gone. Run sousveil verify, and mend the project first."
            )
        yield f"{ARCHIVE}/{source.relative_to(blobs.folder).as_posix()}", source, name


def _write(file: BinaryIO, manifest: Backup, sources: Iterable[Path]) -> None:
    """Write list and files, and bring all to disk."""
    listed = encode(manifest)
    if len(listed) > LONGEST:
        raise ProjectError("The project has too many files for one backup. Copy its folder.")
    file.write(_header(MANIFEST, len(listed)) + listed + bytes(-len(listed) % BLOCK))
    for part, source in zip(manifest.files, sources, strict=True):
        file.write(_header(part.path, part.size))
        with source.open("rb") as data:
            found = _copy(data, part.size, file.write)
            more = data.read(1)
        if found != part.sha256 or more:
            raise ProjectDamaged(
                f"{source} is not what was stored, or changed just now. Do it again; "
                "if this comes again, run sousveil verify and mend the project first."
            )
        file.write(bytes(-part.size % BLOCK))
    file.write(bytes(2 * BLOCK))
    file.flush()
    os.fsync(file.fileno())


def _read_manifest(tar: BinaryIO, file: Path) -> Backup:
    """Read the list and check that it can be one: sealed, and of the length of the file."""
    header = tar.read(BLOCK)
    try:
        size = tarfile.TarInfo.frombuf(header, "utf-8", "strict").size
        most = min(LONGEST, os.fstat(tar.fileno()).st_size)
        if size > most or header != _header(MANIFEST, size):
            raise _damaged(file, MANIFEST)
        data = tar.read(size)
        found = decode(data, Backup)
        if encode(found) != data or found.seal != _seal(found) or any(tar.read(-size % BLOCK)):
            raise _damaged(file, MANIFEST)
    except (tarfile.TarError, ProjectDamaged, ValueError, RecursionError):
        raise _damaged(file, MANIFEST) from None
    if found.format != FORMAT:
        raise ProjectError(
            f"{file} is a backup of the kind {found.format!r}, and this program knows {FORMAT}. "
            "Update sousveil, then try again."
        )
    paths = [part.path for part in found.files]
    if len(set(paths)) != len(paths) or not {settings.FILE, LEDGER} <= set(paths):
        raise _damaged(file, MANIFEST)
    for part in found.files:
        match = PARTS.fullmatch(part.path)
        digested = match and match["hex"] and f"sha256:{match['hex']}"
        if not match or part.size < 0 or (digested or part.sha256) != part.sha256:
            raise _damaged(file, MANIFEST)
    length = sum(BLOCK + part.size + -part.size % BLOCK for part in found.files)
    if tar.tell() + length + 2 * BLOCK != os.fstat(tar.fileno()).st_size:
        raise _damaged(file, "its end")
    return found


def _unpack(tar: BinaryIO, file: Path, manifest: Backup, folder: Path) -> None:
    """Write every file into a new folder, bring all to disk, and the settings file last."""
    waiting = folder / f".{settings.FILE}.tmp"
    for home in (folder, folder / ARCHIVE, folder / editions.FOLDER):
        home.mkdir()
    for part in manifest.files:
        if tar.read(BLOCK) != _header(part.path, part.size):
            raise _damaged(file, part.path)
        place = waiting if part.path == settings.FILE else folder / part.path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as out:
            found = _copy(tar, part.size, out.write)
            if found != part.sha256 or any(tar.read(-part.size % BLOCK)):
                raise _damaged(file, part.path)
            out.flush()
            os.fsync(out.fileno())
        if part.path.startswith(f"{ARCHIVE}/"):
            place.chmod(0o444)
    if tar.read() != bytes(2 * BLOCK):
        raise _damaged(file, "its end")
    waiting.replace(folder / settings.FILE)
    for here, _, _ in os.walk(folder, topdown=False):
        sync_folder(Path(here))


def _damaged(file: Path, where: str) -> ProjectDamaged:
    return ProjectDamaged(
        f"{file} is no backup of a project, or it is damaged at {where!r}. Take another copy of it."
    )


def _header(path: str, size: int) -> bytes:
    """Return the block before a file; the same for the same file, whoever writes it when."""
    info = tarfile.TarInfo(path)
    info.size = size
    if size < 8**11:  # all that eleven octal digits can say
        return info.tobuf(tarfile.USTAR_FORMAT, "utf-8", "strict")
    return info.tobuf(tarfile.GNU_FORMAT, "utf-8", "strict")


def _fits(path: str) -> bool:
    """Tell whether a path has room in the block before its file."""
    try:
        return len(_header(path, 0)) == BLOCK
    except ValueError:
        return False


def _seal(manifest: Backup) -> str:
    plain = to_plain(manifest)
    del plain["seal"]
    return digest(canonical(plain))


def _copy(source: BinaryIO, size: int, write: Callable[[bytes], object]) -> str:
    """Hand on a number of bytes and return their digest; of fewer, where the source ends."""
    found = hashlib.sha256()
    while size and (data := source.read(min(CHUNK, size))):
        found.update(data)
        write(data)
        size -= len(data)
    return f"sha256:{found.hexdigest()}"


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
