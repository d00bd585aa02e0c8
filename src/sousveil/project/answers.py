"""Answers of language models, kept under the digest of what was asked; no evidence."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path

import msgspec

from sousveil.extraction.llm import Request
from sousveil.model.ids import canonical

FOLDER = Path("cache", "llm")
LONGEST = 16 << 20  # bytes of one file; a larger one is none of ours


class _Kept(msgspec.Struct, forbid_unknown_fields=True):
    request: str
    """Id of the request."""

    prompt: str
    asked: msgspec.Raw
    """What was sent, for people to read."""

    raw: str
    """The body of the answer as it came."""


def path_of(project: Path, request: Request) -> Path:
    """Return where the answer to a request is kept."""
    return project / FOLDER / f"{request.id.removeprefix('sha256:')}.json"


def kept(project: Path, request: Request) -> str | None:
    """Return the raw answer to a request; None where there is none, or a damaged one."""
    path = path_of(project, request)
    try:
        if path.stat().st_size > LONGEST:
            return None
        found = msgspec.json.decode(path.read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return found.raw if found.request == request.id else None


def keep(project: Path, request: Request, raw: str) -> None:
    """Keep an answer; where that is not possible, it will be asked for again."""
    path = path_of(project, request)
    plain = {"request": request.id, "prompt": request.prompt, "asked": request.body(), "raw": raw}
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(canonical(plain))
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
