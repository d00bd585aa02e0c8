"""Nouns to JSON and back, strictly."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from sousveil.errors import ProjectDamaged
from sousveil.model.claim import CONTENTS, Claim, Content
from sousveil.model.ids import canonical, content_id
from sousveil.model.noun import replace

T = TypeVar("T")


def to_plain(noun: Any) -> Any:
    """Return the noun as dicts, lists, strings and numbers; fields that are None are left out."""
    return prune(msgspec.to_builtins(noun, enc_hook=_unpacked))


def _unpacked(value: Any) -> Any:
    """Return what a part that was left undecoded holds."""
    if not isinstance(value, msgspec.Raw):
        raise NotImplementedError
    return msgspec.json.decode(value)


def prune(value: Any) -> Any:
    """Drop the None fields of objects, all the way down."""
    if isinstance(value, dict):
        return {key: prune(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [prune(item) for item in value]
    return value


def from_plain(plain: Any, kind: type[T]) -> T:
    """Build a noun from plain data; raise `ProjectDamaged` if it is not one."""
    try:
        return msgspec.convert(plain, kind, strict=True)
    except msgspec.ValidationError as error:
        raise ProjectDamaged(f"A stored {kind.__name__} is damaged: {error}.") from None


def decode(data: bytes | msgspec.Raw, kind: type[T]) -> T:
    """Read one noun from JSON, strictly; raise `ProjectDamaged` if it is not one."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise ProjectDamaged(f"A stored {kind.__name__} is damaged: {error}.") from None


def encode(noun: Any) -> bytes:
    """Write the one canonical JSON form of a noun."""
    return canonical(to_plain(noun))


def claim_to_plain(claim: Claim) -> dict[str, Any]:
    """Return a claim as plain data, its content under its type's name."""
    plain: dict[str, Any] = to_plain(claim)
    plain["content"]["type"] = claim.content.type
    return plain


def claim_from_plain(plain: Any) -> Claim:
    """Build a claim from plain data; raise `ProjectDamaged` if it is not one."""
    try:
        return msgspec.convert(plain, Claim, strict=True, dec_hook=_content)
    except msgspec.ValidationError as error:
        raise ProjectDamaged(f"A stored claim is damaged: {error}.") from None


def with_id(claim: Claim) -> Claim:
    """Return the claim under the id that all its other fields give it."""
    plain = claim_to_plain(claim)
    del plain["id"]
    return replace(claim, id=content_id("claim", plain))


def _content(kind: type, plain: Any) -> Any:
    if kind is not Content or not isinstance(plain, dict) or plain.get("type") not in CONTENTS:
        raise msgspec.ValidationError("its content is of no known type")
    rest = {key: value for key, value in plain.items() if key != "type"}
    return msgspec.convert(rest, CONTENTS[plain["type"]], strict=True)
