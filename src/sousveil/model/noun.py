"""How a noun is changed: another is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the same words, and a type checker knows the fields
    from dataclasses import replace  # noqa: TID251
else:
    from msgspec.structs import replace

__all__ = ("replace",)
