"""Ids made from content, so that doing a thing twice gives the same thing."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """Return the one JSON form of plain data: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def digest(data: bytes) -> str:
    """Return `sha256:` and the hash of bytes, in hexadecimal."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def content_id(kind: str, value: Any) -> str:
    """Return an id such as `claim:3f2a...` (32 hexadecimal digits) made from plain data."""
    return f"{kind}:{hashlib.sha256(canonical(value)).hexdigest()[:32]}"
