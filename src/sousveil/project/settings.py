"""What is set for a whole project: sousveil.toml, and the project's own codebook files."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

from sousveil.archive.blobs import sync_folder
from sousveil.errors import NoProject, ProjectDamaged
from sousveil.guard.caps import CAPS, Caps, says
from sousveil.model.ids import digest
from sousveil.project.model_settings import ModelSettings, model_settings
from sousveil.storage.ledger import Row, View, last, row

FILE = "sousveil.toml"
"""The folder that holds this file is a project."""

CODEBOOK = "codebook"
"""The folder of terms that replace or join the packaged ones."""


class Settings(Struct, frozen=True, kw_only=True):
    """What the file says."""

    name: str
    """The project's name, for people."""

    contact: str | None = None
    """Where readers may report a problem: an address of mail or of the web, as pages show it."""

    caps: Caps = CAPS
    """What one document may cost."""

    llm: ModelSettings | None = None
    """The language model that may propose claims; None: no model is ever asked."""


def read(folder: Path) -> Settings:
    """Read the settings of a project; raise `ProjectDamaged` for what they cannot hold."""
    path = folder / FILE
    try:
        plain = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise NoProject(
            f"{folder} is no project: it has no {FILE}. Make one with: sousveil init {folder}"
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProjectDamaged(f"{path} cannot be read: {error}. Mend the file.") from None
    _refuse_unknown(path, plain, Settings.__struct_fields__)
    if not isinstance(plain.get("name"), str):
        raise ProjectDamaged(
            f'{path}: the name is missing. Write a line such as name = "my index".'
        )
    contact = plain.get("contact")
    if contact is not None and not (isinstance(contact, str) and contact.strip()):
        raise ProjectDamaged(
            f'{path}: contact is a line of words. Write: contact = "desk@example.org".'
        )
    llm = plain.get("llm")
    return Settings(
        name=plain["name"],
        contact=contact,
        caps=_caps(path, plain.get("caps", {})),
        llm=None if llm is None else model_settings(path, llm),
    )


def _caps(path: Path, plain: Any) -> Caps:
    """Read the limits that the project sets for itself."""
    if not isinstance(plain, dict):
        raise ProjectDamaged(f"{path}: caps is a table of limits. Write [caps], then its lines.")
    _refuse_unknown(path, plain, Caps.__struct_fields__)
    for name, value in plain.items():
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise ProjectDamaged(
                f"{path}: the limit {name!r} is a whole number above 0 ({says(name)})."
            )
    return Caps(**plain)


def _refuse_unknown(path: Path, plain: dict[str, Any], known: Iterable[str]) -> None:
    for name in plain:
        if name not in known:
            raise ProjectDamaged(
                f"{path}: {name!r} is no setting. Settings are: {', '.join(known)}."
            )


def write(folder: Path, data: bytes) -> None:
    """Write the settings file of a project, whole or not at all."""
    temporary = folder / f".{FILE}.tmp"
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / FILE)
    sync_folder(folder)


def as_bytes(settings: Settings) -> bytes:
    """Return the content of a settings file."""
    name = settings.name.encode("utf-8", "backslashreplace").decode()
    quoted = json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"name = {quoted}\n".encode()


def codebook_files(folder: Path) -> list[Path]:
    """Return the project's own codebook files, sorted; hidden ones are left out."""
    return sorted(
        path
        for path in (folder / CODEBOOK).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    )


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of each file that sets something, by its path in the project."""
    paths = [folder / FILE, *codebook_files(folder)]
    return {
        path.relative_to(folder).as_posix(): digest(path.read_bytes())
        for path in paths
        if path.is_file()
    }


def recorded(view: View) -> dict[str, str]:
    """Return the digests that the ledger has, as recorded last."""
    found = last(view.rows("setting"))
    return {} if found is None else dict(found.plain["files"])


def record(view: View, files: dict[str, str]) -> Row:
    """Make the row that records these digests from now on."""
    before = last(view.rows("setting"))
    return row("setting", {"files": files, "replaces": before.id if before else None})
